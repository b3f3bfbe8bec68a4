"""A complaint goes by three dated steps, each once, in order, by whom it is for."""

import pytest

from casework.rules.complaint import check_step, next_step
from casework.rules.refusal import StepRefused
from casework.rules.roles import Actor

COUNTY = Actor("7", "何科长", ("county",), ("330604",))
TOWN = Actor("8", "刘敏", ("acceptor",), ("330604001",))


def refusal(kind, done, words="查过了", actor=COUNTY, passed=False) -> str:
    with pytest.raises(StepRefused) as found:
        check_step(kind, done, words, actor, passed=passed)
    return found.value.code


class TestOrder:
    def test_verify_handle_answer(self):
        """QY-3.3.2b"""
        done: list[str] = []
        while step := next_step(done):
            check_step(step, done, "查过了", COUNTY, passed=False)
            done.append(step)
        assert done == ["verify", "handle", "answer"]

    def test_no_step_is_skipped_or_written_twice(self):
        """QY-3.3.2b"""
        assert refusal("answer", ["verify"]) == "order"
        assert refusal("verify", ["verify"]) == "order"
        assert refusal("poem", []) == "invalid"

    def test_without_an_answer_it_is_not_closed(self):
        """QY-3.3.2b: given no answer text, the ticket is not closable."""
        assert refusal("answer", ["verify", "handle"], words=" ") == "missing"

    def test_what_is_answered_stays_so(self):
        assert refusal("pass", ["verify", "handle", "answer"]) == "order"


class TestWhose:
    def test_a_township_deals_with_what_was_passed_on_and_never_answers(self):
        """YC-3.3.6"""
        check_step("verify", [], "查过了", TOWN, passed=True)
        assert refusal("verify", [], actor=TOWN) == "role"
        assert refusal("answer", ["verify", "handle"], actor=TOWN, passed=True) == "role"

    def test_passing_on_and_reminding_need_no_words(self):
        check_step("pass", [], "", COUNTY, passed=False)
        check_step("remind", ["pass"], "", COUNTY, passed=True)
