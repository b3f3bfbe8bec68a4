"""What a change of the law would do to the running cases, counted with the functions that run, before it is made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from casework.ledger.redating import WAITING, clocked
from casework.models import Case
from casework.models.case import CaseQuerySet
from casework.rules.redating import Move, foreseen
from policies import queries as law
from policies.rules.holiday_notice import first_change
from policies.rules.rulebook import RuleBook
from policies.rules.workdays import Calendar


@dataclass(frozen=True, slots=True)
class CaseMove:
    """One limit of one case that would move."""

    case: Case
    move: Move


def under_calendar(after: Calendar) -> list[CaseMove]:
    """Return which running limits would move under another calendar, by case.

    Limits that end before the first changed day cannot move and are not looked at.
    """
    since = first_change(law.calendar(), after)
    if since is None:
        return []
    touched = WAITING.filter(due_at__date__gte=since).values("case")
    return _moves(clocked().filter(pk__in=touched), lambda book: replace(book, calendar=after))


def under_books(cases: CaseQuerySet, change: Callable[[RuleBook], RuleBook]) -> list[CaseMove]:
    """Return which running limits of these cases would move if every rule book were changed in one way."""
    return _moves(clocked().filter(pk__in=cases.values("pk")), change)


def _moves(cases: CaseQuerySet, change: Callable[[RuleBook], RuleBook]) -> list[CaseMove]:
    stamp = law.law_stamp()
    changed: dict[tuple[int, int], tuple[RuleBook, RuleBook]] = {}
    found = []
    rows = cases.select_related("unit", "programme")
    for case in rows.order_by("number").iterator(chunk_size=500):
        here = (case.version_id, case.unit_id)
        if here not in changed:
            book = law.rulebook(case.version_id, stamp=stamp, unit=case.unit_id)
            changed[here] = (book, change(book))
        found += [CaseMove(case, move) for move in foreseen(case.known(), *changed[here])]
    return found


def in_place(place: str, programme: str = "") -> CaseQuerySet:
    """Return the cases of a place, of one programme where one is named."""
    cases = Case.objects.filter(programme__jurisdiction__code=place)
    return cases.filter(programme__code=programme) if programme else cases
