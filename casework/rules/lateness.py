"""Being late: said by the office first, with a reason and a new day. It excuses nothing, and no clock stops for it."""

from __future__ import annotations

from datetime import date, datetime

from casework.rules.asking import Ask, Outcome, moved
from casework.rules.clocks import Running, overdue
from casework.rules.facts import Delay, Facts
from casework.rules.refusal import StepRefused
from policies.rules.rulebook import RuleBook


def unexplained(facts: Facts, book: RuleBook, now: datetime) -> tuple[Running, ...]:
    """Return the limits that have passed and of which the household was not told why."""
    told = facts.delay.clocks if facts.delay else ()
    return tuple(clock for clock in overdue(facts, book, now) if clock.name not in told)


def explain_delay(ask: Ask) -> Outcome:
    """Say why a limit was missed, in words the household reads, and by when it will be done (YYYY-MM-DD), if known."""
    late = unexplained(ask.facts, ask.book, ask.at)
    if not late:
        raise StepRefused("现在没有要说明的超期", code="order")
    reason = ask.words("reason", "为什么晚了")
    until = str(ask.data.get("until") or "")
    if until and _day(until) < ask.day:
        raise StepRefused("新的日子已经过去了，请写一个今天以后的", code="invalid")
    before = ask.facts.delay.clocks if ask.facts.delay else ()
    names = tuple(clock.name for clock in late)
    facts = moved(ask, delay=Delay(ask.at, reason, until, (*before, *names)))
    return Outcome(facts, {"clocks": list(names), "reason": reason, "until": until}, late[0].clause)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise StepRefused("新的日子写得不对，请写成 2026-04-28 这样", code="invalid") from None
