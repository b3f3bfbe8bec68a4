"""Who answers and where: the office's phone, address and hours, kept by the editors."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, Panel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

# The nation-wide number of local government: right everywhere until the county writes its own.
NATIONAL_PHONE = "12345"


@register_setting(icon="mail")
class OfficeContact(BaseGenericSetting):
    """One row: what stands at the head and foot of every public page and on every error page."""

    county = models.CharField(_("县（市、区）"), max_length=40, blank=True)
    office = models.CharField(_("窗口名称"), max_length=60, default="社会救助窗口")
    phone = models.CharField(
        _("咨询电话"), max_length=30, default=NATIONAL_PHONE, help_text=_("例：0000-1234567")
    )
    emergency_phone = models.CharField(
        _("急难电话"), max_length=30, blank=True, help_text=_("空着就用咨询电话。")
    )
    supervision_phone = models.CharField(_("县级监督电话"), max_length=30, blank=True)
    address = models.CharField(_("地址"), max_length=120, blank=True)
    hours = models.CharField(_("办公时间"), max_length=120, blank=True)
    letters = models.CharField(_("投诉信寄到"), max_length=160, blank=True)

    panels: ClassVar[list[Panel]] = [
        MultiFieldPanel([FieldPanel("county"), FieldPanel("office")], heading=_("名称")),
        MultiFieldPanel(
            [FieldPanel("phone"), FieldPanel("emergency_phone"), FieldPanel("supervision_phone")],
            heading=_("电话"),
        ),
        MultiFieldPanel(
            [FieldPanel("address"), FieldPanel("hours"), FieldPanel("letters")], heading=_("上门与写信")
        ),
    ]

    class Meta:
        verbose_name = _("窗口电话与地址")

    def __str__(self) -> str:
        return f"{self.county}{self.office}"

    @property
    def urgent_phone(self) -> str:
        """Return the number for emergencies, or the ordinary one where there is none."""
        return self.emergency_phone or self.phone

    @property
    def county_phone(self) -> str:
        """Return the number above the township, or the national one where the county has given none."""
        return self.supervision_phone or NATIONAL_PHONE
