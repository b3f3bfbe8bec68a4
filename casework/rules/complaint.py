"""A complaint on its way: looked into, dealt with, answered, each once and in order; and by when, where a limit is stated."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from casework.rules.refusal import StepRefused
from casework.rules.roles import COUNTY, TOWNSHIP_ROLES, Actor
from policies.rules.parameters import ParameterTable
from policies.rules.workdays import Calendar, add_days, add_workdays

ANSWER_DAYS = "complaint_answer_days"
"""The parameter: days from the day after the complaint, working days (`workday`) or calendar days (`day`)."""


def answer_by(values: ParameterTable, calendar: Calendar, day: date) -> date | None:
    """Return the last day for the answer to a complaint of `day`; None where nothing certain can be said."""
    stated = values.get(ANSWER_DAYS, day)
    days = values.number(ANSWER_DAYS, day)
    if stated is None or days is None:
        return None
    due = add_workdays(calendar, day, days) if stated.unit == "workday" else add_days(day, days)
    return None if due.provisional else due.day


STEPS = ("verify", "handle", "answer")
STEP_NAMES = {
    "verify": "核实",
    "handle": "处理",
    "answer": "答复",
    "pass": "转办",
    "remind": "催办",
    "link": "对到办件",
}
FAVOURS = "money"
"""The topic of gifts and favours asked for: hidden from everybody who had a hand in the case (QY-4.2b)."""
PROMINENT = 2
"""So many complaints about one case make it prominent (QY-3.3.2c)."""


def check_step(kind: str, done: Collection[str], words: str, actor: Actor, *, passed: bool) -> None:
    """Refuse a step out of order, twice, without words, or by whom it is not for (QY-3.3.2b).

    The county does all of it; a township looks into and deals with what was passed on to it, and never answers.
    """
    if kind not in STEP_NAMES:
        raise StepRefused("没有这一步", code="invalid")
    ours = actor.holds((COUNTY,)) or (passed and kind in ("verify", "handle") and actor.holds(TOWNSHIP_ROLES))
    if not ours:
        raise StepRefused("投诉由县里办；转到乡镇的，乡镇只核实、处理，答复由县里发", code="role")
    if "answer" in done:
        raise StepRefused("已经答复，办结了", code="order")
    if kind in done and kind in STEPS:
        raise StepRefused(f"{STEP_NAMES[kind]}已经写过，写过的不能改", code="order")
    for earlier in STEPS[: STEPS.index(kind)] if kind in STEPS else ():
        if earlier not in done:
            raise StepRefused(f"先写{STEP_NAMES[earlier]}情况，再写{STEP_NAMES[kind]}", code="order")
    if kind in STEPS and not words.strip():
        raise StepRefused(f"还没有写{STEP_NAMES[kind]}情况。没有答复，不能办结", code="missing")


def next_step(done: Collection[str]) -> str:
    """Return what is to be done next, or nothing once it is answered."""
    return next((step for step in STEPS if step not in done), "")
