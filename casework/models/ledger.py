"""What every act leaves: one event in the case's chain, its clocks, and a row for whatever must leave the house."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Event(models.Model):
    """One act on one case: append-only, chained by hash. Triggers refuse update and delete."""

    case = models.ForeignKey("casework.Case", on_delete=models.PROTECT, related_name="events")
    seq = models.PositiveIntegerField()
    kind = models.CharField("事项", max_length=24, db_index=True)
    at = models.DateTimeField("发生时间")
    recorded_at = models.DateTimeField("记录时间")
    actor = models.ForeignKey("casework.Officer", models.PROTECT, null=True, related_name="+")
    actor_name = models.CharField("经办人", max_length=60, blank=True)
    clause = models.CharField("依据", max_length=200, blank=True)
    data = models.JSONField("内容", default=dict)
    facts_hash = models.CharField(max_length=64)
    prev_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    class Meta:
        verbose_name = "经过"
        verbose_name_plural = "经过"
        ordering = ["case_id", "seq"]
        constraints = [models.UniqueConstraint(fields=["case", "seq"], name="one_event_per_place_in_chain")]

    def __str__(self) -> str:
        return f"{self.kind} #{self.seq}"


class Deadline(models.Model):
    """One clock of one case: from when, until when, how it was counted, and when it was met."""

    case = models.ForeignKey("casework.Case", on_delete=models.CASCADE, related_name="deadlines")
    clock = models.CharField("时限", max_length=24)
    label = models.CharField("名称", max_length=60)
    started = models.DateTimeField("起算")
    due_date = models.DateField("到期日", null=True)
    due_at = models.DateTimeField("到期时刻")
    provisional = models.BooleanField("暂定", default=False)
    trail = models.JSONField("怎么算的", default=list)
    met_at = models.DateTimeField("办结时间", null=True)
    clause = models.CharField("依据", max_length=200, blank=True)

    class Meta:
        verbose_name = "办理时限"
        verbose_name_plural = "办理时限"
        ordering = ["due_at"]
        constraints = [models.UniqueConstraint(fields=["case", "clock"], name="one_row_per_clock")]
        indexes = [models.Index(fields=["due_at"], condition=Q(met_at=None), name="running_clocks")]

    def __str__(self) -> str:
        return f"{self.label} {self.due_date or self.due_at}"


class Outbox(models.Model):
    """Something that must happen outside the transaction, at least once; written inside it."""

    key = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=40)
    ref = models.CharField(max_length=64)
    available_at = models.DateTimeField(db_index=True)
    lease_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    done_at = models.DateTimeField(null=True)
    dead_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = "待办发送"
        verbose_name_plural = "待办发送"
        indexes = [
            models.Index(
                fields=["available_at"], condition=Q(done_at=None, dead_at=None), name="outbox_waiting"
            )
        ]

    def __str__(self) -> str:
        return self.key


class Serial(models.Model):
    """The last number given out in a series without gaps: a unit, a year, a kind of paper."""

    unit = models.CharField(max_length=24)
    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=24)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "year", "kind"], name="one_series")]

    def __str__(self) -> str:
        return f"{self.unit} {self.year} {self.kind} {self.last}"
