"""The survey form of a case, version by version, and each time one was printed: only ever added."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import models


class SurveySheet(models.Model):
    """One version of the form. `key` is given out by the telephone, so that a form sent twice is kept once."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("casework.Case", on_delete=models.PROTECT, related_name="sheets")
    version = models.PositiveIntegerField("第几版")
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    body = models.JSONField("内容")
    sha256 = models.CharField(max_length=64)
    begun_at = models.DateTimeField("入户时间")
    at = models.DateTimeField("交上来的时间")
    by = models.ForeignKey("casework.Officer", on_delete=models.PROTECT, related_name="+")
    why = models.CharField("为什么改", max_length=200, blank=True)

    class Meta:
        verbose_name = "入户调查表"
        verbose_name_plural = "入户调查表"
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(fields=["case", "version"], name="one_sheet_per_version"),
            models.UniqueConstraint(fields=["key"], name="one_sheet_per_delivery"),
        ]

    def __str__(self) -> str:
        return f"入户调查表第 {self.version} 版"

    def found(self) -> dict[str, Any]:
        """Return what the visit found, in the keys the comparison uses; fen and counts."""
        return dict(self.body.get("found") or {})


class SurveyPrint(models.Model):
    """One print of one version; it stands as long as no newer version does."""

    sheet = models.ForeignKey(SurveySheet, on_delete=models.PROTECT, related_name="prints")
    at = models.DateTimeField("打印时间")
    by = models.ForeignKey("casework.Officer", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "调查表打印记录"
        verbose_name_plural = "调查表打印记录"
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.sheet} {self.at:%Y-%m-%d}"
