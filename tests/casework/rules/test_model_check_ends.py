"""The walk over all states of an end of support that hangs out: told, heard, decided, posted, opposed, posted again.

SY-A2.6: a household of Shangyu that is supported as tekun. The hands of the application are others already, so
three officers are enough: one proposes, one decides, and of any it may turn out that the household are his family.
"""

import pytest

from casework.rules import change, gate, posting
from tests.casework.rules import exploring
from tests.casework.rules.exploring import CHANGING, ENTRIES, walk
from tests.casework.rules.scene import Scene
from tests.casework.rules.states import STAFF, World
from tests.casework.rules.test_model_check import (
    decided_once,
    heard_first,
    kin_stay_away,
    money_after_decision,
    two_hands_change,
)
from tests.casework.rules.test_model_check_more import answered, later_than_decided, this_month_stays

ENDING = {
    "propose_change": ({"stop": True, "cause": "不再符合条件"},),
    "decide_change": (*CHANGING["decide_change"], {}),
    **{verb: CHANGING[verb] for verb in ("notice", "serve", "defend", "relative")},
    **{verb: ENTRIES[verb] for verb in ("post", "repost", "object", "resurvey", "close_objection")},
}


def scene():
    return Scene("shangyu", "tekun", standard="1000")


@pytest.fixture
def paid(monkeypatch):
    """A household that is being paid, long after its decision, and three officers who have not met it."""
    monkeypatch.setattr(exploring, "STAFF", {name: STAFF[name] for name in "甲乙丙"})
    played = scene().posted().wait(8)
    played.do("confirm", "孙", amount=130_000, care_amount=20_000)
    played.wait(40)
    return World(played.facts, played.at)


def hung_out_first(step, law):
    """SY-A2.6c, SY-A2.6d: it ends after the decision was served and has hung out its days, nobody being unheard."""
    before, facts = step.before.facts.change, step.after.facts
    if facts.change is None or not facts.change.effective or facts.change == before:
        return None
    hung, decided = facts.posting, facts.change.decided
    letters = [one for one in facts.notices if one.kind == "decision" and one.at >= decided and one.served]
    if not letters:
        return "ended before the decision was served"
    if hung is None or hung.subject != "stop" or hung.at < letters[0].at or step.after.today <= hung.last_day:
        return "ended before it had hung out its days"
    opposed = step.after.opposed and facts.objection.against == "stop"
    return "ended over an open objection" if opposed else None


def posted_again(step, law):
    """SY-A2.6e: after an objection the end is posted again, and takes effect after the second posting only."""
    facts, closed = step.after.facts, step.after.facts.when("close_objection")
    fresh = facts.change is not None and facts.change.effective and facts.change != step.before.facts.change
    if not fresh or facts.objection is None or facts.objection.against != "stop":
        return None
    stale = facts.objection.at >= facts.change.decided and (closed is None or facts.posting.at < closed)
    return "ended without having been posted again" if stale else None


def upheld_in_time(step, law):
    """SY-A2.6e: who is found right while it hangs keeps the household supported; later nothing falls by itself."""
    if step.verb != "close_objection" or step.before.facts.objection.against != "stop":
        return None
    before, after = step.before.facts, step.after.facts
    ended = bool(before.change and before.change.effective)
    if after.objection.outcome == "upheld" and not ended and after.change is not None:
        return "ends although the objection was upheld"
    return "an end in force fell" if ended and after.change is None else None


def paid_until_the_end(step, law):
    """What is paid this month moves by no act but an upheld objection to the result itself (ADR 0023)."""
    objection = step.before.facts.objection
    if step.verb == "close_objection" and objection.against == "result":
        return None
    return this_month_stays(step, law)


LAWS = (
    two_hands_change,
    heard_first,
    hung_out_first,
    posted_again,
    upheld_in_time,
    answered,
    later_than_decided,
    paid_until_the_end,
    kin_stay_away,
    money_after_decision,
    decided_once,
)


def test_no_path_ends_support_unheard_unserved_or_unposted(paid):
    found = walk(scene().book, LAWS, paid, ENDING)

    assert found.broken == []
    assert found.states > 500
    assert set(ENDING) <= found.verbs


# -- one gate taken out, and it names the path ---------------------------------------------------------------


def no_hands(patch):
    patch.setattr(gate, "check_hands", lambda ask: None)
    patch.setattr(change, "check_decide_change", lambda ask: None)


def deaf(patch):
    patch.setattr(change, "_opposed", lambda objection, decided: False)


def once_is_enough(patch):
    patch.setattr(change, "_reposted", lambda objection, posted, closed: not objection.open)


def upheld_in_vain(patch):
    patch.setattr(posting, "_while_it_hung", lambda facts, objection: False)


def upheld_for_ever(patch):
    patch.setattr(posting, "_while_it_hung", lambda facts, objection: True)


@pytest.mark.parametrize(
    ("mutate", "said"),
    [
        (no_hands, ("one human proposed and decided", "decided before the household was told")),
        (deaf, ("ended over an open objection", "ended without having been posted again")),
        (once_is_enough, ("ended without having been posted again",)),
        (upheld_in_vain, ("ends although the objection was upheld",)),
        (upheld_for_ever, ("an end in force fell",)),
    ],
)
def test_a_gate_of_the_end_taken_out_is_noticed(monkeypatch, paid, mutate, said):
    mutate(monkeypatch)
    found = walk(scene().book, LAWS, paid, ENDING)

    assert found.broken
    assert found.broken[0][0] in said
