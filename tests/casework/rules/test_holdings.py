"""What a household says it has: nothing, some, how much, not known and not asked are five different things."""

import pytest

from casework.rules.codec import from_json, to_json
from casework.rules.holdings import Holdings, holdings, told_before
from policies.rules.programme import Choice, Cite, Question

PROPERTY = Question(
    "property",
    "application",
    "家里的财产",
    "家里有这些吗?",
    "",
    "multi",
    (Choice("deposits", "存款"), Choice("houses", "房子"), Choice("vehicles", "车")),
    "open",
    None,
    Cite(),
)


@pytest.mark.parametrize(
    ("answer", "much", "said"),
    [
        (None, {}, None),
        ("unknown", {"deposits": 5}, Holdings()),
        ((), {}, Holdings(none=("deposits", "houses", "vehicles"))),
        (["houses"], {}, Holdings(("houses",), ("deposits", "vehicles"))),
        (
            ("houses", "deposits"),
            {"deposits": 500_000, "vehicles": 1},
            Holdings(("deposits", "houses"), ("vehicles",), {"deposits": 500_000}),
        ),
    ],
)
def test_an_answer_says_what_there_is_and_what_there_is_not(answer, much, said):
    assert holdings(PROPERTY, answer, much) == said


def test_who_was_not_asked_said_nothing():
    assert holdings(None, ("houses",), {}) is None


def test_how_much_there_is_of_a_kind():
    told = Holdings(("deposits", "houses"), ("vehicles",), {"deposits": 500_000})

    assert [told.amount(kind) for kind in ("deposits", "houses", "vehicles", "capital")] == [
        500_000,
        None,
        0,
        None,
    ]
    assert told.kinds == ("deposits", "houses", "vehicles")


def test_it_is_kept_as_plain_data_and_read_again():
    told = Holdings(("deposits",), ("vehicles",), {"deposits": 500_000})

    assert from_json(Holdings, to_json(told)) == told
    assert from_json(Holdings, to_json(Holdings())) == Holdings()


def test_what_the_screener_heard_is_not_asked_a_second_time():
    assert told_before(["car", "illness", "business"]) == ("vehicles", "capital")
    assert told_before([]) == ()
