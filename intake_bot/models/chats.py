"""A chat and the cases that belong to it."""

from __future__ import annotations

import uuid

from django.db import models

from intake_bot.dialogue import conversation as dialogue

CHANNELS = [("telegram", "Telegram"), ("web", "网页聊天")]


class Conversation(models.Model):
    """Where one chat stands. `external_id` is the chat's name in its channel; `state` holds no name and no number."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    channel = models.CharField("来路", max_length=12, choices=CHANNELS)
    external_id = models.CharField("会话", max_length=64)
    state = models.JSONField("说到哪了", default=dict)
    version = models.PositiveIntegerField(default=0)
    touched_at = models.DateTimeField("最近一句", db_index=True)

    class Meta:
        verbose_name = "会话"
        verbose_name_plural = "会话"
        constraints = [models.UniqueConstraint(fields=["channel", "external_id"], name="one_chat_once")]

    def __str__(self) -> str:
        return f"{self.channel} {self.pk}"

    # Set while a turn passes a complaint on, so that its words stay nowhere.
    confided = False

    def mind(self) -> dialogue.Conversation:
        """Return what is remembered of the chat."""
        return dialogue.recall(self.state)


class Follow(models.Model):
    """A case whose status word this chat may hear, because its application was handed in from here."""

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="follows")
    case = models.ForeignKey("casework.Case", on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField("从何时")

    class Meta:
        verbose_name = "关注的办件"
        verbose_name_plural = "关注的办件"
        constraints = [models.UniqueConstraint(fields=["conversation", "case"], name="followed_once")]

    def __str__(self) -> str:
        return f"{self.case_id} → {self.conversation_id}"
