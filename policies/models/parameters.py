"""Effective-dated values of the law as rows: what is stated, and what is knowingly not."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from policies.models.places import Jurisdiction
from policies.rules.parameters import Parameter
from policies.rules.programme import Cite
from policies.write_wall import Guarded

ALWAYS = date.min


class ParameterValue(Guarded):
    """One value from one day on. An empty value means that the document is silent, and is kept as such."""

    class Operator(models.TextChoices):
        BELOW = "below", _("低于(不含)")
        AT_MOST = "at_most", _("不超过(含)")
        ABOVE = "above", _("高于(不含)")
        AT_LEAST = "at_least", _("不低于(含)")

    class Rounding(models.TextChoices):
        FEN_HALF_UP = "fen_half_up", _("四舍五入到分")
        FEN_CEIL = "fen_ceil", _("进到分")
        JIAO_HALF_UP = "jiao_half_up", _("四舍五入到角")
        JIAO_CEIL = "jiao_ceil", _("进到角")
        YUAN_HALF_UP = "yuan_half_up", _("四舍五入到元")
        YUAN_CEIL = "yuan_ceil", _("进到元")

    class Origin(models.TextChoices):
        PACK = "pack", _("规则包")
        COUNTY = "county", _("县里填写")

    jurisdiction = models.ForeignKey(
        Jurisdiction, on_delete=models.CASCADE, related_name="parameters", verbose_name=_("地方")
    )
    programme = models.CharField(_("项目"), max_length=40, blank=True, help_text=_("空着:所有项目都用。"))
    key = models.CharField(_("代码"), max_length=40)
    label = models.CharField(_("名称"), max_length=80)
    scope = models.CharField(
        _("用在哪里"),
        max_length=20,
        blank=True,
        help_text=_("全县一个数的,不用选;分城乡、分乡镇的,一处填一行。"),
    )
    value = models.CharField(
        _("数值"),
        max_length=200,
        null=True,
        blank=True,
        help_text=_("空着:文件没有写。金额写元,例如 1000.00。"),
    )
    unit = models.CharField(_("单位"), max_length=20, blank=True)
    operator = models.CharField(_("比较"), max_length=10, blank=True, choices=Operator)
    rounding = models.CharField(_("取整"), max_length=20, blank=True, choices=Rounding)
    since = models.DateField(_("从哪天起"), default=ALWAYS)
    until = models.DateField(_("到哪天止"), null=True, blank=True)
    clause = models.CharField(_("依据"), max_length=200, blank=True)
    ref = models.CharField(_("条款编号"), max_length=40, blank=True)
    national_value = models.CharField(_("国家的数值"), max_length=200, blank=True)
    national_clause = models.CharField(_("国家的依据"), max_length=200, blank=True)
    origin = models.CharField(_("来源"), max_length=10, choices=Origin, default=Origin.COUNTY)
    reason = models.CharField(_("为什么这样填"), max_length=300, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("参数")
        verbose_name_plural = _("参数")
        ordering = ["jurisdiction", "programme", "key", "scope", "since"]
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction", "programme", "key", "scope", "since"],
                name="policies_parameter_once_a_day",
                violation_error_message=_("这一天已经有一个值了。"),
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="policies_parameter_ends_after_start",
                violation_error_message=_("止日不能早于起日。"),
            ),
            models.CheckConstraint(
                condition=Q(value__isnull=True) | ~Q(clause=""),
                name="policies_parameter_value_has_clause",
                violation_error_message=_("有数就要有依据。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label}：{gettext('没有载明') if self.value is None else self.value}"

    def as_rule(self) -> Parameter:
        """Return the row as the frozen value that rules read."""
        return Parameter(
            key=self.key,
            label=self.label,
            value=self.value,
            unit=self.unit,
            operator=self.operator,
            rounding=self.rounding,
            programme=self.programme,
            scope=self.scope,
            since=self.since,
            until=self.until,
            cite=Cite(self.clause, self.ref),
        )
