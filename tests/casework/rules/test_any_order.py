"""Anybody presses anything in any order: what must never happen never happens, in places that order it differently."""

from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from casework.rules import clocks, codec, flow
from casework.rules.asking import SHANGHAI, day_of
from casework.rules.facts import Facts
from casework.rules.flags import FLAGS, flags
from casework.rules.gate import HANDS
from casework.rules.refusal import StepRefused
from casework.rules.roles import Actor
from tests.casework.rules.scene import CAST, CHILD, COUPLE, UNIT, book, person

STAGES = {
    "draft", "taken", "submitted", "returned", "accepted", "surveyed", "opined", "posted", "objected",
    "confirmed", "refused", "active", "changing", "ended", "withdrawn",
}  # fmt: skip
NAMES = st.sampled_from(sorted(CAST))
KEYS = st.one_of(st.just("all"), st.lists(st.sampled_from(["m1", "m2", "m3", "m9"]), max_size=3))
CODES = st.sampled_from(
    ["id_copy", "household_book", "form", "authorisation", "property_data", "hardship_certificate", "无此"]
)
MONEY = st.one_of(st.none(), st.integers(-1, 10**7))
PEOPLE = st.lists(st.sampled_from([person(name) for name in CAST if name]), max_size=3)
WORDS = st.sampled_from(["", " ", "有原因", "facts_changed", "late_check", "complex"])
DATA = st.fixed_dictionaries(
    {},
    optional={
        "authorised": KEYS,
        "signed": KEYS,
        "who": st.one_of(KEYS, PEOPLE),
        "supporters": st.lists(st.sampled_from(["s1", "s2"]), max_size=2),
        "channel": st.sampled_from(["window", "web", "bot", "village", "account", "cash"]),
        "supplied": st.one_of(st.none(), st.just("all"), st.lists(CODES, max_size=4)),
        "emergency": st.booleans(),
        "codes": st.lists(CODES, max_size=3),
        "why": WORDS,
        "opened": st.booleans(),
        "reason": WORDS,
        "evidence": WORDS,
        "result": st.sampled_from(["within", "over", "?"]),
        "grant": st.booleans(),
        "amount": MONEY,
        "to": st.one_of(MONEY, st.sampled_from(["margin", "dibao"])),
        "where": st.lists(st.sampled_from(["board", "website", "墙"]), max_size=2),
        "outcome": st.sampled_from(["upheld", "dismissed", ""]),
        "stop": st.booleans(),
        "cause": WORDS,
        "answer": WORDS,
        "words": WORDS,
        "kind": st.sampled_from(["decision", "advance", "refusal", "?"]),
        "served": st.sampled_from(["2025-03-10", "2025-06-01"]),
        "officer": st.sampled_from(["", "li", "sun", "chen"]),
        "members": st.one_of(PEOPLE, st.lists(st.sampled_from(["m1", "m2"]), max_size=2)),
        "fields": st.lists(st.sampled_from(["survey", "?"]), max_size=2),
    },
)
PEOPLE_VERBS, KEY_VERBS, MONEY_VERBS = (
    ("visit", "resurvey", "appraise"),
    ("authorise", "sign"),
    ("propose_change",),
)


def fitting(verb: str, data: dict) -> dict:
    """Only the shapes that actions can hand over: people where people are asked for, money where money is."""
    who, to, members = data.get("who"), data.get("to"), data.get("members")
    people = isinstance(who, list) and all(isinstance(one, dict) for one in who)
    if verb in PEOPLE_VERBS and not people:
        data = {**data, "who": [person("陈"), person("赵")]}
    if verb in KEY_VERBS and who and people:
        data = {**data, "who": "all"}
    if verb in MONEY_VERBS and isinstance(to, str):
        data = {**data, "to": 40_000}
    if verb == "reclassify" and not isinstance(to, str):
        data = {**data, "to": "margin"}
    of_people = all(isinstance(one, dict) for one in members or ())
    if verb == "panel" and not of_people:
        data = {**data, "members": [person("镇长")], "chair": "zhen"}
    if verb == "death_match" and of_people:
        data = {**data, "members": ["m1"]}
    return data


