"""Lists of cases that left the desk as a file: who took which, how many lines, what for, and who else agreed."""

from __future__ import annotations

from django.db import models

from casework.rules.exporting import Asked


class ExportAsk(models.Model):
    """Somebody wants to take out more lines than one may alone; `form` is what sends the same request again."""

    officer = models.ForeignKey("casework.Officer", on_delete=models.PROTECT, related_name="export_asks")
    units = models.JSONField("单位", default=list)
    at = models.DateTimeField("时间")
    address = models.TextField("哪一页")
    form = models.JSONField("填写的", default=list)
    digest = models.CharField(max_length=64, db_index=True)
    what = models.CharField("导出什么", max_length=200, blank=True)
    rows = models.PositiveIntegerField("行数")
    reason = models.CharField("用途", max_length=200)

    class Meta:
        verbose_name = "导出申请"
        verbose_name_plural = "导出申请"
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.officer} {self.rows} 行"

    def asked(self) -> Asked:
        """Return the question as the rule looks at it."""
        return Asked(str(self.officer_id), tuple(self.units), self.at, self.rows)


class ExportConsent(models.Model):
    """What the second person answered. The asker stands here too, so that the database keeps the two apart."""

    ask = models.OneToOneField(ExportAsk, on_delete=models.PROTECT, related_name="consent")
    asker = models.ForeignKey("casework.Officer", on_delete=models.PROTECT, related_name="+")
    officer = models.ForeignKey("casework.Officer", on_delete=models.PROTECT, related_name="export_consents")
    at = models.DateTimeField("时间")
    granted = models.BooleanField("同意")
    reason = models.CharField("理由", max_length=200, blank=True)

    class Meta:
        verbose_name = "导出同意"
        verbose_name_plural = "导出同意"
        ordering = ["-at"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(officer=models.F("asker")), name="export_by_two_people"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.officer} {'同意' if self.granted else '不同意'}"


class Export(models.Model):
    """One download of a list. The file itself is not kept; a consent serves one download."""

    officer = models.ForeignKey("casework.Officer", on_delete=models.PROTECT, related_name="exports")
    at = models.DateTimeField("时间")
    what = models.CharField("筛选", max_length=200, blank=True)
    rows = models.PositiveIntegerField("行数")
    reason = models.CharField("用途", max_length=200)
    consent = models.OneToOneField(
        ExportConsent, on_delete=models.PROTECT, null=True, editable=False, related_name="export"
    )

    class Meta:
        verbose_name = "导出记录"
        verbose_name_plural = "导出记录"
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.officer} {self.at:%Y-%m-%d %H:%M}"
