"""What a corrected calendar did to running deadlines: one record of the correction, one line for each limit that moved."""

from __future__ import annotations

from django.db import models


class Redating(models.Model):
    """One pass over the running deadlines after days or numbers of days changed: who, why, which days, how far.

    `values` is empty in passes made before values were looked at.
    """

    calendar = models.CharField("日历指纹", max_length=64)
    values = models.CharField("按天数的值的指纹", max_length=64, blank=True)
    what = models.CharField("改了什么", max_length=200)
    source = models.CharField("依据", max_length=200, blank=True)
    days = models.JSONField("哪些天", default=list)
    by = models.ForeignKey("casework.Officer", models.PROTECT, null=True, blank=True, related_name="+")
    by_name = models.CharField("谁改的", max_length=60, blank=True)
    begun_at = models.DateTimeField("开始")
    done_at = models.DateTimeField("算完", null=True)
    cursor = models.UUIDField("算到哪一件", null=True)
    rounds = models.PositiveSmallIntegerField("算过几遍", default=0)

    class Meta:
        verbose_name = "时限重算"
        verbose_name_plural = "时限重算"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.what} {self.begun_at:%Y-%m-%d}"


class MovedDeadline(models.Model):
    """One limit of one case that a corrected calendar moved: from when to when."""

    redating = models.ForeignKey(Redating, on_delete=models.CASCADE, related_name="moved")
    case = models.ForeignKey("casework.Case", on_delete=models.PROTECT, related_name="moved_deadlines")
    clock = models.CharField("时限", max_length=24)
    label = models.CharField("名称", max_length=60)
    was = models.DateField("原来")
    was_provisional = models.BooleanField("原来是暂定", default=False)
    now = models.DateField("现在")
    now_provisional = models.BooleanField("现在是暂定", default=False)

    class Meta:
        verbose_name = "移动的时限"
        verbose_name_plural = "移动的时限"
        ordering = ["now", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["redating", "case", "clock"], name="moved_once_a_correction")
        ]

    def __str__(self) -> str:
        return f"{self.label} {self.was} → {self.now}"
