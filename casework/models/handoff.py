"""A hand-over from a channel that may not carry private data to the site's own form, by a one-time link."""

from __future__ import annotations

import uuid

from django.db import models


class Handoff(models.Model):
    """One link. Only the hash of its token is kept; `ref` is the channel's own name for the conversation."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    purpose = models.CharField("用途", max_length=20)
    context = models.JSONField("已经问过的", default=dict)
    channel = models.CharField("来路", max_length=20)
    ref = models.CharField("会话", max_length=80)
    opened_at = models.DateTimeField("发出时间")
    expires_at = models.DateTimeField("失效时间")
    used_at = models.DateTimeField("办完时间", null=True)
    case = models.ForeignKey(
        "casework.Case", on_delete=models.PROTECT, null=True, blank=True, related_name="handoffs"
    )

    class Meta:
        verbose_name = "转网页办理"
        verbose_name_plural = "转网页办理"
        ordering = ["-opened_at"]

    def __str__(self) -> str:
        return f"{self.purpose} {self.opened_at:%Y-%m-%d %H:%M}"
