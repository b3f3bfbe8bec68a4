"""Every state that a case can reach, with everybody pressing everything: what must never happen happens on no path.

Complements test_any_order, which walks at random through more acts, more entries and more people.
"""

from dataclasses import replace
from datetime import timedelta

import pytest

from casework.rules import clocks, decision, flow, gate, inquiry, signing
from casework.rules.asking import day_of
from casework.rules.facts import Facts, Panel
from policies.rules.identity import age_on
from tests.casework.rules.exploring import CHANGING, walk
from tests.casework.rules.scene import Scene, book
from tests.casework.rules.states import World

PLACES = {"shangyu": {}, "yicheng": {"posting_days": "7"}, "qinyuan": {"posting_days": "7"}}
DEFENCE = 3  # days; SY-A1.6b
OF_AGE = 18


def rules_of(place):
    return book(place, standard="1000", **PLACES[place])


# -- the laws, told from the diary of the walk, never from what the rules themselves wrote down ------------


def three_hands(step, law):
    """SY-4.2d: accepting, reviewing and approving are three humans, in every place."""
    for name in {who for who, _ in step.after.did}:
        duties = {duty for who, duty in step.after.did if who == name} & {"accept", "review", "confirm"}
        if len(duties) > 1:
            return f"{name} did {sorted(duties)}"
    return None


def kin_stay_away(step, law):
    """Who is a near relative declares it, and does nothing else on this case."""
    if step.actor.officer in step.before.facts.relatives and step.verb != "relative":
        return f"the relative did {step.verb}"
    return None


def no_opinion_of_kin(step, law):
    """QY-4.2a: nobody is approved on the opinion of kin alone, nor a change on the proposal of kin."""
    duty = {"confirm": "review", "decide_change": "propose"}.get(step.verb)
    signed = {who for who, done in step.before.did if done == duty}
    return f"{step.verb} on what kin signed" if signed and signed <= step.before.facts.relatives else None


def consent_first(step, law):
    """SY-A1.2a, YI-2.1a: nothing is asked of a bank before every adult has agreed."""
    adults = {one.key for one in step.before.facts.members if age_on(one.birth, step.after.today) >= OF_AGE}
    if step.verb == "request_check" and not adults <= step.before.consented:
        return f"checked without {sorted(adults - step.before.consented)}"
    return None


def posted_first(step, law):
    """SY-A1.4a, SY-A1.4b: where the place posts before it decides, the whole period, of this very opinion."""
    if step.verb != "confirm":
        return None
    if step.before.opposed:
        return "approved over an open objection"
    if "post" not in law.spec.step("confirm").after:
        return None
    posting, opinion = step.before.facts.posting, step.before.facts.opinion
    if posting is None or posting.subject != "review":
        return "approved without a posting"
    if posting.at < opinion.at:
        return "approved an opinion that was never posted"
    if step.after.today <= posting.last_day:
        return "approved before the posting had ended"
    return None


def met_first(step, law):
    """QY-4.1a: where the panel approves, its last meeting approved this very opinion."""
    if step.verb != "confirm" or law.spec.step("confirm").option("mode") != "panel":
        return None
    panel, opinion = step.before.facts.panel, step.before.facts.opinion
    if panel is None or panel.at < opinion.at or panel.approves <= panel.rejects:
        return "approved without the panel"
    return None


def money_after_decision(step, law):
    """No benefit without a decision that grants it, made by the one act that makes decisions."""
    before, after = step.before.facts, step.after.facts
    if after.benefit is not None and (after.decision is None or not after.decision.grant):
        return "money without a decision"
    if before.benefit is None and after.benefit is not None and step.verb != "confirm":
        return f"money by {step.verb}"
    if after.relief is not None and not after.emergency:
        return "relief without an emergency"
    return None


