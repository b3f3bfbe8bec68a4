"""The same walk over all states in the other places and programmes: tekun, urgent need, changes of what is paid.

The laws are those of `test_model_check`; what is added are the laws of relief and of the month in which money may go.
"""

from dataclasses import replace

import pytest

from casework.rules import flow, gate, payment
from casework.rules.asking import Ask
from casework.rules.facts import Relief
from casework.rules.refusal import StepRefused
from tests.casework.rules import exploring
from tests.casework.rules.exploring import CARED, CHANGING, ENTRIES, NOBODY, URGENT, World, beginning, walk
from tests.casework.rules.scene import Scene, book, person
from tests.casework.rules.test_model_check import (
    LAWS,
    consent_first,
    decided_once,
    effect_after_service,
    kin_stay_away,
    money_after_decision,
    support_before_check,
    three_hands,
    two_hands_change,
)

SILENT = {"posting_days": "7"}
# Place, programme, what can be entered, and an act that must have been possible.
GROUNDS = (
    ("huaxi", "dibao", ENTRIES, "confirm"),
    ("yangcheng", "dibao", ENTRIES, "confirm"),
    ("yicheng", "tekun", CARED, "confirm"),
    ("yicheng", "temporary", URGENT, "backfill"),
)


def rules_of(place, programme="dibao"):
    return book(place, programme, standard="1000", **({} if place == "shangyu" else SILENT))


def start(programme):
    world = beginning()
    return replace(world, facts=replace(world.facts, programme=programme))


def relief_once(step, law):
    """SY-4.4d, YI-2.3a: money before the papers only in need at once, once, by a hand of the township."""
    before, after = step.before.facts.relief, step.after.facts.relief
    if after is None or (before is not None and (before.amount, before.at) == (after.amount, after.at)):
        return None
    if before is not None:
        return "relief was given twice"
    if step.verb != "relieve" or not step.actor.officer or not step.before.facts.emergency:
        return f"relief by {step.verb} without a need at once"
    return None


def money_in_its_time(step, law):
    """YC-3.2.1b: where the place pays after the posting of the result, no list carries the case before."""
    facts, pay = step.after.facts, law.spec.step("pay")
    if facts.benefit is None or pay is None or "post" not in pay.after:
        return None
    ask = Ask("run_payment", facts, law, NOBODY, step.after.at, {})
    try:
        paid = payment.payment(facts, law, ask, facts.benefit.first_month)
    except StepRefused:
        return None
    posting = facts.posting
    over = posting is not None and posting.subject == "result" and step.after.today > posting.last_day
    return "paid before the result had hung out its days" if paid.amount and not over else None


MORE_LAWS = (*LAWS, relief_once, money_in_its_time)


@pytest.mark.parametrize(("place", "programme", "entries", "must"), GROUNDS)
def test_no_path_breaks_a_law_elsewhere(place, programme, entries, must):
    law = rules_of(place, programme)
    # Where the document asks for no check before the opinion, none can be missing.
    unchecked = "check" not in law.spec.step("review").after
    laws = tuple(one for one in MORE_LAWS if not (unchecked and one is support_before_check))
    found = walk(law, laws, start(programme), entries)

    assert found.broken == []
    assert found.states > 200
    assert {"accept", "request_check", "first_opinion", "refuse", "relative", must} <= found.verbs


def paid(place):
    """A household that is being paid for a while, by the order of steps of its place."""
    scene = Scene(place, standard="1000", **({} if place == "shangyu" else SILENT))
    scene.lodged()
    scene.do("accept", "刘")
    scene.do("request_check", "刘")
    scene.do("check_report", result="within", number="核1")
    scene.do("visit", "陈", who=[person("陈"), person("包"), person("赵")])
    scene.do("first_opinion", "李", grant=True, amount=50_000, basis="低于标准")
    confirm, post = scene.book.spec.step("confirm"), scene.book.spec.step("post")
    if "confirm" not in post.after:
        scene.do("post", "李", where=["board"])
        scene.wait(8)
    if confirm.option("mode") == "panel":
        meeting = [person("镇长"), person("包")]
        scene.do("panel", "镇长", members=meeting, chair="zhen", minutes="记录", **{"for": 2, "against": 0})
    scene.do("confirm", "孙", amount=50_000)
    scene.wait(40)
    return World(scene.facts, scene.at)


CHANGE_LAWS = (
    two_hands_change,
    effect_after_service,
    kin_stay_away,
    money_after_decision,
    decided_once,
    three_hands,
    consent_first,
)


@pytest.mark.parametrize("place", ["huaxi"])
def test_no_path_changes_what_is_paid_against_the_law_of_the_place(place):
    laws = (
        CHANGE_LAWS
        if rules_of(place).spec.step("change").option("effect") == "after_service"
        else tuple(law for law in CHANGE_LAWS if law is not effect_after_service)
    )
    found = walk(rules_of(place), laws, paid(place), BARE)

    assert found.broken == []
    assert found.states > 10
    assert {"propose_change", "decide_change", "relative"} <= found.verbs


# A change without papers: where the place asks for none, only hands and kin can go wrong.
BARE = {verb: CHANGING[verb] for verb in ("decide_change", "relative")} | {
    "propose_change": CHANGING["propose_change"][:1]
}


# -- one gate taken out, and it names the path ---------------------------------------------------------------


def no_hands(patch):
    patch.setattr(gate, "check_hands", lambda ask: None)


def no_kin(patch):
    patch.setattr(gate, "check_person", lambda ask: None)
    patch.setattr(flow, "check_person", gate.check_hands)


def relief_for_all(patch):
    """Whoever asks is in need; the second time too."""

    def relieve(ask, relieve=flow.ACTS["relieve"]):
        done = relieve(replace(ask, facts=replace(ask.facts, emergency=True, relief=None)))
        return replace(done, facts=replace(done.facts, emergency=ask.facts.emergency))

    patch.setitem(flow.ACTS, "relieve", relieve)


def relief_at_the_counter(patch):
    def accept(ask, accept=flow.ACTS["accept"]):
        done = accept(ask)
        relief = Relief(ask.at, 10_000, "cash")
        return replace(done, facts=replace(done.facts, relief=relief))

    patch.setitem(flow.ACTS, "accept", accept)


def no_consent(patch):
    facts = exploring.Facts
    patch.setattr(facts, "adults", lambda one, day, ask=facts.adults: ask(one, day)[:1])


@pytest.mark.parametrize(
    ("place", "programme", "entries", "mutate", "said"),
    [
        ("huaxi", "dibao", ENTRIES, no_hands, "did ['accept', "),
        ("yicheng", "tekun", CARED, no_kin, "the relative did"),
        ("yicheng", "temporary", URGENT, no_kin, "the relative did"),
        ("yicheng", "temporary", URGENT, relief_for_all, "without an emergency"),
        ("huaxi", "temporary", URGENT, relief_at_the_counter, "relief by accept"),
        ("yangcheng", "dibao", ENTRIES, no_consent, "checked without ['m2']"),
    ],
)
def test_a_gate_taken_out_is_noticed_elsewhere(monkeypatch, place, programme, entries, mutate, said):
    mutate(monkeypatch)
    found = walk(rules_of(place, programme), MORE_LAWS, start(programme), entries)

    assert any(said in broken for broken, _ in found.broken), found.broken or "the mutant lived"
