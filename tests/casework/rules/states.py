"""Which states of a case are alike: what some gate, or a law of the model check, can still look at.

Officers are alike but for what they did, so a state keeps the duties of each, not his name; moments are kept as
their order, days as before, on or after the end of the posting. What no gate reads (counts, numbers, reasons) is
left out of the state. That makes the states finite.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from casework.rules import closing
from casework.rules.asking import day_of
from casework.rules.facts import Change, Facts
from casework.rules.roles import TOWNSHIP_ROLES, Actor
from tests.casework.rules.scene import TOWN

# Each holds every post of the township; of one it may turn out, at any time, that the household are his family.
STAFF = {name: Actor(name, name, TOWNSHIP_ROLES, TOWN) for name in ("甲", "乙", "丙", "丁", "戊")}


@dataclass(frozen=True)
class World:
    """A case, the day, and a diary of its own: who did what, who consented, whether somebody's objection is open."""

    facts: Facts
    at: datetime
    did: frozenset[tuple[str, str]] = frozenset()
    consented: frozenset[str] = frozenset()
    opposed: bool = False
    path: tuple[str, ...] = field(default=(), compare=False)

    @property
    def today(self) -> date:
        return day_of(self.at)


def signature(name: str, world: World) -> tuple[object, ...]:
    """What tells one officer from another: what he did, by the diary and by the facts (was he the last?), and whether he is kin."""
    recorded = sorted((duty, hands[-1] == name) for duty, hands in world.facts.hands.items() if name in hands)
    done = sorted(duty for who, duty in world.did if who == name)
    return tuple(done), tuple(recorded), name in world.facts.relatives


def side(day: date | None, today: date) -> int:
    """Before, on or after a day; 9 where there is none."""
    return 9 if day is None else (today > day) - (today < day)


def since(later: Any, earlier: Any) -> bool | None:
    """Say whether one record is at least as young as another; None where one of them is missing."""
    return later.at >= earlier.at if later and earlier else None


def key(world: World) -> tuple[object, ...]:
    """The state without its names and numbers: what some gate, or one of our laws, can still look at."""
    relief = world.facts.relief
    return world.facts.emergency, relief and relief.filled, _ordinary(world)


def _ordinary(world: World) -> tuple[object, ...]:
    facts = world.facts
    hands = tuple(sorted(signature(name, world) for name in STAFF))
    if facts.stage == "withdrawn":
        return "withdrawn", hands, world.opposed
    if facts.stage == "refused":
        return "refused", hands, facts.decision is None, world.opposed
    if facts.change is not None:
        return "changing", hands, *_changing(world, facts.change)
    if facts.decision is not None:
        return (
            "decided",
            facts.stage,
            hands,
            facts.benefit,
            _posted(facts, world),
            _notices(facts, world.today),
        )
    papers = () if "accept" in facts.times else _papers(facts)
    return (
        facts.stage, hands, papers, "visit" in facts.times,
        _consent(world), facts.check.requested is not None, facts.check.result,
        facts.opinion and facts.opinion.grant, _posted(facts, world),
        _meeting(facts, facts.opinion),
    )  # fmt: skip


def _papers(facts: Facts) -> tuple[object, ...]:
    """What is read until the township has accepted, and never again."""
    begun = tuple(milestone in facts.times for milestone in ("intend", "lodge", "take"))
    return begun, facts.signed, facts.supplied, bool(facts.demanded)


def _consent(world: World) -> tuple[frozenset[str], ...]:
    """Who authorised the check, by the facts and by the diary; once it has been asked for nobody can take it back."""
    both = () if world.facts.check.requested else (world.facts.authorised, world.consented)
    return tuple(keys & {"m1", "m2"} for keys in both)


def _posted(facts: Facts, world: World) -> tuple[object, ...] | None:
    posting, objection = facts.posting, facts.objection
    if posting is None:
        return None
    if posting.subject == "stop":
        return "stop", world.opposed
    answer = (objection.answered, objection.outcome, objection.against) if objection else None
    answer = None if objection and objection.outcome == "dismissed" else answer
    return (
        posting.subject,
        side(posting.last_day, world.today),
        since(posting, facts.opinion),
        answer,
        world.opposed,
    )


def _meeting(facts: Facts, matter: Any) -> str:
    """What the last meeting said of the matter before it; a rejection of an older matter says nothing."""
    panel = facts.panel
    if panel is None:
        return ""
    fresh, approved = since(panel, matter) or False, panel.approves > panel.rejects
    return ("approved" if approved else "rejected") if fresh else "approved before" if approved else ""


def _notices(facts: Facts, today: date) -> tuple[object, ...]:
    """Which letters are served; the days since the service of one are read only while its answer is awaited."""
    told, decided = facts.notice("advance"), facts.notice("decision")
    awaited = facts.change is not None and facts.change.decided is None
    days = min((today - told.served).days, 5) if told and told.served and awaited else 0
    return told and (told.served is not None, days), decided and decided.served is not None


def _changing(world: World, change: Change) -> tuple[object, ...]:
    facts, today, benefit = world.facts, world.today, world.facts.benefit
    return (
        facts.stage, change.stop, change.heard is not None, change.decided is not None,
        change.effective != "", _month(change.effective, today), benefit and _month(benefit.last_month, today),
        _notices(facts, today), since(facts.notice("advance"), change),
        change.decided and closing.issued_since(facts, "decision", change.decided),
        _meeting(facts, change), _hung(world, change),
    )  # fmt: skip


def _hung(world: World, change: Change) -> tuple[object, ...]:
    """How far the posted end of support has come, and who has spoken against it; an older posting says nothing."""
    posting, objection, since_decided = world.facts.posting, world.facts.objection, change.decided
    if since_decided is None or posting is None or posting.subject != "stop" or posting.at < since_decided:
        return (world.opposed,)
    against = (
        objection if objection and objection.against == "stop" and objection.at >= since_decided else None
    )
    closed = world.facts.when("close_objection")
    return (
        side(posting.last_day, world.today),
        against and (against.answered, against.outcome, closed is not None and posting.at >= closed),
        world.opposed,
    )


def _month(month: str, today: date) -> int:
    """Months since the first of a month: two ahead (past a cut-off day), one ahead, this one, or gone; 9: none."""
    if not month:
        return 9
    year, number = map(int, month.split("-"))
    return max(-2, min(1, (today.year - year) * 12 + today.month - number))
