"""All that can happen to one case: breadth first over the states that `decide` lets anybody reach.

Which states are alike is said in `states`; every one of them is visited with real facts and a real clock.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

from casework.rules import flow
from casework.rules.asking import SHANGHAI, day_of
from casework.rules.facts import Facts
from casework.rules.refusal import StepRefused
from casework.rules.roles import COUNTY, VILLAGE, Actor
from policies.rules.rulebook import RuleBook
from policies.rules.workdays import add_workdays
from tests.casework.rules.scene import CHILD, COUPLE, KIN, UNIT
from tests.casework.rules.states import STAFF, World, key, signature

VILLAGER = Actor("村", "村", (VILLAGE,), (UNIT,))
COUNTY_OFFICER = Actor("县", "县", (COUNTY,), (UNIT[:6],))
NOBODY = Actor()
DUTIES = {
    "accept": "accept",
    "decline": "accept",
    "first_opinion": "review",
    "confirm": "confirm",
    "refuse": "confirm",
    "propose_change": "propose",
    "decide_change": "decide",
}
COMPANY = [{"officer": "调", "roles": ["surveyor", "cadre"]}, {"officer": "村", "roles": [VILLAGE]}]
MEETING = [{"officer": "长", "roles": ["township_head"]}, {"officer": "委", "roles": ["cadre"]}]
MINUTES = {"members": MEETING, "chair": "长", "minutes": "会议记录"}
PAPERS = {"channel": "window", "supplied": "all", "signed": "all"}

# Each act with everything that a person could enter and a gate would weigh.
ENTRIES: dict[str, tuple[dict[str, Any], ...]] = {
    "intend": ({"authorised": ["m1"]},),
    "authorise": ({"who": ["m1"], "scope": "存款"}, {"who": ["m1", "m2"], "scope": "存款"}),
    "submit": (PAPERS, {**PAPERS, "authorised": "all"}, {**PAPERS, "supplied": []}),
    "take": ({"reason": "腿脚不便", "evidence": "委托书", "related": False},),
    "forward": (PAPERS,),
    "revoke_delegation": ({"words": "打电话问过"},),
    "withdraw": ({}, {"opened": True}),
    "request_missing": ({"codes": ["id_copy"]},),
    "accept": ({},),
    "decline": ({"reason": "不属于本地"},),
    "request_check": ({},),
    "check_report": ({"result": "within"}, {"result": "over"}),
    "visit": ({"who": COMPANY},),
    "first_opinion": ({"grant": True, "amount": 50_000}, {"grant": False}),
    "post": ({"where": ["board"]},),
    "repost": ({"where": ["board"]},),
    "object": ({},),
    "resurvey": ({"who": COMPANY},),
    "appraise": ({"who": COMPANY, "for": 1, "against": 0},),
    "close_objection": ({"outcome": "upheld"}, {"outcome": "dismissed"}),
    "panel": ({**MINUTES, "for": 2, "against": 0}, {**MINUTES, "for": 0, "against": 2}),
    "confirm": ({"amount": 50_000, "basis": "符合条件"},),
    "refuse": ({"reason": "超过标准"},),
    "relieve": ({"amount": 10_000, "channel": "account"},),
    "relative": ({},),
}
BESIDE_NEED = ("intend", "authorise", "take", "forward", "revoke_delegation")
# Where somebody is in need at once: money first, papers after.
URGENT: dict[str, tuple[dict[str, Any], ...]] = {
    **{verb: how for verb, how in ENTRIES.items() if verb not in BESIDE_NEED},
    "request_missing": (),
    "submit": ({**PAPERS, "authorised": "all"}, {**PAPERS, "authorised": "all", "emergency": True}),
    "backfill": ({"fields": ["person", "reason", "amount", "signature", "seal"]}, {"fields": ["person"]}),
}
# What is paid beside the amount: the care money of tekun.
CARED = {**ENTRIES, "confirm": ({"amount": 130_000, "care_amount": 20_000, "basis": "符合条件"},)}
CHANGING: dict[str, tuple[dict[str, Any], ...]] = {
    "notice": ({"kind": "advance"}, {"kind": "decision"}),
    "serve": ({"kind": "advance", "served": True}, {"kind": "decision", "served": True}),
    "propose_change": ({"stop": True, "cause": "收入变了"}, {"to": 40_000, "cause": "收入变了"}),
    "defend": ({"words": "不是这样"},),
    "decide_change": ({"answer": "核过了"},),
    "panel": ENTRIES["panel"],
    "confirm": ENTRIES["confirm"],
    "refuse": ENTRIES["refuse"],
    "relative": ENTRIES["relative"],
}


@dataclass(frozen=True)
class Step:
    """One act that was allowed: from a world to the next."""

    verb: str
    actor: Actor
    before: World
    after: World


@dataclass
class Walk:
    """What a walk over all states found."""

    states: int = 0
    steps: int = 0
    verbs: set[str] = field(default_factory=set)
    stages: set[str] = field(default_factory=set)
    broken: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)


Law = Callable[[Step, RuleBook], "str | None"]


def beginning(at: datetime = datetime(2025, 3, 3, 9, 0, tzinfo=SHANGHAI)) -> World:
    """A couple with a child, before anybody has done anything."""
    return World(Facts(programme="dibao", unit=UNIT, members=(*COUPLE, CHILD)), at)


def walk(
    book: RuleBook,
    laws: tuple[Law, ...],
    start: World | None = None,
    entries: dict[str, tuple[dict[str, Any], ...]] | None = None,
    most: int = 60_000,
) -> Walk:
    """Visit every state; stop at the first act that a law forbids (the shortest way to it is kept)."""
    found, first = Walk(), start or beginning()
    acts = {verb: how for verb, how in (entries or ENTRIES).items() if _matters(verb, book)}
    seen, front = {key(first)}, [first]
    while front and not found.broken:
        ahead: list[World] = []
        for world in front:
            found.states += 1
            found.stages.add(world.facts.stage)
            for step in steps(world, book, acts):
                found.steps += 1
                found.verbs.add(step.verb)
                found.broken += [(said, step.after.path) for law in laws if (said := law(step, book))]
                if (known := key(step.after)) not in seen:
                    seen.add(known)
                    ahead.append(step.after)
        assert len(seen) < most, "the states do not end: the abstraction is too fine"
        front = ahead
    return found


def _matters(verb: str, book: RuleBook) -> bool:
    """Leave out acts whose traces nobody reads here: a meeting, posting, answer or letter that the place does not ask for."""
    confirm, post, change = (book.spec.step(name) for name in ("confirm", "post", "change"))
    if verb == "panel":
        return confirm is not None and confirm.option("mode") == "panel"
    if verb == "notice":
        return change is not None and any(
            change.option(one) for one in ("advance", "effect", "written_reason")
        )
    if verb == "serve":
        return change is not None and any(change.option(one) for one in ("advance", "effect"))
    if verb in ("post", "repost", "object", "close_objection"):
        return post is not None
    if verb in ("resurvey", "appraise"):
        return post is not None and bool(post.option("answers"))
    return True


def steps(world: World, book: RuleBook, entries: dict[str, tuple[dict[str, Any], ...]]) -> Iterator[Step]:
    """Everything that anybody can do now, and every day that something hangs on."""
    for verb, choices in entries.items():
        for actor in hands_for(verb, world):
            for data in choices:
                if (step := attempt(verb, actor, data, world, book)) is not None:
                    yield step
    for day in days(world, book):
        at = datetime.combine(day, world.at.timetz())
        facts = flow.settle(world.facts, book, day)
        yield Step(
            "wait", NOBODY, world, replace(world, facts=facts, at=at, path=(*world.path, f"等到 {day}"))
        )


def hands_for(verb: str, world: World) -> list[Actor]:
    """Who is worth asking: of officers who did the same, one; nobody's account, the village and the county too."""
    roles = flow.RIGHTS[verb]
    if not roles:
        return [NOBODY]
    alike: dict[object, Actor] = {}
    for name, actor in STAFF.items():
        alike.setdefault(signature(name, world), actor)
    others = [VILLAGER] if VILLAGE in roles else [COUNTY_OFFICER] if COUNTY in roles else []
    return [*alike.values(), *others]


