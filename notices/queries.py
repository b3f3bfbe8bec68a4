"""What the pages and papers of this app look up: letterheads, who reads what, what is up today."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from casework.models import Case
from casework.rules.asking import day_of
from casework.rules.roles import Actor
from notices.models import Notice, Publication
from notices.models.letters import VOID
from notices.rules.announcement import Form
from notices.rules.service import Attempt, Lack, still_missing
from notices.rules.words import Letterhead
from policies import queries as law
from policies.actions.pack_files import catalogue
from policies.models import Jurisdiction, Unit
from policies.rules.programme import ProgrammeSpec

ANNOUNCEMENT = "announcement_days"


def office_of(unit: Unit) -> Unit:
    """Return the office that signs for a village: its township; a township or county signs itself."""
    return unit.parent if unit.level == Unit.Level.VILLAGE and unit.parent is not None else unit


def letterhead(unit: Unit) -> Letterhead:
    """Return who writes to the people of a unit: the township, its phone, and the county's hotline."""
    office = office_of(unit)
    return Letterhead(office.name, office.phone, unit.jurisdiction.hotline)


def office_phones() -> frozenset[str]:
    """Return the digits of every phone of an office: the only numbers that a public paper may print."""
    said = set(Unit.objects.exclude(phone="").values_list("phone", flat=True))
    said |= set(Jurisdiction.objects.exclude(hotline="").values_list("hotline", flat=True))
    return frozenset("".join(filter(str.isdigit, phone)) for phone in said)


def village_name(unit: Unit) -> str:
    """Return a village with its township, as a heading prints it."""
    office = office_of(unit)
    return unit.name if office.pk == unit.pk else f"{office.name} {unit.name}"


def in_reach(case: UUID, actor: Actor) -> bool:
    """Say whether a case is of the actor's units and none of his own or a near relative's household."""
    return Case.objects.for_actor(actor).filter(pk=case).exists()


def notices_for(actor: Actor) -> QuerySet[Notice]:
    """Return the notices of the cases that an actor may see, newest first."""
    return Notice.objects.filter(case__in=Case.objects.for_actor(actor)).select_related("case", "unit")


def acceptances(actor: Actor, cases: Iterable[Case]) -> QuerySet[Notice]:
    """Return the acceptance notices of these cases that an actor may see, the oldest first."""
    rows = (
        notices_for(actor)
        .filter(case__in=cases, kind="acceptance")
        .exclude(state=VOID)
        .order_by("issued_at", "pk")
    )
    return rows.select_related("case__unit__parent", "case__unit__jurisdiction", "cause", "unit")


def attempts_of(notice: Notice) -> tuple[Attempt, ...]:
    """Return the attempts at serving a notice, oldest first, as the rule reads them."""
    return tuple(
        Attempt(row.method, row.served_on or day_of(row.at), row.outcome, row.refused_to_sign)
        for row in notice.attempts.all()
    )


def signers_of(notice: Notice) -> tuple[str, ...]:
    """Return in which quality somebody may sign for a letter: as its form says, else as the place's `serve` step does."""
    spec = law.rulebook(notice.version_id).spec
    form, step = spec.notice(notice.form), spec.step("serve")
    return (form.signers if form else ()) or tuple(step.option("signed_by", ()) if step else ())


def announcement_form(place: Jurisdiction, spec: ProgrammeSpec) -> Form:
    """Return how the announcement that serves a letter is worded: the programme's words, else the place's, else the common."""
    return Form(**_worded("service", "announcement", place, spec))


def receipt_words(place: Jurisdiction, spec: ProgrammeSpec) -> dict[str, str]:
    """Return the title of the proof of service and what it says in plain words, found as an announcement's are."""
    return _worded("receipt", "receipt", place, spec)


def _worded(part: str, prefix: str, place: Jurisdiction, spec: ProgrammeSpec) -> dict[str, str]:
    stated = {**place.words, **spec.words}
    common: dict[str, str] = catalogue()["announcements"][part]
    return {key: str(stated.get(f"{prefix}_{key}", word)) for key, word in common.items()}


def announcement_days(notice: Notice, day: date) -> int | None:
    """Return how long a public announcement of this notice hangs (calendar days); None: not configured."""
    return law.rulebook(notice.version_id).parameters.number(ANNOUNCEMENT, day)


def service_missing(notice: Notice, method: str, day: date) -> tuple[Lack, ...]:
    """Return what is legally missing before a method of service counts."""
    book = law.rulebook(notice.version_id)
    days = book.parameters.number(ANNOUNCEMENT, day)
    return still_missing(method, attempts_of(notice), book.spec.step("serve"), days)


def showing(now: datetime) -> QuerySet[Publication]:
    """Return what may be shown now, by village, with what a page needs."""
    return (
        Publication.objects.up(now)
        .select_related("unit__parent", "unit__jurisdiction", "programme")
        .order_by("unit__code", "kind", "programme__code", "visible_from", "pk")
    )
