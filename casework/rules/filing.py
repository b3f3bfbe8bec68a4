"""The end of a case on paper: its result reported to the county, its papers printed and bound, where the place says so."""

from __future__ import annotations

from datetime import datetime

from casework.rules.asking import Ask, Outcome, moved
from casework.rules.facts import Facts
from casework.rules.refusal import StepRefused
from policies.rules.programme import ProgrammeSpec

COUNTY, PAPER = "county", "paper"


def demanded(spec: ProgrammeSpec) -> tuple[str, ...]:
    """Return what this place wants at the end of a case: `report` to the county (HX-4.4a, YC-5.4a), `bound` papers
    (QY-3.1.1w). Electronic files are kept as they are, and ask nothing of anybody."""
    step = spec.step("file")
    if step is None:
        return ()
    wanted = {"report": step.option("to") == COUNTY, "bound": step.option("form") == PAPER}
    return tuple(name for name, asked in wanted.items() if asked)


def decided_at(facts: Facts) -> datetime | None:
    """Return when the last thing that has to be filed was decided: the application, or a change of what is paid."""
    change, decision = facts.change, facts.decision
    moments = [decision.at if decision else None, change.decided if change else None]
    return max((moment for moment in moments if moment is not None), default=None)


def outstanding(facts: Facts, spec: ProgrammeSpec) -> tuple[str, ...]:
    """Return what of it is not done yet for the latest decision; nothing while there is none."""
    decided, filed = decided_at(facts), facts.when("file")
    if decided is None or (filed is not None and filed >= decided):
        return ()
    return demanded(spec)


def file(ask: Ask) -> Outcome:
    """The township files what was decided: reported with the others of its batch, and bound where paper is demanded."""
    wanted = demanded(ask.book.spec)
    step = ask.step("file")
    clause = step.cite.clause if step is not None else ""
    if not wanted:
        raise StepRefused("本地的规定没有写要报备或者装订归档", code="silent", clause=clause)
    decision = ask.facts.decision
    if decision is None:
        raise StepRefused("还没有决定，不能报备、归档", code="order", clause=clause)
    if decision.until is not None and ask.at < decision.until:
        raise StepRefused("决定刚作出，还可以撤回，过一会儿再报备", code="order")
    if not outstanding(ask.facts, ask.book.spec):
        raise StepRefused("这次的决定已经报备、归档了", code="order", clause=clause)
    kept: dict[str, object] = {"wanted": list(wanted)}
    if "bound" in wanted:
        kept["box"] = ask.words("box", "纸质材料装订在哪一卷、哪一盒")
    return Outcome(moved(ask), kept, clause)