def decided_once(step, law):
    """A decision stands, unless somebody objected to its posting in time and was right (YI-2.2d)."""
    before, after = step.before.facts, step.after.facts
    if before.decision is None or after.decision == before.decision:
        return None
    if after.decision is not None or after.benefit is not None or step.verb != "close_objection":
        return f"a decision was changed by {step.verb}"
    if before.objection.against != "result" or day_of(before.objection.at) > before.posting.last_day:
        return "a decision fell to an objection that was not against its posting"
    return None


def support_before_check(step, law):
    """YI-4.2b, SY-A1.2b: no approval before a report that is not over the line."""
    if step.verb == "confirm" and step.before.facts.check.result != "within":
        return f"approved with the check at “{step.before.facts.check.result}”"
    return None


def withdrawn_is_over(step, law):
    """An application that was taken back is worked on by nobody; and nobody takes back what the office has seen."""
    if step.before.facts.stage == "withdrawn" and step.verb not in ("wait", "relative"):
        return f"{step.verb} on a case that was withdrawn"
    if step.verb == "withdraw" and (step.actor.officer or step.before.facts.relief is not None):
        return "withdrawn by the office, or after money was paid"
    return None


LAWS = (
    withdrawn_is_over,
    three_hands,
    kin_stay_away,
    no_opinion_of_kin,
    consent_first,
    posted_first,
    met_first,
    money_after_decision,
    decided_once,
    support_before_check,
)


@pytest.mark.parametrize("place", PLACES)
def test_no_path_breaks_a_law(place):
    found = walk(rules_of(place), LAWS)

    assert found.broken == []
    assert found.states > 500
    # It did not go well only because nothing could be done.
    assert {"draft", "submitted", "returned", "accepted", "opined", "refused", "confirmed"} <= found.stages
    assert {"accept", "request_check", "first_opinion", "post", "object", "confirm", "refuse"} <= found.verbs
    assert "relieve" not in found.verbs
    if place == "qinyuan":
        assert "panel" in found.verbs


# -- changing what is paid ---------------------------------------------------------------------------------


def two_hands_change(step, law):
    """Who proposes a change does not decide it."""
    same = step.verb == "decide_change" and (step.actor.officer, "propose") in step.before.did
    return "one human proposed and decided" if same else None


def heard_first(step, law):
    """SY-A1.6a, SY-A1.6b: told in writing, served, and three days to speak before it is decided."""
    if step.verb != "decide_change":
        return None
    notice, change = step.before.facts.notice("advance"), step.before.facts.change
    if notice is None or notice.served is None or notice.at < change.at:
        return "decided before the household was told"
    if step.after.today <= notice.served + timedelta(days=DEFENCE):
        return "decided before the household could speak"
    return None


def effect_after_service(step, law):
    """SY-A1.6d: what is paid changes after the decision has been served, never before."""
    facts = flow.settle(step.after.facts, law, step.after.today)
    before = flow.settle(step.before.facts, law, step.before.today)
    change, notice = facts.change, facts.notice("decision")
    if change is None or not change.effective or change == before.change:
        return None
    if change.decided is None or notice is None or notice.served is None or notice.at < change.decided:
        return "changed what is paid before the decision was served"
    return None


CHANGE_LAWS = (
    two_hands_change,
    heard_first,
    effect_after_service,
    kin_stay_away,
    no_opinion_of_kin,
    money_after_decision,
    decided_once,
)


def paid():
    """A household that is being paid, long after its decision."""
    scene = Scene("shangyu", standard="1000").confirmed().wait(40)
    return World(scene.facts, scene.at)


def test_no_path_changes_what_is_paid_unheard():
    found = walk(rules_of("shangyu"), CHANGE_LAWS, paid(), CHANGING)

    assert found.broken == []
    assert found.states > 100
    assert {"propose_change", "notice", "serve", "defend", "decide_change", "relative"} <= found.verbs


# -- the walk can fail: one gate taken out, and it names the path --------------------------------------------


def no_hands(patch):
    patch.setattr(gate, "check_hands", lambda ask: None)


