"""The grammar of conditions: small, closed, and said in Chinese by the same tree that is evaluated."""

import pytest

from policies.rules.conditions import ConditionError, as_data, holds, parse, sentence

OLD = {"fact": "age", "at_least": 60}


@pytest.mark.parametrize(
    ("condition", "facts", "result"),
    [
        ({"fact": "car", "is": True}, {"car": True}, True),
        ({"fact": "car", "is": True}, {"car": False}, False),
        ({"fact": "car", "is": True}, {}, False),
        ({"fact": "car", "is_not": True}, {}, True),
        ({"fact": "car", "is_not": True}, {"car": True}, False),
        (OLD, {"age": 60}, True),
        (OLD, {"age": 59}, False),
        ({"fact": "age", "above": 60}, {"age": 60}, False),
        ({"fact": "age", "at_most": 60}, {"age": 60}, True),
        ({"fact": "age", "below": 60}, {"age": 60}, False),
        ({"fact": "class", "one_of": ["1", "2"]}, {"class": "2"}, True),
        ({"fact": "kinds", "includes": "rent"}, {"kinds": ["rent"]}, True),
        ({"fact": "kinds", "includes": "rent"}, {"kinds": 5}, False),
        (OLD, {"age": ["60"]}, False),
        ({"all": [OLD, {"fact": "car", "is": True}]}, {"age": 70, "car": False}, False),
        ({"any": [OLD, {"fact": "car", "is": True}]}, {"age": 70}, True),
        ({"not": OLD}, {"age": 70}, False),
    ],
)
def test_it_says_yes_or_no(condition, facts, result):
    assert holds(parse(condition), facts) is result


def test_members_are_counted_by_a_condition_of_their_own():
    two_old = parse({"count": OLD, "at_least": 2})
    assert holds(two_old, {}, [{"age": 70}, {"age": 61}])
    assert not holds(two_old, {}, [{"age": 70}, {"age": 50}])


@pytest.mark.parametrize(
    "data",
    [
        "age > 60",
        {"fact": "age"},
        {"is": True},
        {"fact": "age", "is": 1, "below": 2},
        {"fact": "age", "near": 60},
        {"fact": "age", "at_least": "六十"},
        {"fact": "age", "below": True},
        {"fact": "age", "at_least": [60]},
        {"fact": "age", "is": [60]},
        {"fact": "class", "one_of": "一级"},
        {"fact": "class", "one_of": [["一级"]]},
        {"count": OLD, "at_least": "两"},
        {"all": []},
        {"any": OLD},
        {"not": "x"},
    ],
)
def test_anything_else_is_refused(data):
    with pytest.raises(ConditionError):
        parse(data)


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        ({"fact": "car", "is": True}, "有小汽车"),
        ({"fact": "car", "is": False}, "没有小汽车"),
        ({"fact": "car", "is_not": True}, "没有小汽车"),
        (OLD, "年龄不少于60"),
        ({"fact": "class", "one_of": ["1", "2"]}, "等级是其中之一：一级、2"),
        ({"all": [OLD, {"fact": "car", "is": True}]}, "年龄不少于60并且有小汽车"),
        ({"any": [OLD, {"fact": "car", "is": True}]}, "年龄不少于60或者有小汽车"),
        ({"not": OLD}, "不是“年龄不少于60”"),
        ({"count": OLD, "at_least": 2}, "家里年龄不少于60的人不少于 2 人"),
        ({"fact": "who", "is": "self"}, "who是self"),
    ],
)
def test_it_is_said_in_chinese(condition, said):
    labels = {"car": "小汽车", "age": "年龄", "class": "等级", "1": "一级"}
    assert sentence(parse(condition), labels) == said


@pytest.mark.parametrize(
    "written",
    [
        {"fact": "disability", "is": True},
        {"fact": "age", "at_least": 60},
        {"fact": "situation", "one_of": ["illness", "urgent"]},
        {"all": [{"fact": "car", "is": True}, {"not": {"fact": "age", "below": 18}}]},
        {"any": [{"fact": "car", "is_not": True}, {"fact": "situation", "includes": "illness"}]},
        {"count": {"fact": "age", "above": 59}, "at_most": 2},
    ],
)
def test_it_is_written_as_it_was_read(written):
    assert as_data(parse(written)) == written
