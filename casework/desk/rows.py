"""One line of a list of cases, in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.desk import words
from casework.desk.acts import ACTS
from casework.desk.marks.monitored import MARK
from casework.desk.remaining import Remaining, remaining
from casework.models import Case
from casework.rules import agenda, flow
from casework.rules.asking import day_of
from casework.rules.batch import BATCH
from casework.rules.roles import COUNTY, Actor
from policies import queries as law


@dataclass(frozen=True, slots=True)
class Row:
    """A case as a list shows it. `verb` and `mine`: the act this officer would do next, and its button.

    `tick` names the case and the page it was read from, for acts on several cases at once.
    """

    url: str
    number: str
    name: str
    place: str
    programme: str
    stage: str
    remaining: Remaining | None
    paused: bool
    who: str
    flags: list[tuple[str, str]]
    mine: str
    emergency: bool
    verb: str
    tick: str


def make_rows(cases: Iterable[Case], actor: Actor, now: datetime) -> list[Row]:
    """Return the lines of a page; no query for any of them."""
    return [_row(case, actor, now) for case in cases]


def _row(case: Case, actor: Actor, now: datetime) -> Row:
    book = law.rulebook(case.version_id, case.law, unit=case.unit_id)  # type: ignore[attr-defined]
    facts = flow.settle(case.known(), book, day_of(now))
    left = remaining(case.next_due, now, book.calendar)
    flags = [*case.flags.split(","), *(["overdue"] if left and left.level == "over" else [])]
    flags += [MARK] if getattr(case, MARK, False) else []
    hide = () if actor.holds((COUNTY,)) else ("complaint",)
    mine = agenda.agenda(facts, book, actor, now).primary if case.open else ""
    return Row(
        url=reverse("desk_case", args=[case.pk]),
        number=case.number,
        name=case.applicant_name,
        place=_place(case),
        programme=case.programme.short,
        stage=_(case.get_stage_display()),
        remaining=left,
        paused=case.stage in ("returned", "draft"),
        who=_hand(case),
        flags=words.flag_words(",".join(flags), hide=hide),
        mine=str(ACTS[mine].button) if mine else "",
        emergency=case.emergency,
        verb=mine,
        tick=f"{case.pk}:{case.seq}",
    )


def _place(case: Case) -> str:
    unit = case.unit
    return f"{unit.parent.short_name} {unit.short_name}" if unit.parent else unit.short_name


def _hand(case: Case) -> str:
    """Return who did the last of the three duties, and which."""
    pairs: tuple[tuple[Any, str], ...] = (
        (case.confirmed_by, _("审批")),
        (case.opined_by, _("初审")),
        (case.accepted_by, _("受理")),
    )
    return next((words.aside(officer.name, duty) for officer, duty in pairs if officer), _("还没有人接"))


BUTTONS = {
    "accept": gettext_lazy("收下打勾的"),
    "request_check": gettext_lazy("给打勾的发起核对"),
    "post": gettext_lazy("公示打勾的"),
}
"""What the queue's buttons for several cases say."""


def buttons(rows: list[Row]) -> list[tuple[str, Any]]:
    """Return the buttons for acts that are the next on some row of the page: verb and words."""
    return [(verb, BUTTONS[verb]) for verb in BATCH if any(row.verb == verb for row in rows)]
