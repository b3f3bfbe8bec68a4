"""Inbox and outbox of the chats: nothing acknowledged is lost, nothing is done twice."""

from __future__ import annotations

import json
import uuid
from typing import Any

from django.db import models
from django.db.models import Q

from casework.sealing import seal, unseal


class Inbound(models.Model):
    """Something that came in, written before it is acknowledged. Private numbers are out of it already."""

    channel = models.CharField("来路", max_length=12)
    bot = models.CharField("机器人", max_length=32, blank=True)
    update_id = models.CharField("来件号", max_length=64)
    external_id = models.CharField("会话", max_length=64)
    payload = models.JSONField("内容", default=dict)
    received_at = models.DateTimeField("收到")
    available_at = models.DateTimeField("可办")
    done_at = models.DateTimeField("办完", null=True)
    dead_at = models.DateTimeField("放弃", null=True)
    attempts = models.PositiveSmallIntegerField("次数", default=0)
    error = models.CharField("原因", max_length=80, blank=True)

    class Meta:
        verbose_name = "收到的消息"
        verbose_name_plural = "收到的消息"
        constraints = [
            models.UniqueConstraint(fields=["channel", "bot", "update_id"], name="one_update_once")
        ]
        indexes = [
            models.Index(
                fields=["channel", "external_id"],
                condition=Q(done_at=None, dead_at=None),
                name="inbound_waiting",
            ),
            models.Index(fields=["received_at"], name="inbound_age"),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.update_id}"


class OutMessage(models.Model):
    """Something to be said or done in a channel, at least once; sealed, and emptied once it has left.

    `method` is `send`, `delete` (take a message back) or `answer` (a pressed button stops waiting).
    """

    id = models.BigAutoField(primary_key=True)
    key = models.CharField(max_length=120, unique=True)
    conversation = models.ForeignKey(
        "intake_bot.Conversation", on_delete=models.CASCADE, related_name="messages"
    )
    inbound = models.ForeignKey(Inbound, models.SET_NULL, null=True, related_name="replies")
    method = models.CharField("做什么", max_length=8, default="send")
    nonce = models.UUIDField(default=uuid.uuid4, editable=False)
    sealed = models.BinaryField(default=b"")
    created_at = models.DateTimeField("写下")
    available_at = models.DateTimeField("可发")
    lease_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField("次数", default=0)
    done_at = models.DateTimeField("发出", null=True)
    dead_at = models.DateTimeField("放弃", null=True)
    error = models.CharField("原因", max_length=80, blank=True)

    class Meta:
        verbose_name = "要发的消息"
        verbose_name_plural = "要发的消息"
        ordering = ["id"]
        indexes = [
            models.Index(
                fields=["conversation"], condition=Q(done_at=None, dead_at=None), name="outmessage_waiting"
            )
        ]

    def __str__(self) -> str:
        return self.key

    def put(self, body: dict[str, Any]) -> None:
        """Seal a body into the row (not saved yet)."""
        self.sealed = seal(json.dumps(body, ensure_ascii=False), self._place())

    def body(self) -> dict[str, Any]:
        """Open the body; one that has left is empty."""
        found: dict[str, Any] = json.loads(unseal(bytes(self.sealed), self._place())) if self.sealed else {}
        return found

    def _place(self) -> str:
        return f"outmessage.sealed.{self.nonce}"
