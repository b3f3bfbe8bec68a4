"""Which chat belongs to which village officer, and the one-time codes that say so."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q


class BindingCode(models.Model):
    """A one-time code that binds a chat to an officer; only its hash is kept."""

    code_hash = models.CharField(max_length=64, unique=True, editable=False)
    officer = models.ForeignKey("casework.Officer", on_delete=models.CASCADE, related_name="+")
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    issued_at = models.DateTimeField("发出")
    expires_at = models.DateTimeField("失效")
    used_at = models.DateTimeField("用掉", null=True)

    class Meta:
        verbose_name = "绑定码"
        verbose_name_plural = "绑定码"

    def __str__(self) -> str:
        return f"{self.officer} {self.issued_at:%Y-%m-%d}"


class OfficerBinding(models.Model):
    """A chat that may file for others in an officer's name, until it is taken away."""

    conversation = models.ForeignKey(
        "intake_bot.Conversation", on_delete=models.CASCADE, related_name="bindings"
    )
    officer = models.ForeignKey("casework.Officer", on_delete=models.PROTECT, related_name="+")
    bound_at = models.DateTimeField("绑定")
    ended_at = models.DateTimeField("解除", null=True, blank=True)

    class Meta:
        verbose_name = "绑定的聊天"
        verbose_name_plural = "绑定的聊天"
        constraints = [
            models.UniqueConstraint(
                fields=["conversation"], condition=Q(ended_at=None), name="one_officer_per_chat"
            )
        ]

    def __str__(self) -> str:
        return f"{self.officer}"
