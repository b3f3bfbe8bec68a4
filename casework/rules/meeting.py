"""The collective approval: whether a meeting decides, how it has to be held, and whether its result stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from casework.rules.asking import Ask, Outcome, moved
from casework.rules.facts import Facts, Panel
from casework.rules.refusal import StepRefused
from casework.rules.roles import names
from casework.rules.signing import kin_met
from policies.rules.programme import ProgrammeSpec


def by_panel(facts: Facts, spec: ProgrammeSpec) -> bool:
    """Say whether what is to be decided, the application or a change of it, is decided by a meeting (QY-3.1.1k)."""
    confirm, change = spec.step("confirm"), spec.step("change")
    if facts.decision is not None:
        return change is not None and bool(change.option("panel"))
    return confirm is not None and confirm.option("mode") == "panel"


def check_panel(ask: Ask) -> None:
    """Refuse a decision that a meeting has to take and none has: held since, without kin of the household, in favour."""
    if not by_panel(ask.facts, ask.book.spec):
        return
    step, panel, opinion = ask.step("confirm"), ask.facts.panel, ask.facts.opinion
    since = ask.facts.change.at if ask.facts.change else (opinion.at if opinion else None)
    clause = step.cite.clause if step else ""
    if panel is None or (since is not None and panel.at < since):
        raise StepRefused("要先开会集体研究，一个人不能批", code="panel", clause=clause)
    if kin_met(panel, ask.facts):
        raise StepRefused(
            "开会的人里后来有人登记为这一家的近亲属，那次集体研究不再作数，请重新开会",
            code="panel",
            clause=clause,
        )
    if panel.approves <= panel.rejects:
        raise StepRefused("集体研究没有通过，不能批", code="panel", clause=clause)


def panel(ask: Ask) -> Outcome:
    """A collective approval meeting: chair and minutes as the place demands them."""
    step = ask.step("confirm")
    clause = step.cite.clause if step else ""
    members = tuple(ask.data.get("members") or ())
    _check_form(ask, members, clause)
    special, reasons = bool(ask.data.get("special")), str(ask.data.get("reasons") or "").strip()
    if special:
        _check_special(ask, reasons)
    _check_members(ask, members, clause)
    approves, rejects = _votes(ask, len(members))
    met = Panel(ask.at, approves, rejects, tuple(str(person["officer"]) for person in members))
    facts = moved(ask, panel=met, deliberated=ask.facts.deliberated or special)
    kept = {"chair": ask.data["chair"], "members": [dict(person) for person in members]}
    if special or reasons:
        kept |= {"special": special, "reasons": reasons}
    return Outcome(
        facts, {**kept, "for": approves, "against": rejects, "minutes": ask.data.get("minutes")}, clause
    )


def _check_form(ask: Ask, members: tuple[Mapping[str, Any], ...], clause: str) -> None:
    """Refuse a meeting without the chair, the minutes or the number of people that the place asks for."""
    chair = next((person for person in members if person["officer"] == ask.data.get("chair")), None)
    if chair is None:
        raise StepRefused("主持人要在参会的人里", code="panel", clause=clause)
    office = ask.option("confirm", "chair")
    if office and office not in chair["roles"]:
        raise StepRefused(f"会议要由{names((office,))}主持", code="panel", clause=clause)
    if ask.option("confirm", "minutes") and not ask.data.get("minutes"):
        raise StepRefused("集体研究要有会议记录", code="panel", clause=clause)
    if len(members) == 1:
        raise StepRefused("一个人不是集体研究，还要有别人到会", code="panel", clause=clause)
    quorum = ask.book.parameters.number("panel_quorum", ask.day)
    if quorum is not None and len(members) < quorum:
        raise StepRefused(
            f"集体研究至少要 {quorum} 人到会，现在只有 {len(members)} 人", code="panel", clause=clause
        )


def _check_members(ask: Ask, members: tuple[Mapping[str, Any], ...], clause: str) -> None:
    """Refuse near kin of the household among those who met, and whoever holds no post here now."""
    if any(person["officer"] in ask.facts.relatives for person in members):
        raise StepRefused("参会的人里有这一家的近亲属，应当回避", code="relative")
    if any(not person["roles"] for person in members):
        raise StepRefused("参会的人要是现在在本地有岗位的工作人员，请核对", code="panel", clause=clause)


def _votes(ask: Ask, present: int) -> tuple[int, int]:
    """Return the votes for and against; refuse more than there were people, and less than none."""
    approves, rejects = int(ask.data.get("for") or 0), int(ask.data.get("against") or 0)
    if min(approves, rejects) < 0:
        raise StepRefused("票数不能小于零，请核对", code="invalid")
    if approves + rejects > present:
        raise StepRefused("票数比参会的人还多，请核对", code="invalid")
    return approves, rejects


def _check_special(ask: Ask, reasons: str) -> None:
    """Refuse a case decided on its own merits (一事一议) without minutes that give the reasons (QY-3.1.1l)."""
    step = ask.step("confirm")
    clause = step.cite.clause if step else ""
    if step is None or step.option("special") != "panel":
        raise StepRefused("本地没有规定集体研究“一事一议”", code="silent", clause=clause)
    if not ask.data.get("minutes") or not reasons:
        raise StepRefused("一事一议要有会议记录，写明特殊在哪里、为什么这样定", code="panel", clause=clause)
