"""Payment rosters: built once a month from what was decided, one line per case and month."""

from __future__ import annotations

from django.db import models

from policies.rules import money


class PaymentRun(models.Model):
    """The roster of one month of one place."""

    jurisdiction = models.ForeignKey("policies.Jurisdiction", models.PROTECT, related_name="payment_runs")
    month = models.CharField("月份", max_length=7)
    built_at = models.DateTimeField("生成时间")

    class Meta:
        verbose_name = "发放名册"
        verbose_name_plural = "发放名册"
        ordering = ["-month"]
        constraints = [models.UniqueConstraint(fields=["jurisdiction", "month"], name="one_roster_per_month")]

    def __str__(self) -> str:
        return self.month


class PaymentLine(models.Model):
    """What one case is paid for one month, in fen; nothing, and why, where it is held."""

    run = models.ForeignKey(PaymentRun, on_delete=models.PROTECT, related_name="lines")
    case = models.ForeignKey("casework.Case", on_delete=models.PROTECT, related_name="payment_lines")
    month = models.CharField("月份", max_length=7)
    amount = models.BigIntegerField("金额(分)")
    reason = models.CharField("说明", max_length=100, blank=True)

    class Meta:
        verbose_name = "发放明细"
        verbose_name_plural = "发放明细"
        constraints = [
            models.UniqueConstraint(fields=["case", "month"], name="one_payment_per_month"),
            models.CheckConstraint(condition=models.Q(amount__gte=0), name="payment_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.month} {money.typed(self.amount)}"
