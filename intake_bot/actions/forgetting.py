"""Forgetting: at a person's word at once, and by itself after the days the county has set."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from casework.models import Handoff
from intake_bot.dialogue.conversation import Conversation as Mind
from intake_bot.dialogue.conversation import remember
from intake_bot.models import CallRequest, Conversation, Inbound, OutMessage, Unanswered
from intake_bot.queries import chat_settings


def forget(*, conversation: Conversation) -> None:
    """Remove what was said in a chat from inbox, outbox and open links; what was handed in stays by law."""
    Inbound.objects.filter(channel=conversation.channel, external_id=conversation.external_id).exclude(
        done_at=None, dead_at=None
    ).update(payload={})
    OutMessage.objects.filter(conversation=conversation).exclude(done_at=None).update(sealed=b"")
    OutMessage.objects.filter(conversation=conversation, done_at=None, key__startswith="remind:").delete()
    Handoff.objects.filter(ref=str(conversation.pk), used_at=None).update(context={})
    CallRequest.objects.filter(conversation=conversation, called_at=None, left_at=None).delete()


def sweep(*, now: datetime) -> int:
    """Forget every chat that was silent for the days the county keeps; return how many.

    The row of the chat stays where a case follows it, so that its status word still arrives.
    """
    limit = now - timedelta(days=chat_settings().kept_days)
    forgotten = 0
    for row in Conversation.objects.filter(touched_at__lt=limit).exclude(state={}).iterator():
        with transaction.atomic():
            forget(conversation=row)
            mind = row.mind()
            kept = Mind(
                language=mind.language,
                large=mind.large,
                officer=mind.officer,
                officer_name=mind.officer_name,
                villages=mind.villages,
                cases=mind.cases,
            )
            Conversation.objects.filter(pk=row.pk, version=row.version).update(state=remember(kept))
        forgotten += 1
    Inbound.objects.filter(received_at__lt=limit).exclude(done_at=None, dead_at=None).delete()
    OutMessage.objects.filter(created_at__lt=limit).exclude(done_at=None, dead_at=None).delete()
    Unanswered.objects.filter(day__lt=(now - timedelta(days=90)).date()).delete()
    return forgotten
