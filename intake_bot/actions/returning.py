"""The form on the site is done, or a case has moved: the chat hears of it, once, in words without content."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from casework import queries as cases
from casework.actions.leads_from_chat import PURPOSES, REPORT
from casework.models import Case, Event, Handoff, Lead
from casework.rules.asking import SHANGHAI, day_of
from intake_bot.actions.handling import converse
from intake_bot.actions.posting import write_out
from intake_bot.dialogue.conversation import Button
from intake_bot.dialogue.events import Lodged, Named, Reported
from intake_bot.dialogue.replies import Link, Reply
from intake_bot.dialogue.wording import wording
from intake_bot.models import Conversation, Follow, OutMessage
from intake_bot.progress import last_day, next_promise, status_word
from intake_bot.queries import base_url

# The acts a household is told of: taken in, something lacks, hung out, decided, said no, changed.
TOLD = (
    "accept",
    "request_missing",
    "decline",
    "post",
    "repost",
    "confirm",
    "refuse",
    "extend",
    "decide_change",
)
DAY_BEGINS, DAY_ENDS = 8, 20


def form_done(ref: str, now: datetime) -> None:
    """Tell the chat that its form was handed in; `ref` is the id of the hand-over. Safe to be told twice."""
    handoff = Handoff.objects.select_related("case__version", "case__unit").get(pk=ref)
    with transaction.atomic():
        chat = _uuid(handoff.ref)
        row = Conversation.objects.select_for_update().filter(pk=chat).first() if chat else None
        if row is None:
            return
        if handoff.purpose in PURPOSES:
            _lead_done(handoff, row, now)
        if handoff.case is None:
            return
        _, new = Follow.objects.get_or_create(conversation=row, case=handoff.case, defaults={"since": now})
        if new:
            converse(row, _lodged(handoff.case, row, now), now, key=f"form:{handoff.pk}")


def _lead_done(handoff: Handoff, row: Conversation, now: datetime) -> None:
    """Tell the chat that the page of a lead was filled in, once; an officer's lead has the id of its hand-over."""
    key = f"form:{handoff.pk}"
    if OutMessage.objects.filter(key__startswith=key).exists():
        return
    lead = Lead.objects.filter(pk=handoff.pk).first() if handoff.purpose == REPORT else None
    converse(row, Reported(lead.related) if lead else Named(), now, key=key)


def tell(event: Event, now: datetime) -> int:
    """Write a push to every chat that follows the event's case; return how many are new."""
    taken_over = event.kind == "take" and bool(event.data.get("wish"))
    if event.kind not in TOLD and not taken_over:
        return 0
    told = 0
    for follow in Follow.objects.filter(case_id=event.case_id).select_related("conversation"):
        row = follow.conversation
        reply = _news(event.case, row, now, taken_over=taken_over)
        key = f"event:{event.pk}:{row.pk}"
        when = kindly(now, row.channel)
        told += write_out(conversation=row, key=key, reply=reply, at=now, when=when)
    return told


def kindly(now: datetime, channel: str) -> datetime:
    """Return now by day, and the next morning at eight by night (Asia/Shanghai).

    The site's own chat rings at nobody's bed: whoever looks there by night is told at once.
    """
    if channel == "web":
        return now
    local = now.astimezone(SHANGHAI)
    if DAY_BEGINS <= local.hour < DAY_ENDS:
        return now
    morning = local.replace(hour=DAY_BEGINS, minute=0, second=0, microsecond=0)
    return morning if local.hour < DAY_BEGINS else morning + timedelta(days=1)


def _lodged(case: Case, row: Conversation, now: datetime) -> Lodged:
    promised = next_promise(case)
    words = wording(row.mind().language)
    return Lodged(
        number=case.number,
        code="",  # shown once on the page that made it, and kept nowhere
        url=f"{base_url(row.channel)}/t/{case.token}/",
        stage=cases.stage_on(case, day_of(now)),
        next_label=words.say(f"promise.{promised.name}") if promised else "",
        next_day=last_day(promised) if promised else None,
    )


def _news(case: Case, row: Conversation, now: datetime, *, taken_over: bool = False) -> Reply:
    words = wording(row.mind().language)
    office = (case.unit.parent or case.unit).name
    text = words.say("status.push", office=office, number=case.number, word=status_word(case, words, now))
    if taken_over:
        text = f"{text}\n{words.say('status.taken_over')}"
    link = Link(words.say("receipt.page"), f"{base_url(row.channel)}/t/{case.token}/")
    ways = (Button("/status", words.say("label.status")), Button("/complain", words.say("label.complain")))
    return Reply(text, ways, (link,), kind="push")


def _uuid(ref: str) -> UUID | None:
    try:
        return UUID(ref)
    except ValueError:
        return None