def forgotten_hands(patch):
    patch.setattr(inquiry, "with_hand", lambda ask, duty: ask.facts.hands)


def no_kin(patch):
    patch.setattr(gate, "check_person", lambda ask: None)
    patch.setattr(flow, "check_person", gate.check_hands)


def kin_may_have_signed(patch):
    patch.setattr(signing, "kin_signed", lambda facts, duty: False)


def no_consent(patch):
    patch.setattr(Facts, "adults", lambda facts, day, ask=Facts.adults: ask(facts, day)[:1])


def no_end_of_posting(patch):
    patch.setattr(decision, "not_before", lambda facts, book: {})


def one_day_early(patch):
    patch.setattr(clocks, "_after", lambda end, facts, book: end)


def any_posting(patch):
    patch.setattr(gate, "_posted", lambda ask: ask.facts.posting is not None)
    patch.setattr(decision, "not_before", lambda facts, book: {})


def no_panel(patch):
    patch.setattr(decision, "check_panel", lambda ask: None)


def old_panel(patch):
    patch.setattr(decision, "check_panel", lambda ask: _approved(ask.facts.panel))


def _approved(panel: Panel | None):
    if panel is None or panel.approves <= panel.rejects:
        raise flow.StepRefused("没有开会", code="panel")


def money_at_once(patch):
    from casework.rules.facts import Benefit

    def accept(ask, accept=flow.ACTS["accept"]):
        outcome = accept(ask)
        paid = replace(outcome.facts, benefit=Benefit(1, 0, "2025-04"))
        return replace(outcome, facts=paid)

    patch.setitem(flow.ACTS, "accept", accept)


MUTANTS = (
    ("shangyu", no_hands, "did ['accept', "),
    ("yicheng", no_hands, "did ['accept', "),
    ("shangyu", forgotten_hands, "'review'"),
    ("shangyu", no_kin, "the relative did"),
    ("shangyu", kin_may_have_signed, "confirm on what kin signed"),
    ("qinyuan", no_consent, "checked without ['m2']"),
    ("shangyu", no_end_of_posting, "before the posting had ended"),
    ("shangyu", one_day_early, "before the posting had ended"),
    ("shangyu", any_posting, "approved"),
    ("qinyuan", no_panel, "without the panel"),
    ("qinyuan", old_panel, "without the panel"),
    ("yicheng", money_at_once, "money without a decision"),
)


@pytest.mark.parametrize(
    ("place", "mutate", "said"), MUTANTS, ids=[f"{one[0]}-{one[1].__name__}" for one in MUTANTS]
)
def test_a_gate_taken_out_is_noticed(monkeypatch, place, mutate, said):
    mutate(monkeypatch)
    found = walk(rules_of(place), LAWS)

    assert found.broken, "the mutant lived"
    assert any(said in broken for broken, _ in found.broken), found.broken[0]
    assert all(path for _, path in found.broken)


def no_defence(patch):
    patch.setattr(flow.change, "not_before", lambda facts, book: {})


def no_service(patch):
    patch.setattr(
        flow.change, "_effective", lambda facts, book, change, today: f"{day_of(change.decided):%Y-%m}"
    )


def one_hand(patch):
    def propose(ask, propose=flow.ACTS["propose_change"]):
        outcome = propose(ask)
        return replace(outcome, facts=replace(outcome.facts, hands=ask.facts.hands))

    patch.setitem(flow.ACTS, "propose_change", propose)


@pytest.mark.parametrize(
    ("mutate", "said"),
    [
        (no_defence, "could speak"),
        (no_service, "was served"),
        (one_hand, "proposed and decided"),
        (kin_may_have_signed, "on what kin signed"),
    ],
)
def test_a_gate_of_changing_taken_out_is_noticed(monkeypatch, mutate, said):
    mutate(monkeypatch)
    found = walk(rules_of("shangyu"), CHANGE_LAWS, paid(), CHANGING)

    assert any(said in broken for broken, _ in found.broken), found.broken or "the mutant lived"
