"""The working-day table: the days that differ from Monday to Friday, and the years known completely."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

SATURDAY = 5


class CalendarYear(models.Model):
    """A year whose holidays are all entered; a deadline in any other year is shown as provisional."""

    year = models.PositiveSmallIntegerField(_("年份"), primary_key=True)
    complete = models.BooleanField(
        _("已录全"),
        default=False,
        help_text=_("这一年的放假和调休都录好了再打勾;没打勾的年份,时限只写“暂定”。"),
    )
    source = models.CharField(_("依据"), max_length=200, help_text=_("例如:国办发明电〔2025〕7号。"))

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("年份")
        verbose_name_plural = _("年份")
        ordering = ["-year"]

    def __str__(self) -> str:
        return gettext("%(year)d 年") % {"year": self.year}


class CalendarDay(models.Model):
    """A day that differs from Monday to Friday: a weekday off, or a weekend day worked in exchange (调休)."""

    date = models.DateField(_("日期"), primary_key=True)
    working = models.BooleanField(_("上班"))
    name = models.CharField(_("名称"), max_length=40, help_text=_("例如:国庆节、国庆节调休。"))
    source = models.CharField(_("依据"), max_length=200, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("节假日与调休")
        verbose_name_plural = _("节假日与调休")
        ordering = ["date"]

    def __str__(self) -> str:
        return f"{self.date:%Y-%m-%d} {self.name}"

    def clean(self) -> None:
        """Refuse a row that says what every week says anyway."""
        weekend = self.date.weekday() >= SATURDAY
        if weekend != self.working:
            raise ValidationError(_("只录和平常不一样的日子:周一到周五放假,或者周末上班。"))