class AnyOrder(RuleBasedStateMachine):
    """One case; `decide` is asked again and again."""

    place = "shangyu"
    configured: dict[str, str] = {}

    @initialize(child=st.booleans(), emergency=st.booleans())
    def begin(self, child: bool, emergency: bool) -> None:
        self.book = book(self.place, standard="1000", **self.configured)
        members = (*COUPLE, CHILD) if child else COUPLE
        self.facts = Facts(programme="dibao", unit=UNIT, members=members, emergency=emergency)
        self.at = datetime(2025, 3, 3, 9, 0, tzinfo=SHANGHAI)
        self.decided = None

    @rule(days=st.integers(0, 12), minutes=st.integers(0, 600))
    def time_passes(self, days: int, minutes: int) -> None:
        self.at += timedelta(days=days, minutes=minutes)

    @rule(verb=st.sampled_from(sorted(flow.ACTS)), name=NAMES, data=DATA)
    def anybody_presses_anything(self, verb: str, name: str, data: dict) -> None:
        self.press(verb, CAST[name], data)

    @rule(choice=st.integers(0, 10**6), data=DATA)
    def somebody_does_what_he_may(self, choice: int, data: dict) -> None:
        open_to = [
            (verb, actor)
            for actor in CAST.values()
            for verb in sorted(flow.ACTS)
            if flow.may(verb, self.facts, self.book, actor, self.at) is None
        ]
        verb, actor = open_to[choice % len(open_to)]
        self.press(verb, actor, data)

    @precondition(lambda self: self.facts.stage in ("draft", "returned"))
    @rule()
    def the_household_hands_everything_in(self) -> None:
        self.press(
            "submit", CAST[""], {"channel": "window", "supplied": "all", "signed": "all", "authorised": "all"}
        )

    @precondition(lambda self: self.facts.when("lodge") is not None and self.facts.decision is None)
    @rule(
        acceptor=st.sampled_from(["刘", "周"]),
        reviewer=st.sampled_from(["李", "周"]),
        approver=st.sampled_from(["孙", "周"]),
        days=st.integers(0, 9),
    )
    def the_township_goes_on(self, acceptor: str, reviewer: str, approver: str, days: int) -> None:
        """Without this a random walk seldom comes as far as an approval."""
        money = {"grant": True, "amount": 50_000}
        for verb, name, data in (
            ("accept", acceptor, {}),
            ("request_check", acceptor, {}),
            ("check_report", "", {"result": "within"}),
            ("visit", "陈", {"who": [person("陈"), person("赵")]}),
            ("first_opinion", reviewer, money),
            ("post", reviewer, {"where": ["board"]}),
        ):
            self.press(verb, CAST[name], data)
        self.time_passes(days, 1)
        self.press("confirm", CAST[approver], money)

    @precondition(lambda self: self.facts.posting is not None)
    @rule(outcome=st.sampled_from(["upheld", "dismissed"]), days=st.integers(0, 3))
    def a_neighbour_objects(self, outcome: str, days: int) -> None:
        for verb, name in (("object", ""), ("appraise", "李"), ("close_objection", "李")):
            self.press(verb, CAST[name], {"outcome": outcome})
        self.time_passes(days, 1)
        self.press("first_opinion", CAST["李"], {"grant": True, "amount": 50_000})
        self.press("confirm", CAST["孙"], {"amount": 50_000})

    def press(self, verb: str, actor: Actor, data: dict) -> None:
        before, kept = self.facts, codec.to_json(self.facts)
        greyed = flow.may(verb, before, self.book, actor, self.at)
        try:
            outcome = flow.decide(verb, before, self.book, actor, self.at, fitting(verb, data))
        except StepRefused:
            assert codec.to_json(before) == kept, "a refusal changed the facts"
            return
        assert codec.to_json(before) == kept, "an act changed the facts it was given"
        assert greyed is None, f"{verb} was shown as refused ({greyed}) and could be done"
        self.check_act(verb, before, outcome.facts)
        self.facts = outcome.facts

    def check_act(self, verb: str, before: Facts, after: Facts) -> None:
        assert after.when(verb) == self.at
        if before.decision is not None and after.decision != before.decision:
            assert verb == "close_objection"
            assert before.objection.against == "result"
            assert (after.decision, after.benefit, after.opinion) == (None, None, None)
        if verb != "confirm":
            return
        assert before.objection is None or not before.objection.open
        assert before.opinion is not None
        assert before.opinion.grant
        if "post" in self.book.spec.step("confirm").after:
            assert before.posting.at >= before.opinion.at
            assert day_of(self.at) > before.posting.last_day

    @invariant()
    def three_hands_are_three_people(self) -> None:
        hands = [set(self.facts.hands.get(duty, ())) for duty in HANDS]
        assert not hands[0] & hands[1]
        assert not hands[0] & hands[2]
        assert not hands[1] & hands[2]

    @invariant()
    def facts_survive_the_database(self) -> None:
        text = codec.to_json(self.facts)
        assert codec.from_json(Facts, text) == self.facts
        assert codec.to_json(codec.from_json(Facts, text)) == text

    @invariant()
    def the_case_stands_somewhere(self) -> None:
        stage = flow.stage(self.facts, self.book, day_of(self.at))
        assert stage in STAGES
        assert (self.facts.decision is not None and self.facts.decision.grant) == (
            stage in ("confirmed", "active", "changing", "ended")
        )
        if self.facts.when("accept") is None:
            assert stage in ("draft", "taken", "submitted", "returned", "refused", "withdrawn")

    @invariant()
    def every_clock_explains_itself(self) -> None:
        for clock in clocks.running(self.facts, self.book):
            assert clock.clause
            assert clock.started <= self.at
        assert set(flags(self.facts, self.book, self.at)) <= set(FLAGS)


class Yicheng(AnyOrder):
    place = "yicheng"
    configured = {"posting_days": "7"}


CALM = settings(
    max_examples=60,
    stateful_step_count=40,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    derandomize=True,
)


@pytest.mark.parametrize("machine", [AnyOrder, Yicheng], ids=["shangyu", "yicheng"])
def test_what_must_never_happen_never_happens(machine):
    run_state_machine_as_test(machine, settings=CALM)
