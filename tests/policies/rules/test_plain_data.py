"""What strangers hand in is plain data or it is refused: no name twice, no odd numbers, no characters nobody sees."""

import pytest

from policies.rules.plain_data import PlainDataError, read_json, read_toml


def test_plain_data_is_read_as_it_stands():
    assert read_json('{"name": "上虞\\t区", "units": [1, null, {"a": true}]}') == {
        "name": "上虞\t区",
        "units": [1, None, {"a": True}],
    }
    assert read_toml('name = "上虞区"\n[units]\nx = [1]') == {"name": "上虞区", "units": {"x": [1]}}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"value": "7", "value": "70"}', "“value”写了两次"),
        ('{"deep": [{"a": 1, "a": 1}]}', "“a”写了两次"),
        ('{"value": NaN}', "不是数的数"),
        ('{"value": -Infinity}', "不是数的数"),
        ("[" * 90_000, "套得太深"),
        ("[" * 60 + "]" * 60, "套得太深"),
        ('{"value": ' + "9" * 5000 + "}", "不是能读的 JSON"),
        ("{", "不是能读的 JSON"),
        ('{"name": "上\\u0000虞"}', "不能显示的字符"),
        ('{"\\ud800": 1}', "不能显示的字符"),
    ],
)
def test_json_that_two_readers_could_read_differently_is_refused(text, said):
    with pytest.raises(PlainDataError, match=said):
        read_json(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a = 1\na = 2", "不是能读的 TOML"),
        ("a = " + "[" * 90_000, "套得太深|不是能读的 TOML"),
        ('a = "\\u0007"', "不能显示的字符"),
    ],
)
def test_toml_is_read_with_the_same_care(text, said):
    with pytest.raises(PlainDataError, match=said):
        read_toml(text)
