"""The question put to the rules: an act, the case as known, the law, who asks and when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from casework.rules.facts import Facts
from casework.rules.refusal import StepRefused
from casework.rules.roles import Actor
from policies.rules.parameters import NotStated
from policies.rules.programme import Step
from policies.rules.rulebook import RuleBook

SHANGHAI = ZoneInfo("Asia/Shanghai")


def day_of(moment: datetime) -> date:
    """Return the calendar day of a moment in Asia/Shanghai, where the law's clock hangs."""
    return moment.astimezone(SHANGHAI).date()


@dataclass(frozen=True, slots=True)
class Ask:
    """One act put to the rules. `data` is what the person entered; money in fen."""

    verb: str
    facts: Facts
    book: RuleBook
    actor: Actor
    at: datetime
    data: Mapping[str, Any] = field(default_factory=dict)

    @property
    def day(self) -> date:
        """The day of the act in Asia/Shanghai."""
        return day_of(self.at)

    @property
    def law_day(self) -> date:
        """The day as of which procedural values are read: acceptance, or today before it."""
        accepted = self.facts.when("accept")
        return day_of(accepted) if accepted else self.day

    def step(self, kind: str) -> Step | None:
        """Return the place's step of that kind, or None where its document is silent."""
        return self.book.spec.step(kind)

    def option(self, kind: str, key: str, default: Any = None) -> Any:
        """Return a stated option of a step, or `default` where the place is silent."""
        step = self.step(kind)
        return default if step is None else step.option(key, default)

    def number(self, key: str) -> int:
        """Return a configured number; refuse the act with 配置 where none is stated."""
        try:
            return int(str(self.book.parameters.need(key, self.law_day).value))
        except NotStated as silence:
            raise StepRefused(str(silence), code="configure") from silence

    def words(self, key: str, what: str) -> str:
        """Return a text the person had to enter; refuse where it is missing."""
        text = str(self.data.get(key) or "").strip()
        if not text:
            raise StepRefused(f"还没有写{what}，写了再办", code="missing")
        return text

    def money(self, key: str, what: str) -> int:
        """Return an amount in fen that the person had to enter; refuse where it is missing or below zero."""
        amount = self.data.get(key)
        if amount is None:
            raise StepRefused(f"还没有填{what}，填了再办", code="missing")
        if int(amount) < 0:
            raise StepRefused(f"{what}不能小于零", code="invalid")
        return int(amount)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an allowed act leaves: the new facts, the data its event keeps, and the clause it stands on."""

    facts: Facts
    data: Mapping[str, Any] = field(default_factory=dict)
    clause: str = ""


def moved(ask: Ask, *, stage: str | None = None, milestones: tuple[str, ...] = (), **changes: Any) -> Facts:
    """Return the facts after the act: the verb and `milestones` get their moment, fields are replaced."""
    times = dict(ask.facts.times)
    for milestone in (ask.verb, *milestones):
        times[milestone] = ask.at
    if stage is not None:
        changes["stage"] = stage
    return replace(ask.facts, times=times, **changes)


def with_hand(ask: Ask, duty: str) -> dict[str, tuple[str, ...]]:
    """Return the hands of the case with the actor added under a duty; whoever did it last stands last."""
    before, officer = ask.facts.hands.get(duty, ()), ask.actor.officer
    others = tuple(one for one in before if one != officer)
    return {**ask.facts.hands, duty: (*others, officer) if officer else before}
