"""Emergency relief beside the case: the reserve of each township, entry by entry, and what the county was told."""

from __future__ import annotations

from django.db import models

KINDS = [("deposit", "拨入"), ("relief", "急难救助支出"), ("aid", "临时救助支出"), ("correction", "更正")]


class ReserveEntry(models.Model):
    """One line of a township's reserve account; money in fen, out is negative. Only ever added."""

    township = models.ForeignKey("policies.Unit", on_delete=models.PROTECT, related_name="reserve_entries")
    seq = models.PositiveIntegerField("第几笔")
    at = models.DateTimeField("时间")
    kind = models.CharField("种类", max_length=10, choices=KINDS)
    amount = models.BigIntegerField("金额(分)")
    balance = models.BigIntegerField("余额(分)")
    case = models.ForeignKey("casework.Case", on_delete=models.PROTECT, null=True, related_name="+")
    event = models.OneToOneField("casework.Event", on_delete=models.PROTECT, null=True, related_name="+")
    note = models.CharField("说明", max_length=200, blank=True)
    by = models.ForeignKey("casework.Officer", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "备用金账目"
        verbose_name_plural = "备用金账目"
        ordering = ["township_id", "-seq"]
        constraints = [models.UniqueConstraint(fields=["township", "seq"], name="one_reserve_line_a_number")]

    def __str__(self) -> str:
        return f"{self.township} 第 {self.seq} 笔"


class CountyAlert(models.Model):
    """The county is told of an emergency, in the transaction that made it one; its receipt is who read it when."""

    KINDS = [("reported", "报了急难"), ("relieved", "已经先行救助")]

    case = models.ForeignKey("casework.Case", on_delete=models.PROTECT, related_name="alerts")
    event = models.OneToOneField("casework.Event", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=KINDS)
    at = models.DateTimeField("告知时间")
    read_by = models.ForeignKey("casework.Officer", on_delete=models.PROTECT, null=True, related_name="+")
    read_at = models.DateTimeField("县里看到", null=True)

    class Meta:
        verbose_name = "急难告知"
        verbose_name_plural = "急难告知"
        ordering = ["-at"]
        indexes = [
            models.Index(fields=["at"], condition=models.Q(read_at=None), name="alerts_nobody_read"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.at:%Y-%m-%d %H:%M}"
