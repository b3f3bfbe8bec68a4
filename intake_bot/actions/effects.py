"""What a turn asked for is carried out here, in the turn's own transaction, and answered with an event."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import singledispatch

from django.db import transaction
from django.db.models import F

from casework.actions import give_disclosure, object_
from casework.actions.complaint import complain_to_county
from casework.actions.handoff import LASTS, open_handoff
from casework.actions.leads_from_chat import REPORT, tell_lead
from casework.models import Disclosure
from casework.queries import complaint_answer_by
from casework.rules.asking import day_of
from casework.rules.lead import check_reporter
from casework.rules.refusal import StepRefused
from casework.rules.roles import Actor
from casework.tries import count_try
from intake_bot.actions.binding import bind, officer_of, unbind
from intake_bot.actions.forgetting import forget
from intake_bot.actions.posting import write_out
from intake_bot.dialogue import effects as f
from intake_bot.dialogue import events as e
from intake_bot.dialogue.conversation import Button
from intake_bot.dialogue.replies import Reply
from intake_bot.dialogue.wording import wording
from intake_bot.models import CallRequest, Conversation, Unanswered
from intake_bot.progress import progress
from intake_bot.queries import base_url, chat_settings, served_place
from notices.models import Publication
from notices.queries import letterhead
from policies import queries as law
from policies.models import Unit
from policies.rules.disclosure import Checklist, checklist
from policies.rules.private_numbers import redact

CALL_LASTS = timedelta(days=1)
LONGEST_UNANSWERED = 80
MOST_TOLD, MOST_COMPLAINED, A_DAY = 20, 20, 24 * 60 * 60
"""So many leads may be told from one place a day, as many as complaints on their page."""


@dataclass(frozen=True, slots=True)
class Scene:
    """Where an effect happens: the chat's row, its language, the moment, and the network it comes from if known."""

    row: Conversation
    language: str
    at: datetime
    origin: str = ""


def carry_out(effect: f.Effect, scene: Scene) -> e.Event | None:
    """Carry out one effect; a refusal of the house undoes it and becomes the event `Refused`."""
    try:
        with transaction.atomic():
            return _do(effect, scene)
    except StepRefused as refused:
        return e.Refused(refused.reason, refused.clause)


@singledispatch
def _do(effect: object, scene: Scene) -> e.Event | None:
    raise NotImplementedError(type(effect).__name__)


@_do.register
def _disclose(effect: f.Disclose, scene: Scene) -> e.Event:
    place = chat_settings().place or served_place()
    version = law.version_for_opening(place, effect.programme, day_of(scene.at))
    if version is None:
        raise StepRefused("本地没有开办这个项目,或者规定还没有施行", code="silent")
    spec = law.rulebook(version.pk).spec
    adults = [{"adult": True, "minor": False} for _ in range(effect.adults or 0)]
    members = [*adults, *({"adult": False, "minor": True} for _ in range(effect.minors))]
    facts = {**effect.facts, "minor": effect.minors > 0}
    found = checklist(spec, None if effect.adults is None else facts, members)
    unit = Unit.objects.select_related("parent").filter(code=effect.unit).first() if effect.unit else None
    receipt = give_disclosure(
        version=version,
        unit=unit,
        items=found.frozen(),
        facts={"household": facts, "members": members},
        channel="bot" if scene.row.channel == "telegram" else "web",
        at=scene.at,
    )
    return _disclosed(receipt, found, scene)


def _disclosed(receipt: Disclosure, found: Checklist, scene: Scene) -> e.Disclosed:
    papers = tuple(
        e.Paper(
            item.code, item.name, item.group, item.why, item.where, item.without, item.substitutes, item.count
        )
        for item in found.items
    )
    return e.Disclosed(
        id=str(receipt.pk),
        number=receipt.number,
        url=f"{base_url(scene.row.channel)}/m/{receipt.token}/",
        papers=papers,
        not_needed=tuple(proof.name for proof in found.banned),
        version_day=receipt.version.effective_from,
        source=receipt.version.source_title,
    )


@_do.register
def _handover(effect: f.Handover, scene: Scene) -> e.Event:
    site = base_url(scene.row.channel)
    if effect.purpose == "call":
        token = secrets.token_urlsafe(24)
        CallRequest.objects.create(
            conversation=scene.row,
            reason=str(effect.context.get("reason", "person")),
            urgent=bool(effect.context.get("urgent")),
            token_hash=hashlib.sha256(token.encode()).hexdigest(),
            expires_at=scene.at + CALL_LASTS,
            asked_at=scene.at,
        )
        return e.LinkMade("call", f"{site}/chat/call/{token}/", _hours(CALL_LASTS))
    context = dict(effect.context)
    if effect.purpose in ("take", REPORT):
        officer = officer_of(scene.row, scene.at)
        context["officer"] = officer.officer
        if effect.purpose == REPORT:
            check_reporter(officer, str(context["village"]))
    token = open_handoff(
        purpose=effect.purpose, channel=scene.row.channel, ref=str(scene.row.pk), at=scene.at, context=context
    )
    return e.LinkMade(effect.purpose, f"{site}/f/{token}/", _hours(LASTS))


