"""The survey form in the rules: ways of asking, notes of the village, corrections, and three accounts side by side."""

from datetime import date, timedelta

import pytest

from casework.rules.holdings import Holdings
from casework.rules.survey import compare
from tests.casework.rules.scene import Scene, person


def company(*names):
    return [person(name) for name in names]


def test_a_visit_keeps_each_way_with_its_day_and_whom_it_asked():
    """QY-3.1.1f: visit and letter, both with date and the role of who answered."""
    scene = Scene("qinyuan").accepted().wait(3)

    kept = scene.do(
        "visit",
        "陈",
        who=company("陈", "赵"),
        methods=[
            {"way": "visit", "on": "2025-03-05", "respondent": "member"},
            {"way": "letter", "on": "2025-03-06", "respondent": "employer"},
            "neighbours",
        ],
    ).data

    assert kept["methods"] == [
        {"way": "visit", "on": "2025-03-05", "respondent": "member"},
        {"way": "letter", "on": "2025-03-06", "respondent": "employer"},
        {"way": "neighbours", "on": "2025-03-06", "respondent": ""},
    ]


@pytest.mark.parametrize(
    "way",
    [
        {"way": "rumour"},
        {"way": "visit", "respondent": "stranger"},
        {"way": "visit", "on": "2025-03-04"},
    ],
)
def test_no_other_way_no_other_respondent_and_no_day_to_come(way):
    scene = Scene().accepted()

    assert scene.no("visit", "陈", who=company("陈"), methods=[way]).code == "invalid"


def test_the_telephone_says_when_the_visit_was_but_never_later_than_now():
    scene = Scene().accepted().wait(2)
    before, after = scene.at - timedelta(hours=5), scene.at + timedelta(days=1)

    assert scene.do("visit", "陈", who=company("陈"), begun=before).data["begun"] == before.isoformat()
    assert scene.do("visit", "陈", who=company("陈"), begun=after).data["begun"] == scene.at.isoformat()


@pytest.mark.parametrize("place", ["yangcheng", "shangyu"])
def test_the_village_adds_notes_and_cannot_close_the_visit(place):
    """YC-3.1.2b, SY-4.1b: the village's findings are kept; closing the visit is not the village's."""
    scene = Scene(place).accepted()

    noted = scene.do("note", "赵", text="他家秋收以后只剩两亩地")

    assert noted.data == {"text": "他家秋收以后只剩两亩地"}
    assert noted.clause
    assert scene.facts.stage == "accepted"
    assert scene.no("visit", "赵", who=company("赵")).code == "role"


def test_a_note_says_something_and_comes_before_the_decision():
    assert Scene().accepted().no("note", "赵", text=" ").code == "missing"
    assert Scene().confirmed().no("note", "赵", text="迟了").code == "order"
    declined = Scene().lodged()
    declined.do("decline", "刘", reason="不在本地")
    assert declined.no("note", "赵", text="迟了").code == "order"


def test_a_place_that_does_not_speak_of_the_village_takes_its_note_without_a_clause():
    assert Scene("qinyuan").accepted().do("note", "赵", text="还种着地").clause == ""


def test_a_corrected_form_is_a_new_version_with_its_reason():
    """SY-A1.3b: the event keeps the version and the fingerprint of the form."""
    scene = Scene().surveyed()

    kept = scene.do("amend", "陈", why="看错了亩数", version=2, sha256="ab" * 32)

    assert kept.data == {"why": "看错了亩数", "version": 2, "sha256": "ab" * 32}
    assert kept.clause


def test_a_form_is_corrected_after_the_visit_with_a_reason_and_before_the_opinion():
    assert Scene().accepted().no("amend", "陈", why="看错了").code == "order"
    assert Scene().surveyed().no("amend", "陈", why="").code == "missing"
    assert "初审意见已经提了" in Scene().opined().no("amend", "陈", why="看错了").reason


def test_three_accounts_side_by_side_and_where_they_do_not_agree():
    rows = {
        row.key: row
        for row in compare(
            1_200_000,
            None,
            {"income": 1_800_000, "deposits": 500_000, "vehicles": 1},
            {"income": 1_200_000, "deposits": 500_000},
        )
    }

    assert list(rows) == ["income", "deposits", "capital", "others", "vehicles", "houses"]
    assert rows["income"].differs
    assert not rows["deposits"].differs
    assert rows["vehicles"].known
    assert not rows["vehicles"].differs
    assert not rows["capital"].known


@pytest.mark.parametrize(
    ("told", "checked", "seen", "differs"),
    [
        (Holdings(has=("deposits",)), 500_000, 500_000, False),
        (Holdings(has=("deposits",)), 0, None, True),
        (Holdings(has=("deposits",), much={"deposits": 500_000}), 500_000, None, False),
        (Holdings(has=("deposits",), much={"deposits": 500_000}), None, 600_000, True),
        (Holdings(none=("deposits",)), None, 600_000, True),
        (Holdings(none=("deposits",)), 0, 0, False),
        (Holdings(), 500_000, 500_000, False),
        (None, 500_000, 600_000, True),
    ],
)
def test_what_a_household_said_it_has_is_held_against_check_and_visit(told, checked, seen, differs):
    """Some, without a sum, agrees with any sum but nothing; what was not asked agrees with everything."""
    (row,) = [one for one in compare(None, told, found(checked), found(seen)) if one.key == "deposits"]

    assert row.known
    assert row.differs is differs


def found(value):
    return {} if value is None else {"deposits": value}


def test_a_kind_that_only_one_place_asks_about_gets_its_line_too():
    rows = {row.key: row for row in compare(None, Holdings(has=("boat",), none=("horse",)), {}, {})}

    assert rows["boat"].some
    assert rows["horse"].declared == 0
    assert list(rows)[-2:] == ["boat", "horse"]


def test_the_day_of_a_way_is_the_day_of_the_act_where_none_was_written():
    scene = Scene().accepted()

    kept = scene.do("visit", "陈", who=company("陈"), methods=["visit"]).data["methods"]

    assert kept[0]["on"] == date(2025, 3, 3).isoformat()
