"""All 91 calculation vectors, one test each, and what happens to a file that says something unknown."""

import json
from copy import deepcopy
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from policies.vectors import TOPICS, VectorError, evaluate, evaluate_file, same

FILE = Path(__file__).with_name("rules_vectors.json")
VECTORS = json.loads(FILE.read_text(encoding="utf-8"))
BY_ID = {vector["id"]: vector for vector in VECTORS}


@pytest.mark.parametrize("name", BY_ID)
def test_the_rules_agree_with_the_vector(name):
    verdict = evaluate(BY_ID[name])
    assert verdict.got.keys() == BY_ID[name]["expect"].keys()
    assert verdict.ok, f"{verdict.topic}: expected {verdict.expected}, got {verdict.got}"


def test_there_are_ninety_one_and_every_topic_is_used():
    assert len(VECTORS) == len(BY_ID) == 91
    assert {vector["topic"] for vector in VECTORS} == set(TOPICS)


def changed(name: str, **parts) -> dict:
    vector = deepcopy(BY_ID[name])
    for part, more in parts.items():
        vector[part] = {**vector[part], **more} if isinstance(more, dict) else more
    return vector


@pytest.mark.parametrize("name", BY_ID)
def test_a_wrong_expectation_is_a_mismatch(name):
    """No comparison is so lenient that it cannot fail."""
    key = next(iter(BY_ID[name]["expect"]))
    assert not evaluate(changed(name, expect={key: "something else"})).ok


@pytest.mark.parametrize(
    ("vector", "says"),
    [
        (changed("G1", topic="dibao_gapp"), "G1: unknown topic 'dibao_gapp'"),
        (changed("G1", input={"standart": "1"}), "unknown key in input: 'standart'"),
        (changed("G1", expect={"benefits": "1"}), "dibao_gap has no answer called 'benefits'"),
        ({**BY_ID["G1"], "comment": ""}, "unknown key in vector: 'comment'"),
        ({"id": "G9", "topic": "dibao_gap", "input": {}}, "G9: vector lacks 'expect'"),
        ({**BY_ID["G1"], "input": {"standard": "800"}}, "input lacks 'annual_income', 'members'"),
        ({**BY_ID["G1"], "expect": {}}, "expects nothing"),
        ({**BY_ID["G1"], "input": []}, "input and expect are objects"),
        (changed("S6", input={"child": 1}), "unknown key in input: 'child'"),
        (changed("G1", input={"members": 0}), "at least one member"),
        (changed("G1", input={"standard": "many"}), "not a number"),
        (changed("G1", input={"members": "3"}), "'members' is a whole number, not '3'"),
        (changed("G1", input={"members": True}), "'members' is a whole number, not True"),
        (changed("G1", input={"standard": None}), "'standard' is an exact number"),
        (changed("M1", input={"inclusive": "yes"}), "'inclusive' is true or false, not 'yes'"),
        (changed("T1", input={"tiers": "A"}), "'tiers' is a list, not 'A'"),
        (changed("T1", input={"tiers": [["A"]]}), "a tier is"),
        (changed("K9", input={"shares": []}), "'shares' is an object"),
        (changed("I1", input={"number": 770101195803070014}), "'number' is text"),
        (changed("B1", input={"people": [5]}), "an object is expected, not 5"),
        (changed("B1", input={"people": [{}]}), "'age' is missing"),
        (changed("B1", input={"people": [{"age": -1}]}), "an age is not negative"),
        (changed("B1", input={"people": [{"age": 40, "disability": 0}]}), "1, 2, 3 or 4"),
        (changed("B1", input={"people": [{"age": 40, "disability": 5}]}), "1, 2, 3 or 4"),
        (changed("C1", input={"percent": 101}), "between 0 and 100"),
        (changed("Z1", input={"event": "2025-02-30"}), "no such day: '2025-02-30'"),
        (changed("Z7", input={"days": 10**12}), "too far or too much to reckon"),
        (changed("U1", input={"mode": "half"}), "unknown mode 'half'"),
        (changed("B1", input={"people": [{"age": 3, "shoe": 40}]}), "shoe"),
        (changed("Z1", expect={"ten": "2025-03-17"}), "no answer called 'ten'"),
        (changed("Z6", input={"notice_served": "tomorrow"}), "no such day: 'tomorrow'"),
        ("G1", "a vector is an object"),
    ],
)
def test_what_is_unknown_is_an_error_that_names_it(vector, says):
    with pytest.raises(VectorError, match=says.replace("(", r"\(")):
        evaluate(vector)


