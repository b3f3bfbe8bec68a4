"""Which acts may be done on several cases at once."""

from types import SimpleNamespace

import pytest

from casework.rules.batch import check_batch, places
from casework.rules.facts import Facts
from casework.rules.refusal import StepRefused

FAMILY = Facts()


def book(stated):
    step = None if stated is None else SimpleNamespace(option=lambda key, default=None: stated or default)
    return SimpleNamespace(spec=SimpleNamespace(step=lambda kind: step))


@pytest.mark.parametrize(("verb", "given"), [("request_check", {}), ("accept", {})])
def test_what_asks_nothing_is_given_nothing(verb, given):
    assert check_batch(verb, FAMILY, book(None), opened=True) == given


def test_a_check_may_be_asked_for_unseen_but_nothing_is_accepted_unseen():
    assert check_batch("request_check", FAMILY, book(None), opened=False) == {}
    with pytest.raises(StepRefused, match="没有打开看过"):
        check_batch("accept", FAMILY, book(None), opened=False)


def test_a_posting_goes_where_the_document_says():
    assert check_batch("post", FAMILY, book(["board"]), opened=True) == {"where": ["board"]}


@pytest.mark.parametrize("stated", [None, []])
def test_where_the_document_is_silent_a_person_chooses(stated):
    with pytest.raises(StepRefused, match="没有写公示贴在哪里"):
        places(book(stated))


def test_an_approval_is_refused():
    with pytest.raises(StepRefused, match="一件一件"):
        check_batch("confirm", FAMILY, book(None), opened=True)
