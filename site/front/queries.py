"""What the public site looks up: villages to choose from, the programme behind the one application, photos taken."""

from __future__ import annotations

from datetime import date
from itertools import groupby

from casework.models import Attachment
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
    return book is None or any(question.key == key for question in book.spec.questions)


def taken(draft: ApplicationDraft) -> list[tuple[str, str]]:
    """Return which photos are there: material and member."""
    return list(Attachment.objects.filter(owner=str(draft.pk), case=None).values_list("material", "member"))


def wanted(draft: ApplicationDraft, day: date) -> tuple[Paper, ...]:
    """Return the photos to take for the list that was given; none before it was given."""
    if draft.disclosure is None:
        return ()
    listed = [item["code"] for item in draft.disclosure.items["items"]]
    return papers(draft.data(), law.rulebook(draft.disclosure.version_id).spec.materials, listed, day)
