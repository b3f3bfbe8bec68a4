"""Lists of cases that left the desk as a file: who took which, how many lines, and what for."""

from __future__ import annotations

from django.db import models


class Export(models.Model):
    """One download of a list. The file itself is not kept."""

    officer = models.ForeignKey("casework.Officer", on_delete=models.PROTECT, related_name="exports")
    at = models.DateTimeField("时间")
    what = models.CharField("筛选", max_length=200, blank=True)
    rows = models.PositiveIntegerField("行数")
    reason = models.CharField("用途", max_length=200)

    class Meta:
        verbose_name = "导出记录"
        verbose_name_plural = "导出记录"
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.officer} {self.at:%Y-%m-%d %H:%M}"
