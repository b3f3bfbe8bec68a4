"""Entries in platforms of the state: made by hand over there, marked here, with the days between step and entry."""

from __future__ import annotations

from datetime import date

from casework.rules.asking import Ask, Outcome, day_of, moved
from casework.rules.facts import Entry, Facts
from casework.rules.refusal import StepRefused
from policies.rules.programme import ProgrammeSpec

STEPS = (
    "accept",
    "request_check",
    "check_report",
    "visit",
    "first_opinion",
    "confirm",
    "refuse",
    "decide_change",
)
"""The steps that the documents want in a platform at the time they are done (HX-6.1, QY-3.1.1m)."""


def open_steps(facts: Facts) -> tuple[str, ...]:
    """Return the steps that are done and not marked as entered."""
    entered = {entry.step for entry in facts.entries}
    return tuple(step for step in STEPS if facts.when(step) is not None and step not in entered)


def named(platform: str, spec: ProgrammeSpec) -> str:
    """Return the name of a platform as the place writes it; one document may spell one platform in several ways."""
    aliases = spec.word("platform_aliases", "").split("、")
    return spec.word("platform", platform) if platform in aliases else platform


def enter(ask: Ask) -> Outcome:
    """Somebody marks that a step has been entered in a platform, on which day; nothing is sent from here."""
    step = ask.words("step", "录的是哪一步")
    moment = ask.facts.when(step)
    if step not in STEPS or moment is None:
        raise StepRefused("这一步还没有办，不能登记已录入", code="order")
    platform = named(ask.words("platform", "录进了哪个平台"), ask.book.spec)
    done, on = day_of(moment), _day(ask)
    if on < done or on > ask.day:
        raise StepRefused("录入的日期要在办这一步以后、今天以前", code="invalid")
    entry = Entry(step, platform, done, on)
    others = tuple(one for one in ask.facts.entries if (one.step, one.platform) != (step, platform))
    kept = {"step": step, "platform": platform, "on": on.isoformat(), "lag": entry.lag}
    return Outcome(moved(ask, entries=(*others, entry)), kept)


def late(entry: Entry, limit: int | None) -> bool:
    """Say whether an entry came later than the place allows; never where it states no limit. `limit` in days."""
    return limit is not None and entry.lag > limit


def _day(ask: Ask) -> date:
    return date.fromisoformat(str(ask.data["on"])) if ask.data.get("on") else ask.day