def attempt(verb: str, actor: Actor, data: dict[str, Any], world: World, book: RuleBook) -> Step | None:
    """Try an act a minute later; None where the rules refuse it."""
    if verb in ("request_check", "check_report") and world.facts.check.result:
        return None  # a second check is left to test_any_order: consent once given stays
    at = world.at + timedelta(minutes=1)
    if verb == "relative":
        if world.facts.relatives or not actor.officer:
            return None
        data = {"officer": actor.officer, **KIN}
    if verb == "serve":
        data = {**data, "served": day_of(at).isoformat()}
    try:
        facts = flow.settle(flow.decide(verb, world.facts, book, actor, at, data).facts, book, day_of(at))
    except StepRefused:
        return None
    told = data.get("authorised") or (data.get("who") if verb == "authorise" else ()) or ()
    said = {member.key for member in facts.members} if told == "all" else set(told)
    after = World(
        facts,
        at,
        _diary(world, verb, actor),
        world.consented | said,
        {"object": True, "close_objection": False}.get(verb, world.opposed),
        (*world.path, f"{actor.name or '—'} {verb}"),
    )
    return Step(verb, actor, world, after)


def _diary(world: World, verb: str, actor: Actor) -> frozenset[tuple[str, str]]:
    """Who did which duty; a new proposal opens a new page for the change, never for the application."""
    if verb not in DUTIES:
        return world.did
    fresh = verb == "propose_change"
    kept = {(who, duty) for who, duty in world.did if not (fresh and duty in ("propose", "decide"))}
    return frozenset(kept | {(actor.officer, DUTIES[verb])})


def days(world: World, book: RuleBook) -> Iterator[date]:
    """The next working day, the last day of the posting, the day after it, and the first of next month."""
    posting = world.facts.posting
    ends = (posting.last_day, posting.last_day + timedelta(days=1)) if posting else ()
    month = (world.today.replace(day=1) + timedelta(days=32)).replace(day=1)
    ahead = {add_workdays(book.calendar, world.today, 1).day, *ends}
    if world.facts.change is not None:
        ahead.add(month)
    return iter(sorted(day for day in ahead if day > world.today))
