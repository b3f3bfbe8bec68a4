"""Households on the list against falling back into poverty: which list, since when, and when it ended."""

from __future__ import annotations

from django.db import models


class Monitored(models.Model):
    """One household on one list (HX-1). No number of anybody is kept of the list itself."""

    household = models.ForeignKey("casework.Household", models.PROTECT, related_name="monitored")
    source = models.CharField("名单从哪里来", max_length=120)
    since = models.DateField("名单的日期")
    by = models.ForeignKey("casework.Officer", models.PROTECT, related_name="+")
    at = models.DateTimeField("登记时间")
    ended_at = models.DateTimeField("取消时间", null=True)
    ended_by = models.ForeignKey("casework.Officer", models.PROTECT, null=True, related_name="+")
    reason = models.CharField("为什么取消", max_length=200, blank=True)

    class Meta:
        verbose_name = "防止返贫监测"
        verbose_name_plural = "防止返贫监测"
        ordering = ["-since", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["household"], condition=models.Q(ended_at=None), name="one_monitoring_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return self.source
