"""All that can happen to one case: breadth first over the states that `decide` lets anybody reach.

Officers are alike but for what they did, so a state keeps the duties of each, not his name; moments are kept as
their order, days as before, on or after the end of the posting. What no gate reads (counts, numbers, reasons) is
left out of the state. That makes the states finite; every one of them is visited with real facts and a real clock.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

from casework.rules import closing, flow
from casework.rules.asking import SHANGHAI, day_of
from casework.rules.facts import Change, Facts
from casework.rules.refusal import StepRefused
from casework.rules.roles import COUNTY, TOWNSHIP_ROLES, VILLAGE, Actor
from policies.rules.rulebook import RuleBook
from policies.rules.workdays import add_workdays
from tests.casework.rules.scene import CHILD, COUPLE, KIN, TOWN, UNIT

# Each holds every post of the township; of one it may turn out, at any time, that the household are his family.
STAFF = {name: Actor(name, name, TOWNSHIP_ROLES, TOWN) for name in ("甲", "乙", "丙", "丁", "戊")}
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
# Where somebody is in need at once: money first, papers after.
URGENT: dict[str, tuple[dict[str, Any], ...]] = {
    **{verb: how for verb, how in ENTRIES.items() if verb not in ("intend", "authorise", "take", "forward")},
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
