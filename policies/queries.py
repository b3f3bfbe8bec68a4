"""What others ask of the law: which version is in force, its rule book, the calendar, what runs today."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from django.db.models import Subquery

from policies.models import (
    CalendarDay,
    CalendarYear,
    Jurisdiction,
    LawStamp,
    ParameterValue,
    Programme,
    ProgrammeVersion,
    Unit,
    UnitPaper,
)
from policies.models.programmes import VersionQuerySet
from policies.rules.disclosure import Checklist, checklist
from policies.rules.mandate import Mandate
from policies.rules.parameters import AREAS, Parameter, ParameterTable
from policies.rules.programme import UNITS, ProgrammeSpec
from policies.rules.reading import read_spec
from policies.rules.rulebook import RuleBook
from policies.rules.ways import Ways, ways
from policies.rules.workdays import Calendar

KEPT_BOOKS = 256
STANDARD = "standard"
INCOME = "monthly_income_band"
"""The question whose answer is held against the standard."""


def law_stamp() -> str:
    """Return the token of the law as it stands: it differs after every change of values, days or versions."""
    return LawStamp.objects.values_list("token", flat=True).first() or ""


def law_stamp_subquery() -> Subquery:
    """Return the same token as a subquery, to be loaded together with a case."""
    return Subquery(LawStamp.objects.values("token")[:1])


def counted_values() -> list[tuple[object, ...]]:
    """Return every value that counts days or hours, with where and from when it holds, in a fixed order."""
    found = ParameterValue.objects.filter(unit__in=UNITS).order_by(
        "jurisdiction__code", "programme", "key", "scope", "since"
    )
    return list(
        found.values_list("jurisdiction__code", "programme", "key", "scope", "since", "until", "value")
    )


def version_in_force(place: str, programme: str, day: date) -> ProgrammeVersion | None:
    """Return the version in force on that day (both ends included), or None where nothing is in force."""
    return _versions(day).filter(programme__jurisdiction__code=place, programme__code=programme).first()


def version_id_on(programme_id: int, day: date, stamp: str | None = None) -> int | None:
    """Return the id of the version in force on that day, or None: what acceptance pins a case to.

    From memory while the law has not changed. `stamp` spares the query when it was loaded with the case.
    """
    for version, since, until in _terms(programme_id, law_stamp() if stamp is None else stamp):
        if since <= day and (until is None or day <= until):
            return version
    return None


def version_for_opening(place: str, programme: str, day: date) -> ProgrammeVersion | None:
    """Return the version an application is lodged under: the one in force, else the newest there is.

    Anybody may lodge on any day; whether it can be accepted under a law in force is asked at acceptance.
    """
    found = version_in_force(place, programme, day)
    if found is not None:
        return found
    known = ProgrammeVersion.objects.filter(programme__jurisdiction__code=place, programme__code=programme)
    return known.select_related("programme__jurisdiction").order_by("-number").first()


def programmes(place: str, day: date) -> tuple[ProgrammeVersion, ...]:
    """Return the versions of all programmes of a place that are in force on that day, by programme code."""
    return tuple(_versions(day).filter(programme__jurisdiction__code=place).order_by("programme__code"))


def programmes_stating(place: str, day: date, option: str) -> list[ProgrammeVersion]:
    """Return the programmes of a place in force on that day whose application step states an option."""
    found, stamp = [], law_stamp()
    for version in programmes(place, day):
        step = rulebook(version.pk, stamp).spec.step("lodge")
        if step is not None and step.option(option):
            found.append(version)
    return found


def specs_over(units: Iterable[str], day: date) -> tuple[ProgrammeSpec, ...]:
    """Return what the programmes in force on that day say in the places of these units (codes).

    From memory while the law has not changed, so that a line of the menu may ask for it on every page.
    """
    return _specs_over(tuple(sorted(units)), day, law_stamp())


def _versions(day: date) -> VersionQuerySet:
    return ProgrammeVersion.objects.in_force(day).select_related("programme__jurisdiction")


def rulebook(version_id: int | str, stamp: str | None = None, *, unit: int | None = None) -> RuleBook:
    """Return the rule book of a pinned version, from memory while the law has not changed.

    `unit` is the id of the village or township in which it is read: where values differ by township or between
    town and country, the narrowest holds. `stamp` spares the query when it was loaded with the case.
    Raises `ProgrammeVersion.DoesNotExist`.
    """
    token = law_stamp() if stamp is None else stamp
    book = _rulebook(int(version_id), token)
    if unit is None or not book.parameters.scoped:
        return book
    return _rulebook_within(int(version_id), _scopes(token).get(unit, ()), token)


def rulebook_for(place: str, programme: str, day: date) -> RuleBook | None:
    """Return the rule book in force on that day, or None where nothing is in force."""
    version = version_in_force(place, programme, day)
    return None if version is None else rulebook(version.pk)


def calendar() -> Calendar:
    """Return the working-day calendar of the table; years not entered completely are provisional."""
    return _calendar(law_stamp())


def parameters(place: str, programme: str) -> ParameterTable:
    """Return all values of a place that hold for one programme, silences included."""
    rows = ParameterValue.objects.filter(jurisdiction__code=place, programme__in=("", programme))
    return ParameterTable(tuple(row.as_rule() for row in rows))


def days_of_the_month(units: Iterable[str]) -> tuple[Parameter, ...]:
    """Return the values of the places of these units (codes) that name a day of the month."""
    rows = ParameterValue.objects.filter(unit="day_of_month", jurisdiction__units__code__in=units)
    return tuple(row.as_rule() for row in rows.exclude(value=None).distinct())


def served_places() -> list[Jurisdiction]:
    """Return the places that have villages, in the order of codes: the first is the one served where none was chosen."""
    return list(Jurisdiction.objects.filter(units__level=Unit.Level.VILLAGE).order_by("code").distinct())


def parts(place: str = "") -> list[tuple[str, str]]:
    """Return where a value may hold, as scopes with their names: the whole place, town, country, each township.

    Without a place the townships of all places are named, each with its place.
    """
    rows = Unit.objects.filter(level=Unit.Level.TOWNSHIP).select_related("jurisdiction").order_by("code")
    towns = list(rows.filter(jurisdiction__code=place) if place else rows)
    level = towns[0].jurisdiction.level if place and towns else "县"
    named = [
        (town.code, town.name if place else f"{town.jurisdiction.short_name} {town.name}") for town in towns
    ]
    return [("", f"全{level}"), *AREAS.items(), *named]


def mandate(unit: Unit, *, letters: bool) -> Mandate:
    """Return the power to decide of the township a unit belongs to; with its letters where they are asked for."""
    office = unit.parent if unit.level == Unit.Level.VILLAGE and unit.parent else unit
    found = UnitPaper.objects.filter(unit=office, kind=UnitPaper.Kind.LETTER) if letters else ()
    return Mandate(
        office.name, office.covered, office.covered_from, tuple(paper.as_letter() for paper in found)
    )


@dataclass(frozen=True, slots=True)
class Standard:
    """A standard in force, and where in the place it holds; nothing where there is one for the whole place."""

    where: str
    row: Parameter


@dataclass(frozen=True, slots=True)
class LiveRules:
    """What a policy page shows of one programme today; `spec` is None where nothing is in force."""

    programme: Programme
    version: ProgrammeVersion | None
    spec: ProgrammeSpec | None
    checklist: Checklist | None
    posting_days: Parameter | None
    standards: tuple[Standard, ...] = ()

    @property
    def ways(self) -> Ways:
        """From where an application may come in; nothing where the document, or the law today, says nothing."""
        return Ways() if self.spec is None else ways(self.spec)


def live_rules(programme: Programme, day: date) -> LiveRules:
    """Return the rules of a programme in force on that day, for pages; all papers are listed with their conditions."""
    version = version_in_force(programme.jurisdiction.code, programme.code, day)
    if version is None:
        return LiveRules(programme, None, None, None, None)
    book = rulebook(version.pk)
    return LiveRules(
        programme,
        version,
        book.spec,
        checklist(book.spec, None),
        book.parameters.get("posting_days", day),
        standards(book, day),
    )


def standards(book: RuleBook, day: date) -> tuple[Standard, ...]:
    """Return every standard in force in a part of the place, where the programme asks after the income."""
    if not any(question.key == INCOME for question in book.spec.questions):
        return ()
    found = book.parameters.everywhere(STANDARD, day)
    names = dict(parts(book.spec.place)) if any(row.scope for row in found) else {}
    return tuple(Standard(names.get(row.scope, row.scope), row) for row in found)


@lru_cache(maxsize=KEPT_BOOKS)
def _rulebook(version_id: int, stamp: str) -> RuleBook:
    version = ProgrammeVersion.objects.get(pk=version_id)
    spec = read_spec(version.data)
    return RuleBook(
        spec=spec,
        parameters=parameters(spec.place, spec.code),
        calendar=_calendar(stamp),
        version=str(version.pk),
    )


@lru_cache(maxsize=KEPT_BOOKS)
def _specs_over(units: tuple[str, ...], day: date, stamp: str) -> tuple[ProgrammeSpec, ...]:
    places = Unit.objects.filter(code__in=units).values("jurisdiction")
    ids = _versions(day).filter(programme__jurisdiction__in=places).values_list("pk", flat=True)
    return tuple(_rulebook(pk, stamp).spec for pk in ids)


@lru_cache(maxsize=KEPT_BOOKS)
def _rulebook_within(version_id: int, scopes: tuple[str, ...], stamp: str) -> RuleBook:
    book = _rulebook(version_id, stamp)
    return replace(book, parameters=book.parameters.within(scopes))


@lru_cache(maxsize=4)
def _scopes(stamp: str) -> dict[int, tuple[str, ...]]:
    """Read where each office lies, the narrowest first; `stamp` is what the memory is keyed by."""
    rows = Unit.objects.exclude(level=Unit.Level.COUNTY).values_list(
        "pk", "level", "code", "area", "parent__code", "parent__area"
    )
    return {
        pk: (over if level == Unit.Level.VILLAGE else code, area or wider)
        for pk, level, code, area, over, wider in rows
    }


@lru_cache(maxsize=KEPT_BOOKS)
def _terms(programme_id: int, stamp: str) -> tuple[tuple[int, date, date | None], ...]:
    """Read from when to when each version holds; `stamp` is what the memory is keyed by."""
    versions = ProgrammeVersion.objects.filter(programme_id=programme_id)
    return tuple(versions.values_list("pk", "effective_from", "effective_until"))


@lru_cache(maxsize=4)
def _calendar(stamp: str) -> Calendar:
    """Read the table; `stamp` is what the memory is keyed by."""
    days = list(CalendarDay.objects.values_list("date", "working"))
    years = CalendarYear.objects.filter(complete=True).values_list("year", flat=True)
    return Calendar(
        known_years=frozenset(years),
        off_weekdays=frozenset(day for day, working in days if not working),
        working_weekends=frozenset(day for day, working in days if working),
    )