def test_a_private_number_in_the_wrong_place_is_not_repeated():
    with pytest.raises(VectorError) as caught:
        evaluate(changed("I1", input={"number": 770101195803070014}))
    assert "770101195803070014" not in str(caught.value)


def test_nothing_said_of_what_a_form_leaves_open_is_what_the_law_says():
    """A key that may be left out may also be null."""
    assert evaluate(changed("B1", input={"old_from": None})).ok


class TestVectorsOfTheSameKinds:
    def test_numbers_in_json_are_read_exactly(self, tmp_path):
        file = tmp_path / "more.json"
        file.write_text(
            '[{"id": "x", "topic": "basic_pension", "input": {"pension_month": 0.3, "central_base": 0.1}, "expect": {"counted": 0.2}}]'
        )
        assert evaluate_file(file)[0].ok

    def test_a_day_past_the_calendar_is_provisional(self):
        assert evaluate(
            {
                "id": "x",
                "topic": "working_days",
                "input": {"event": "2026-12-22"},
                "expect": {"3": "2026-12-25", "20": "provisional"},
            }
        ).ok

    def test_the_last_day_to_complain_rolls_off_a_holiday(self):
        """60 days from 2 August 2025 end on 1 October."""
        vector = {
            "id": "x",
            "topic": "administrative_reconsideration",
            "input": {"served": "2025-08-02", "days": 60},
            "expect": {"last_day": "2025-10-09"},
        }
        assert evaluate(vector).ok

    def test_no_income_has_no_ratio(self):
        assert evaluate(
            changed("X1", input={"annual_income": "0"}, expect={"per_capita_year": "0.00", "ratio_4dp": None})
        ).ok

    def test_the_single_person_in_a_place_with_another_line(self):
        assert evaluate(
            changed("U3", input={"multiplier": "2"}, expect={"recipients": 1, "benefit": "800.00"})
        ).ok

    def test_maintenance_without_a_formula(self):
        assert evaluate(
            {
                "id": "x",
                "topic": "maintenance",
                "input": {"agreement_month": "500"},
                "expect": {"counted": "500"},
            }
        ).ok


@pytest.mark.parametrize(
    ("expected", "got", "equal"),
    [
        ("0", "0.00", True),
        ("20857/24", "20857/24", True),
        ("1050", 1050, True),
        (True, 1, False),
        (1, True, False),
        (None, "0", False),
        (None, None, True),
        ("B", "C", False),
        ("1/0", "1/0", True),
        ([1], [1], True),
        ({"a": "1"}, {"a": "1.0", "b": 2}, True),
        ({"a": "1"}, {"b": "1"}, False),
        ({"a": "1"}, "1", False),
    ],
)
def test_numbers_are_compared_by_value_and_words_by_letter(expected, got, equal):
    assert same(expected, got) is equal


class TestTheCommand:
    def test_all_vectors_agree_with_the_rules(self):
        out = StringIO()
        call_command("vectors", str(FILE), stdout=out)
        assert out.getvalue() == "91 of 91 vectors agree\n"

    def test_json_has_the_stable_form(self):
        out = StringIO()
        call_command("vectors", str(FILE), "--json", stdout=out)
        rows = json.loads(out.getvalue())
        assert len(rows) == 91
        assert list(rows[0]) == ["id", "topic", "ok", "expected", "got"]
        assert rows[0]["got"] == rows[0]["expected"] == BY_ID["G1"]["expect"]

    def test_a_mismatch_is_shown_and_exits_with_one(self, tmp_path):
        file = tmp_path / "wrong.json"
        file.write_text(
            json.dumps([BY_ID["G2"], changed("G1", expect={"ceil_yuan": "1051"})]), encoding="utf-8"
        )
        out = StringIO()
        with pytest.raises(SystemExit) as left:
            call_command("vectors", str(file), stdout=out)
        assert left.value.code == 1
        assert out.getvalue().startswith("G1 dibao_gap: expected")
        assert out.getvalue().endswith("1 of 2 vectors agree\n")

    @pytest.mark.parametrize(
        ("content", "says"),
        [("{", "not a JSON file"), ("{}", "a list of vectors"), ("[]", "no vector in it")],
    )
    def test_a_broken_file_is_named(self, tmp_path, content, says):
        file = tmp_path / "broken.json"
        file.write_text(content)
        with pytest.raises(CommandError, match=f"broken.json: {says}"):
            call_command("vectors", str(file))

    def test_a_missing_file_is_named(self, tmp_path):
        with pytest.raises(CommandError, match=r"nowhere\.json"):
            call_command("vectors", str(tmp_path / "nowhere.json"))
