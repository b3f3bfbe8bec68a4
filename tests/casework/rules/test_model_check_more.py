"""The same walk over all states in the other places and programmes: tekun, urgent need, changes of what is paid.

The laws are those of `test_model_check`; what is added are the laws of relief and of the month in which money may go.
"""

from dataclasses import replace

import pytest

from casework.rules import change, flow, gate, meeting, months, payment
from casework.rules.asking import Ask, day_of
from casework.rules.change import amounts_on
from casework.rules.facts import Facts, Relief
from casework.rules.refusal import StepRefused
from tests.casework.rules.exploring import CARED, CHANGING, ENTRIES, NOBODY, URGENT, beginning, walk
from tests.casework.rules.scene import Scene, book, person
from tests.casework.rules.states import World
from tests.casework.rules.test_model_check import (
    LAWS,
    consent_first,
    decided_once,
    kin_stay_away,
    money_after_decision,
    one_hand,
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
    ("shangyu", "tekun", CARED, "close_objection"),
    ("shangyu", "temporary", URGENT, "backfill"),
    ("huaxi", "temporary", URGENT, "confirm"),
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


def never_over_the_line(step, law):
    """Also where nobody has to wait for the report: one that came back over the line is not approved."""
    over = step.verb == "confirm" and step.before.facts.check.result == "over"
    return "approved over the line" if over else None


MORE_LAWS = (*LAWS, relief_once, money_in_its_time, never_over_the_line)


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
    if "post" in scene.book.spec.step("pay").after:
        scene.do("post", "李", where=["board"])
    scene.wait(40)
    return World(scene.facts, scene.at)


def met_before_the_change(step, law):
    """QY-3.1.1p, QY-4.1a: what a meeting granted, a meeting held since the proposal changes."""
    if step.verb != "decide_change" or law.spec.step("confirm").option("mode") != "panel":
        return None
    panel, proposed = step.before.facts.panel, step.before.facts.change
    if panel is None or panel.at < proposed.at or panel.approves <= panel.rejects:
        return "changed without the panel"
    return None


def written_before_the_end(step, law):
    """YC-5.1c: nobody leaves, and nothing changes, before the written notice with its reason."""
    new, old = step.after.facts.change, step.before.facts.change
    written = law.spec.step("change").option("written_reason")
    if new is None or not written or not new.effective or new == old:
        return None
    notice = step.after.facts.notice("decision")
    return "changed without a written notice" if notice is None or notice.at < new.decided else None


def later_than_decided(step, law):
    """In every place: a change holds from a month after the one in which it was decided."""
    found = step.after.facts.change
    if found is None or not found.effective:
        return None
    if found.decided is None or found.effective <= f"{day_of(found.decided):%Y-%m}":
        return "changed a month that was already running"
    return None


def this_month_stays(step, law):
    """No act of anybody moves what is paid for the month in which it is done."""
    before, after = (
        amounts_on(flow.settle(world.facts, law, step.after.today), step.after.today)
        for world in (step.before, step.after)
    )
    return f"{step.verb} moved this month's money" if before != after else None


def answered(step, law):
    """What the household said is answered in the decision."""
    before, after = step.before.facts.change, step.after.facts.change
    unanswered = step.verb == "decide_change" and before.heard is not None and not after.answer
    return "decided without an answer" if unanswered else None


CHANGE_LAWS = (
    two_hands_change,
    met_before_the_change,
    written_before_the_end,
    later_than_decided,
    this_month_stays,
    answered,
    kin_stay_away,
    money_after_decision,
    decided_once,
    three_hands,
    consent_first,
)
# With an answer and without: the second is refused where the household has spoken.
HEARD = CHANGING | {"decide_change": (*CHANGING["decide_change"], {})}


@pytest.mark.parametrize("place", ["huaxi", "yangcheng", "yicheng", "qinyuan"])
def test_no_path_changes_what_is_paid_against_the_law_of_the_place(place):
    found = walk(rules_of(place), CHANGE_LAWS, paid(place), HEARD)

    assert found.broken == []
    assert found.states > 50
    assert {"propose_change", "defend", "decide_change", "relative"} <= found.verbs
    assert ("notice" in found.verbs) == (place == "yangcheng")
    assert ("panel" in found.verbs) == (place == "qinyuan")


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
    patch.setattr(Facts, "adults", lambda one, day, ask=Facts.adults: ask(one, day)[:1])


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


def paid_at_once(patch):
    """The payment asks for nothing that the place puts before it."""
    patch.setattr(payment, "reached", lambda milestone, ask: True)


def paid_while_it_hangs(patch):
    """The result has been posted: that is enough."""
    patch.setattr(gate, "_posted", lambda ask: ask.facts.posting is not None)


@pytest.mark.parametrize("mutate", [paid_at_once, paid_while_it_hangs])
def test_money_before_the_result_has_hung_is_noticed(monkeypatch, mutate):
    """YC-3.2.1b"""
    mutate(monkeypatch)
    found = walk(rules_of("yangcheng"), MORE_LAWS, start("dibao"), ENTRIES)

    assert any("had hung out" in broken for broken, _ in found.broken), found.broken or "the mutant lived"


def no_meeting(patch):
    patch.setattr(change, "check_panel", lambda ask: None)


def old_meeting(patch):
    """The meeting that approved the grant speaks for the change too."""

    def check(ask):
        if ask.facts.panel is None:
            meeting.check_panel(ask)

    patch.setattr(change, "check_panel", check)


def no_letter(patch):
    patch.setattr(change, "issued_since", lambda facts, kind, since: facts.notice(kind) is not None)
    patch.setattr(change, "_after_notice", lambda facts, decided: months.month_of(day_of(decided), 1))


def at_once(patch):
    patch.setattr(change, "_effective", lambda facts, book, change, today: f"{day_of(change.decided):%Y-%m}")


def unheard(patch):
    """Whoever decides need not answer what the household has said."""

    def decide(ask, decide=flow.ACTS["decide_change"]):
        said = ask.facts.change
        if said is None:
            return decide(ask)
        silent = replace(ask, facts=replace(ask.facts, change=replace(said, heard=None)))
        done = decide(silent)
        kept = replace(done.facts.change, heard=said.heard)
        return replace(done, facts=replace(done.facts, change=kept))

    patch.setitem(flow.ACTS, "decide_change", decide)


@pytest.mark.parametrize(
    ("place", "mutate", "said"),
    [
        *(
            (place, one_hand, "proposed and decided")
            for place in ("huaxi", "yangcheng", "yicheng", "qinyuan")
        ),
        *((place, no_kin, "the relative did") for place in ("yangcheng", "qinyuan")),
        ("qinyuan", no_meeting, "without the panel"),
        ("qinyuan", old_meeting, "without the panel"),
        ("yangcheng", no_letter, "without a written notice"),
        ("yicheng", at_once, "already running"),
        ("huaxi", unheard, "without an answer"),
    ],
)
def test_a_gate_of_changing_taken_out_is_noticed_elsewhere(monkeypatch, place, mutate, said):
    begin = paid(place)
    mutate(monkeypatch)
    found = walk(rules_of(place), CHANGE_LAWS, begin, HEARD)

    assert any(said in broken for broken, _ in found.broken), found.broken or "the mutant lived"
