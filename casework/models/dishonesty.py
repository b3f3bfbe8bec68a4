"""The record of dishonesty: who was found, by which decision, what he was told about appealing, and whether it stands."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Dishonesty(models.Model):
    """One finding about one person in one case (YI-4.1c). A record is lifted, never deleted."""

    case = models.ForeignKey("casework.Case", models.PROTECT, related_name="dishonesty")
    person = models.ForeignKey("casework.Person", models.PROTECT, related_name="dishonesty")
    kind = models.CharField("哪一种", max_length=20)
    decision = models.CharField("决定的文号", max_length=80)
    decided_on = models.DateField("决定的日期")
    appeal = models.CharField("怎么告诉本人可以申诉", max_length=300)
    by = models.ForeignKey("casework.Officer", models.PROTECT, related_name="+")
    at = models.DateTimeField("登记时间")
    lifted_at = models.DateTimeField("撤销时间", null=True)
    lifted_by = models.ForeignKey("casework.Officer", models.PROTECT, null=True, related_name="+")
    reason = models.CharField("为什么撤销", max_length=200, blank=True)

    class Meta:
        verbose_name = "失信记录"
        verbose_name_plural = "失信记录"
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["case", "person", "decision"], name="dishonesty_once_a_decision"),
            models.CheckConstraint(
                condition=~Q(decision="") & ~Q(appeal=""), name="dishonesty_found_and_open_to_appeal"
            ),
        ]

    def __str__(self) -> str:
        return self.decision
