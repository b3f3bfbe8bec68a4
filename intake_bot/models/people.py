"""Somebody in a chat wants a person: a line for the window, with a telephone number where one was left."""

from __future__ import annotations

import uuid

from django.db import models

from casework.sealing import Sealed


class CallRequest(models.Model):
    """A call to be made. The number is typed on the site's page, never in the chat, and is sealed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    conversation = models.ForeignKey(
        "intake_bot.Conversation", models.SET_NULL, null=True, related_name="calls"
    )
    reason = models.CharField("为什么", max_length=20)
    urgent = models.BooleanField("急", default=False)
    token_hash = models.CharField(max_length=64, unique=True, null=True, editable=False)
    expires_at = models.DateTimeField(null=True)
    phone_sealed = models.BinaryField(default=b"")
    asked_at = models.DateTimeField("什么时候")
    left_at = models.DateTimeField("留电话", null=True)
    shown_at = models.DateTimeField("看过电话", null=True, blank=True)
    shown_to = models.ForeignKey("casework.Officer", models.PROTECT, null=True, blank=True, related_name="+")
    called_at = models.DateTimeField("回过电话", null=True, blank=True)
    called_by = models.ForeignKey("casework.Officer", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "等人回话"
        verbose_name_plural = "等人回话"
        ordering = ["-urgent", "asked_at"]

    def __str__(self) -> str:
        return f"{'急 ' if self.urgent else ''}{self.asked_at:%m-%d %H:%M}"

    def phone_place(self) -> str:
        """Return the place the number is sealed for."""
        return f"callrequest.phone.{self.pk}"

    def phone(self) -> str:
        """Open the number for the person who calls; empty where none was left or the call was made."""
        return Sealed(bytes(self.phone_sealed), self.phone_place()).open()
