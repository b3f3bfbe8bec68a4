"""What the public site looks up: villages to choose from, the programme behind the one application, photos taken."""

from __future__ import annotations

from datetime import date, datetime
from itertools import groupby
from uuid import UUID

from django.db.models import QuerySet

from casework.models import Attachment, Officer
from casework.rules.lead import CHANNEL as LEAD
from casework.rules.roles import Actor
from front.models import ApplicationDraft
from front.rules.draft import Paper, papers
from policies import queries as law
from policies.models import ProgrammeVersion, Unit
from policies.rules.rulebook import RuleBook

# One application for all kinds of aid: it opens under this programme, and the office classifies.
ENTRY = "dibao"


def villages() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the villages in the order of their codes, grouped by township, as choices of a form."""
    rows = Unit.objects.filter(level=Unit.Level.VILLAGE).select_related("parent").order_by("code")
    return [
        (township, [(unit.code, unit.name) for unit in units])
        for township, units in groupby(rows, key=lambda unit: unit.parent.name if unit.parent else "")
    ]


def townships() -> list[tuple[str, str]]:
    """Return the townships as choices of a form."""
    return list(Unit.objects.filter(level=Unit.Level.TOWNSHIP).order_by("code").values_list("code", "name"))


def village(code: str) -> Unit | None:
    """Return the village of a code, with its township and place."""
    rows = Unit.objects.select_related("parent", "jurisdiction")
    return rows.filter(code=code, level=Unit.Level.VILLAGE).first()


def place_of(village_code: str | None = None) -> str:
    """Return the place of a village; without one, the place that has villages, in the order of codes."""
    if village_code and (unit := village(village_code)):
        return unit.jurisdiction.code
    return next((place.code for place in law.served_places()), "")


def entry_version(place: str, day: date) -> ProgrammeVersion | None:
    """Return the version under which an application of this place opens on that day."""
    found = law.version_for_opening(place, ENTRY, day)
    return found or next(iter(law.programmes(place, day)), None)


def entry_book(place: str, day: date, village_code: str = "") -> RuleBook | None:
    """Return the rule book of that version, as it is read in a village where one is known."""
    version = entry_version(place, day)
    found = village(village_code) if village_code and version is not None else None
    return None if version is None else law.rulebook(version.pk, unit=found.pk if found else None)


def asks(village_code: str, key: str, day: date) -> bool:
    """Say whether the one application asks that question in this village; True where nothing is in force yet."""
    book = entry_book(place_of(village_code), day)
    return book is None or book.spec.question(key) is not None


def taken(draft: ApplicationDraft) -> list[tuple[str, str]]:
    """Return which photos are there: material and member."""
    return list(Attachment.objects.filter(owner=str(draft.pk), case=None).values_list("material", "member"))


def _of_leads() -> QuerySet[ApplicationDraft]:
    """Return the unfinished applications that officers fill in from leads, the newest first."""
    rows = ApplicationDraft.objects.filter(case=None, handoff__channel=LEAD).select_related("handoff")
    return rows.order_by("-started_at")


def begun(lead: UUID, actor: Actor) -> ApplicationDraft | None:
    """Return what this officer has begun to fill in for a lead; what another typed is not his to read."""
    mine = _of_leads().filter(handoff__ref=str(lead), handoff__context__officer=actor.officer)
    return mine.first()


def begun_by(actor: Actor) -> set[str]:
    """Return the ids of the leads for which this officer has begun an application."""
    mine = _of_leads().filter(handoff__context__officer=actor.officer)
    return set(mine.values_list("handoff__ref", flat=True))


def begun_by_others(lead: UUID, actor: Actor) -> list[tuple[str, datetime]]:
    """Return which other officers have begun an application for a lead, and when."""
    rows = _of_leads().filter(handoff__ref=str(lead)).exclude(handoff__context__officer=actor.officer)
    since = {row.handoff.context["officer"]: row.started_at for row in rows if row.handoff}
    names = Officer.objects.filter(pk__in=since)
    return [(one.name, since[str(one.pk)]) for one in names]


def other_unfinished(held: ApplicationDraft | None, lead: UUID) -> bool:
    """Say whether this browser holds an unfinished application that would no longer be found in it."""
    if held is None or held.case_id is not None:
        return False
    return held.handoff is None or held.handoff.channel != LEAD


def wanted(draft: ApplicationDraft, day: date) -> tuple[Paper, ...]:
    """Return the photos to take for the list that was given; none before it was given."""
    if draft.disclosure is None:
        return ()
    listed = [item["code"] for item in draft.disclosure.items["items"]]
    return papers(draft.data(), law.rulebook(draft.disclosure.version_id).spec.materials, listed, day)