def _hours(time: timedelta) -> int:
    return int(time.total_seconds() // 3600)


@_do.register
def _track(effect: f.Track, scene: Scene) -> e.Event:
    follows = scene.row.follows.select_related("case__version", "case__unit").order_by("-since")[:5]
    words = wording(scene.language)
    site = base_url(scene.row.channel)
    return e.Tracked(tuple(progress(follow.case, words, site, scene.at) for follow in follows))


@_do.register
def _call(effect: f.CallPerson, scene: Scene) -> None:
    CallRequest.objects.create(
        conversation=scene.row, reason=effect.reason, urgent=effect.urgent, asked_at=scene.at
    )


@_do.register
def _complain(effect: f.Complain, scene: Scene) -> e.Event:
    if count_try("complaint", _origin(scene), seconds=A_DAY, now=scene.at) > MOST_COMPLAINED:
        return e.Postponed()
    receipt = complain_to_county(at=scene.at, words=effect.words, topic=effect.kind)
    place = chat_settings().place or served_place()
    return e.Complained(receipt.number, receipt.code, complaint_answer_by(place, day_of(scene.at)))


@_do.register
def _object(effect: f.Object, scene: Scene) -> e.Event:
    found = Publication.objects.up(scene.at).filter(pk=effect.posting, kind="posting")
    posting = found.select_related("unit__parent", "unit__jurisdiction").first()
    if posting is None or posting.case_id is None:
        raise StepRefused("这一份公示已经到期撤下了。还有话说,请打电话或者投诉到县里", code="gone")
    receipt = object_(case=posting.case_id, actor=Actor(), at=scene.at, words=effect.words)
    head = letterhead(posting.unit)
    return e.Objected(receipt.number, receipt.code, head.office, head.phone, posting.last_day)


@_do.register
def _tell(effect: f.Tell, scene: Scene) -> e.Event:
    if count_try("lead", _origin(scene), seconds=A_DAY, now=scene.at) > MOST_TOLD:
        raise StepRefused("今天从这里说的太多了,请明天再说,或者打窗口电话", code="often")
    token = tell_lead(
        village=effect.village,
        words=effect.words,
        urgent=effect.urgent,
        channel=scene.row.channel,
        chat=str(scene.row.pk),
        at=scene.at,
    )
    return e.Told(f"{base_url(scene.row.channel)}/f/{token}/", _hours(LASTS))


def _origin(scene: Scene) -> str:
    """Return where a chat is counted from: its network, where the channel knows it, else the chat itself."""
    return scene.origin or f"{scene.row.channel}:{scene.row.external_id}"


@_do.register
def _bind(effect: f.Bind, scene: Scene) -> e.Event:
    return bind(conversation=scene.row, code=effect.code, at=scene.at)


@_do.register
def _unbind(effect: f.Unbind, scene: Scene) -> None:
    unbind(conversation=scene.row, at=scene.at)


@_do.register
def _remind(effect: f.Remind, scene: Scene) -> None:
    words = wording(scene.language)
    ways = (Button("/materials", words.say("label.sheet")), Button("/apply", words.say("label.apply")))
    key = f"remind:{scene.row.pk}:{effect.at.isoformat()}:{hashlib.sha256(effect.text.encode()).hexdigest()[:12]}"
    write_out(
        conversation=scene.row,
        key=key,
        reply=Reply(effect.text, ways, kind="reminder"),
        at=scene.at,
        when=effect.at,
    )


@_do.register
def _forget(effect: f.Forget, scene: Scene) -> None:
    forget(conversation=scene.row)


@_do.register
def _unanswered(effect: f.Unanswered, scene: Scene) -> None:
    text = redact(effect.text)[:LONGEST_UNANSWERED].strip()
    if not text:
        return
    day = day_of(scene.at)
    row, new = Unanswered.objects.get_or_create(text=text, day=day)
    if not new:
        # Said again after it was settled, it is still not understood: it comes back.
        Unanswered.objects.filter(pk=row.pk).update(count=F("count") + 1, settled_at=None, alias=None)
