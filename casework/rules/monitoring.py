"""Households on the list against falling back into poverty (防止返贫监测): a list read, a mark put, a mark ended (HX-1).

The document asks that the two be identified together and says no more: what is kept is that a household stands on a
list, on which, and since when. Nothing is decided by it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from casework.rules.commitment import cited
from casework.rules.refusal import StepRefused
from casework.rules.roles import COUNTY, TOWNSHIP_ROLES, Actor
from policies.rules.identity import check_id, normalise_id
from policies.rules.programme import Cite, ProgrammeSpec

OPTION = "monitoring"
KEEPERS = (*TOWNSHIP_ROLES, COUNTY)
HEADINGS = ("身份证号", "身份证号码", "公民身份号码", "证件号码", "证件号")
"""How lists head the column of identity numbers, spaces left out."""


class ListError(ValueError):
    """A list cannot be read; the message is a sentence for the person at the desk."""


@dataclass(frozen=True, slots=True)
class Listed:
    """What a list says: the numbers on it, and the lines on which there is no number that can be one."""

    numbers: tuple[str, ...]
    wrong: tuple[tuple[int, str], ...]

    def __repr__(self) -> str:
        return f"<Listed {len(self.numbers)}>"


def asked(spec: ProgrammeSpec) -> Cite | None:
    """Return the clause that asks for identifying both together; None where the document does not."""
    step = spec.step("lodge")
    return cited(spec, OPTION) if step and step.option(OPTION) else None


def read_list(table: Sequence[Sequence[str]], today: date) -> Listed:
    """Read the identity numbers of a list under their heading, each once; raise `ListError` where there is no heading."""
    place = next(
        (
            (line, column)
            for line, cells in enumerate(table)
            for column, cell in enumerate(cells)
            if "".join(cell.split()) in HEADINGS
        ),
        None,
    )
    if place is None:
        raise ListError(f"没有找到身份证号那一列。列名请写成“{HEADINGS[0]}”")
    first, column = place
    numbers: dict[str, None] = {}
    wrong: list[tuple[int, str]] = []
    for line, cells in enumerate(table[first + 1 :], first + 2):
        if not any(cell.strip() for cell in cells):
            continue
        raw = cells[column] if column < len(cells) else ""
        problem = check_id(raw, today=today)
        if problem is None:
            numbers[normalise_id(raw)] = None
        else:
            wrong.append((line, "身份证号没有写，或者写得不对"))
    return Listed(tuple(numbers), tuple(wrong))


def check_keeper(actor: Actor, unit: str) -> None:
    """Refuse whoever is not of the township or the county of a household."""
    if not actor.holds(KEEPERS) or not actor.covers(unit):
        raise StepRefused("监测名单由乡镇（街道）和县民政登记", code="role")


def check_mark(source: str, since: date | None, today: date) -> None:
    """Refuse a mark of which nobody could say where it comes from."""
    if not source.strip():
        raise StepRefused("请写名单从哪里来，例如“区乡村振兴局 3 月监测对象名单”", code="missing")
    if since is None:
        raise StepRefused("请写名单的日期", code="missing")
    if since > today:
        raise StepRefused("名单的日期还没有到", code="invalid")


def check_end(reason: str, *, ended: bool) -> None:
    """Refuse to take a mark off twice or without a reason."""
    if ended:
        raise StepRefused("这一户已经不在名单上了", code="order")
    if not reason.strip():
        raise StepRefused("还没有写为什么取消，例如“风险消除”", code="missing")
