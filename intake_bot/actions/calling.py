"""A telephone number left on the site's page: sealed, and put before the window."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from casework.rules.refusal import StepRefused
from casework.sealing import seal
from intake_bot.actions.posting import write_out
from intake_bot.dialogue.conversation import Button
from intake_bot.dialogue.replies import Reply
from intake_bot.dialogue.wording import wording
from intake_bot.models import CallRequest


def leave_number(*, request: UUID, phone: str, at: datetime) -> None:
    """Seal the number into the request and tell the chat; the link opens nothing from then on."""
    with transaction.atomic():
        row = CallRequest.objects.select_for_update().select_related(None).get(pk=request)
        if row.left_at is not None:
            raise StepRefused("电话已经留过了,窗口会打给您", code="duplicate")
        row.phone_sealed, row.left_at, row.token_hash = seal(phone, row.phone_place()), at, None
        row.save(update_fields=["phone_sealed", "left_at", "token_hash"])
        if row.conversation is not None:
            words = wording(row.conversation.mind().language)
            ways = (
                Button("/continue", words.say("label.continue")),
                Button("/start", words.say("label.start")),
            )
            reply = Reply(words.say("person.called"), ways)
            write_out(conversation=row.conversation, key=f"call:{row.pk}", reply=reply, at=at)


def called(*, request: UUID, officer: UUID | str, at: datetime) -> None:
    """Note that somebody was called back; the number is not needed any more and goes."""
    CallRequest.objects.filter(pk=request, called_at=None).update(
        called_at=at, called_by_id=officer, phone_sealed=b""
    )


def show_number(*, request: UUID, officer: UUID | str, at: datetime) -> str:
    """Open the number for the officer who is about to call, and keep who saw it and when."""
    with transaction.atomic():
        row = CallRequest.objects.select_for_update().get(pk=request)
        row.shown_at, row.shown_to_id = at, officer
        row.save(update_fields=["shown_at", "shown_to"])
        return row.phone()
