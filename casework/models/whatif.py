"""A trial of other values over the live caseload: asked for once, worked through in pieces, kept line by line."""

from __future__ import annotations

from django.conf import settings
from django.db import models

KINDS = [
    ("more", "多发"),
    ("less", "少发"),
    ("out", "不再符合"),
    ("in", "可能新符合"),
    ("same", "不变"),
    ("unknown", "算不了"),
]


class WhatIfRun(models.Model):
    """One trial: which place and programme, which values from which day, how far it has come."""

    place = models.ForeignKey("policies.Jurisdiction", on_delete=models.PROTECT, related_name="trials")
    programme = models.CharField("项目", max_length=40)
    on = models.DateField("按哪一天的规则")
    standard = models.CharField("新标准(元)", max_length=20)
    scope = models.CharField("哪一片", max_length=20, blank=True)
    total = models.PositiveIntegerField("一共几户", default=0)
    done = models.PositiveIntegerField("算了几户", default=0)
    cursor = models.UUIDField(null=True)
    asked_at = models.DateTimeField("提出")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    finished_at = models.DateTimeField("算完", null=True)
    released_at = models.DateTimeField("交给乡镇", null=True)
    released_by = models.ForeignKey("casework.Officer", models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "试算"
        verbose_name_plural = "试算"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"试算 {self.pk}"


class WhatIfLine(models.Model):
    """One household of a trial: fen a month before and after. Its screens show village, persons and amounts, no names."""

    run = models.ForeignKey(WhatIfRun, on_delete=models.CASCADE, related_name="lines")
    case = models.ForeignKey("casework.Case", on_delete=models.PROTECT, related_name="trial_lines")
    unit = models.ForeignKey("policies.Unit", on_delete=models.PROTECT, related_name="+")
    seen = models.PositiveIntegerField("看到第几步")
    members = models.PositiveSmallIntegerField("人口")
    before = models.BigIntegerField("现在每月(分)")
    after = models.BigIntegerField("以后每月(分)", null=True)
    kind = models.CharField("结果", max_length=8, choices=KINDS)
    reason = models.CharField("说明", max_length=200, blank=True)
    proposal = models.OneToOneField("casework.Event", models.PROTECT, null=True, related_name="+")
    refused = models.CharField("没有提成", max_length=200, blank=True)

    class Meta:
        verbose_name = "试算明细"
        verbose_name_plural = "试算明细"
        ordering = ["unit__code", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["run", "case"], name="one_line_per_case_and_trial"),
            models.CheckConstraint(
                condition=models.Q(after__isnull=True) | models.Q(after__gte=0), name="trial_not_negative"
            ),
        ]
        indexes = [models.Index(fields=["run", "kind"], name="trial_by_kind")]

    def __str__(self) -> str:
        return f"{self.run_id}: {self.before} → {self.after}"
