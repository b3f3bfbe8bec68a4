"""Places and offices: a jurisdiction is one county's law; a unit is an office or village inside it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from policies.rules.parameters import AREAS
from policies.write_wall import Guarded


class Jurisdiction(Guarded):
    """One county or district: whose document it is, what its offices call things, whom to ring."""

    code = models.SlugField(_("代号"), max_length=40, unique=True, help_text=_("规则包的文件夹名,小写字母。"))
    name = models.CharField(_("全称"), max_length=60)
    short_name = models.CharField(_("简称"), max_length=30)
    level = models.CharField(_("级别"), max_length=10, default="县", help_text=_("县、区或市。"))
    bureau = models.CharField(_("主管部门"), max_length=60, default="县民政局")
    region_code = models.CharField(
        _("区划代码"), max_length=12, unique=True, help_text=_("六位,单位代码都以它开头。")
    )
    hotline = models.CharField(
        _("监督电话"), max_length=40, blank=True, help_text=_("每张公示、每份文书上都印这个电话。")
    )
    words = models.JSONField(_("用词"), default=dict, blank=True, help_text=_("本地文件怎么叫,例如“审批”。"))

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("地方")
        verbose_name_plural = _("地方")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.short_name


class Unit(Guarded):
    """An office: the county, a township or a village. The code of a child starts with its parent's code."""

    class Level(models.TextChoices):
        COUNTY = "county", _("县")
        TOWNSHIP = "township", _("乡镇(街道)")
        VILLAGE = "village", _("村(社区)")

    jurisdiction = models.ForeignKey(
        Jurisdiction, on_delete=models.PROTECT, related_name="units", verbose_name=_("地方")
    )
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("上级"),
    )
    level = models.CharField(_("级别"), max_length=10, choices=Level)
    code = models.CharField(_("代码"), max_length=20, unique=True, help_text=_("以上级单位的代码开头。"))
    name = models.CharField(_("名称"), max_length=60)
    short_name = models.CharField(_("简称"), max_length=30)
    area = models.CharField(
        _("城乡"),
        max_length=5,
        blank=True,
        choices=list(AREAS.items()),
        help_text=_("标准分城镇、农村的地方要选;村空着:跟着乡镇。不分城乡的地方都空着。"),
    )
    phone = models.CharField(_("咨询电话"), max_length=40, blank=True)
    address = models.CharField(_("地址"), max_length=120, blank=True)
    covered = models.BooleanField(
        _("承接审批权"), default=True, help_text=_("文件没有把审批权交给它的,不打勾;它的申请由县里审批。")
    )
    covered_from = models.DateField(
        _("从哪天起承接"),
        null=True,
        blank=True,
        help_text=_("例如 2024-04-01:这天以前它的申请由县里审批。空着:文件施行就承接。"),
    )

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("单位")
        verbose_name_plural = _("单位")
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(level="county", parent__isnull=True)
                | (~Q(level="county") & Q(parent__isnull=False)),
                name="policies_unit_parent_by_level",
                violation_error_message=_("县没有上级;乡镇和村都要有上级。"),
            ),
            models.CheckConstraint(condition=~Q(parent=F("id")), name="policies_unit_not_its_own_parent"),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse a code that does not start with the parent's: scoping by prefix would leak."""
        super().clean()
        if not hasattr(self, "jurisdiction"):
            return  # the form says so already
        if self.parent is None:
            expected = self.jurisdiction.region_code
        else:
            expected = self.parent.code
            if self.parent.jurisdiction_id != self.jurisdiction_id:
                raise ValidationError({"parent": _("上级单位属于别的地方。")})
            if self.code == expected:
                raise ValidationError({"code": _("代码要比上级单位的长。")})
        if not self.code.startswith(expected):
            raise ValidationError({"code": _("代码要以 %(start)s 开头。") % {"start": expected}})

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save after checking the code against the parent: rows are scoped by this prefix."""
        self.clean()
        super().save(*args, **kwargs)

    def under(self) -> models.QuerySet[Unit]:
        """Return this unit and everything below it."""
        return Unit.objects.filter(code__startswith=self.code)
