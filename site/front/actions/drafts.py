"""Writing an unfinished application: start it, change it, tell what to bring, take a photo, throw it away."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from casework import evidence
from casework.actions.disclosure import give_disclosure
from casework.models import Attachment, Case, Disclosure, Handoff, Lead
from casework.rules.asking import day_of
from casework.rules.completeness import household_facts, to_bring
from casework.rules.lead import CHANNEL as LEAD
from casework.rules.refusal import StepRefused
from front import queries
from front.models import KEPT, ApplicationDraft
from front.rules.draft import DraftData, Found
from policies import queries as law
from policies.rules import screening
from policies.rules.programme import digest

SUPPLEMENT = "more:"
# A case that waits this long for its papers is decided without them.
WAITED = timedelta(days=90)


def start(*, at: datetime, handoff: Handoff | None = None) -> ApplicationDraft:
    """Start an application, with what the conversation already heard where one handed over."""
    data, disclosure = DraftData(), None
    if handoff is not None:
        answers = dict(handoff.context.get("answers") or {})
        excused = {str(code): str(why) for code, why in (handoff.context.get("excused") or {}).items()}
        village = str(answers.get("village") or "")
        data = DraftData(village=village, answers=answers, cannot=excused, found=_found(handoff))
        told = str(handoff.context.get("disclosure") or "")
        disclosure = Disclosure.objects.filter(pk=told).first() if told else None
    draft = ApplicationDraft(started_at=at, touched_at=at, handoff=handoff, disclosure=disclosure)
    draft.place = queries.place_of(data.village) if data.village else ""
    draft.put(data)
    draft.save()
    return draft


def _found(handoff: Handoff) -> Found | None:
    """Return what the lead of a hand-over holds; `begin_filing` has written down who reads it here."""
    if handoff.channel != LEAD:
        return None
    lead = Lead.objects.get(pk=handoff.context["lead"])
    return Found(lead.name, lead.phone.open(), lead.seen)


@contextmanager
def changing(draft: UUID, *, at: datetime) -> Iterator[ApplicationDraft]:
    """Lock an unlodged draft for one change and save it after; two phones never overwrite each other.

    Raises `StepRefused` when it was lodged or thrown away meanwhile.
    """
    with transaction.atomic():
        row = ApplicationDraft.objects.select_for_update().filter(pk=draft, case=None).first()
        if row is None:
            raise StepRefused("这份申请已经交上来了，或者已经删掉了", code="order")
        row.touched_at = at
        yield row
        row.save()


def tell(*, draft: UUID, answers: Mapping[str, Any], village: str, at: datetime) -> Disclosure:
    """Keep the answers and give the one-time disclosure they lead to.

    The receipt that was given stands while its list is the same; a changed household gets a new one.
    """
    with changing(draft, at=at) as row:
        data = replace(row.data(), answers=dict(answers), village=village)
        unit = queries.village(village)
        version = queries.entry_version(unit.jurisdiction.code, day_of(at)) if unit else None
        if unit is None or version is None:
            raise StepRefused("这个村（社区）还没有开办网上申请，请打电话或到窗口办", code="silent")
        spec = law.rulebook(version.pk).spec
        circumstances = screening.facts_from(spec, data.answers)
        opening = data.facts(spec.code, circumstances)
        facts, members = household_facts(opening, day_of(at))
        frozen = to_bring(opening, spec, day_of(at)).frozen()
        row.place, row.programme = unit.jurisdiction.code, spec.code
        row.put(data)
        if row.disclosure is None or row.disclosure.content_hash != digest(frozen):
            row.disclosure = give_disclosure(
                version=version,
                unit=unit,
                items=frozen,
                facts={"household": facts, "members": members},
                channel=row.channel,
                at=at,
            )
        return row.disclosure


def discard(*, draft: UUID) -> None:
    """Throw an unlodged application away, with its photos."""
    with transaction.atomic():
        rows = ApplicationDraft.objects.filter(pk=draft, case=None)
        if rows.exists():
            _drop_photos(str(draft))
            rows.delete()


def sweep(*, now: datetime) -> int:
    """Throw away every application nobody touched for `KEPT`; lodged ones leave only their case behind."""
    old = list(ApplicationDraft.objects.filter(touched_at__lt=now - KEPT))
    for row in old:
        if row.case_id is None:
            discard(draft=row.pk)
        else:
            row.delete()
    return len(old)


def sweep_supplements(*, now: datetime) -> int:
    """Throw away photos of asked-for papers that were taken and never handed in; return how many.

    While the case may still wait for them they stay, also where a part was handed in already; afterwards, or once
    they are older than `WAITED`, they go.
    """
    photos = Attachment.objects.filter(owner__startswith=SUPPLEMENT, case=None, at__lt=now - KEPT)
    cases = Case.objects.filter(stage__in=("returned", "submitted")).values_list("pk", flat=True)
    waiting = {supplement_owner(case) for case in cases}
    left = [photo for photo in photos if photo.owner not in waiting or photo.at < now - WAITED]
    for photo in left:
        evidence.drop(photo)
    return len(left)


def supplement_owner(case: UUID) -> str:
    """Return under which name the photos of a case's missing papers wait until they are handed in."""
    return f"{SUPPLEMENT}{case}"


def _drop_photos(owner: str) -> None:
    for photo in Attachment.objects.filter(owner=owner, case=None):
        evidence.drop(photo)
