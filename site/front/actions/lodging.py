"""The end of an application on the web: the draft becomes a case, once, and whoever handed it over is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from casework.actions import Receipt, lodge, sign, take
from casework.actions.handoff import complete_handoff
from casework.actions.leads import turn_lead
from casework.models import Officer
from casework.queries import actor_of
from casework.rules.asking import day_of
from casework.rules.holdings import PROPERTY, holdings
from casework.rules.lead import CHANNEL as LEAD
from casework.rules.lodgement import LodgementDraft
from casework.rules.refusal import StepRefused
from casework.rules.roles import Actor
from front import queries
from front.actions.drafts import changing
from front.models import ApplicationDraft
from front.rules.draft import DONE, parts, supplied, to_lodgement
from policies import queries as law
from policies.rules import screening


def hand_in(*, draft: UUID, at: datetime) -> ApplicationDraft:
    """Lodge a complete draft and return it with its receipt sealed in; a second call changes nothing.

    Raises `StepRefused` when a part lacks, or when casework refuses.
    """
    with transaction.atomic():
        lodged = ApplicationDraft.objects.select_for_update().filter(pk=draft).exclude(case=None).first()
        if lodged is not None:
            return lodged
        with changing(draft, at=at) as row:
            signed = tuple(one.key for one in row.data().supporters if row.data().signature(one.key))
            receipt = _open(row, at)
            if signed:
                sign(case=receipt.case, actor=Actor(), at=at, supporters=signed)
            row.keep_receipt(receipt.number, receipt.code, receipt.token)
            row.case_id = receipt.case
            if row.handoff_id:
                complete_handoff(handoff=row.handoff_id, case=receipt.case, at=at)
    return row


def _open(row: ApplicationDraft, at: datetime) -> Receipt:
    """Open the case: lodged by the household, taken by the village officer who began it in his chat, or made of a lead."""
    draft = _lodgement(row, at)
    if row.handoff is None or not row.handoff.context.get("officer"):
        return lodge(draft=draft, actor=Actor(), at=at)
    context = row.handoff.context
    filing = context["filing"]
    officer = Officer.objects.get(pk=context["officer"])
    actor = actor_of(str(officer.pk), officer.name, day_of(at))
    said = {"reason": filing["reason"], "evidence": filing["evidence"]}
    if row.handoff.channel == LEAD:
        return turn_lead(lead=context["lead"], draft=draft, actor=actor, at=at, **said)
    whole = replace(draft, channel="village", answers={**draft.answers, "kin": filing.get("kin", "")})
    return take(draft=whole, actor=actor, at=at, related=filing["related"], **said)


def _lodgement(row: ApplicationDraft, at: datetime) -> LodgementDraft:
    day, data = day_of(at), row.data()
    if row.disclosure is None or not row.programme:
        raise StepRefused("第二部分还没有填完", code="missing")
    wanted, taken = queries.wanted(row, day), queries.taken(row)
    state = parts(data, wanted, taken, day, told=True)
    if any(state[part] != DONE for part in state if part != "check"):
        raise StepRefused("还有没填完的，填完再交", code="missing")
    spec = law.rulebook(row.disclosure.version_id).spec
    listed = [item["code"] for item in row.disclosure.items["items"] if item["group"] != "shared"]
    return to_lodgement(
        data,
        place=row.place,
        programme=row.programme,
        channel=row.channel,
        circumstances=_circumstances(row, screening.facts_from(spec, data.answers)),
        holdings=holdings(spec.question(PROPERTY), data.answers.get(PROPERTY), data.much),
        codes=supplied(wanted, taken, listed, data, day),
        disclosure=str(row.disclosure_id),
        owner=str(row.pk),
        day=day,
    )


def _circumstances(row: ApplicationDraft, facts: dict[str, screening.Answer]) -> dict[str, object]:
    """Return the facts and the words; why a paper cannot be had goes along for whoever helps."""
    cannot = row.data().cannot
    notes = {f"cannot:{slug}": words for slug, words in cannot.items()}
    return {**facts, **notes, "no_account": row.data().no_account}
