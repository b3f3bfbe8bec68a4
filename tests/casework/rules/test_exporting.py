"""A long list leaves by two people (T26): who the second one may be, and how long his word holds."""

from datetime import datetime, timedelta

import pytest

from casework.rules.asking import SHANGHAI
from casework.rules.exporting import Asked, check_open, may_consent, needs_second, seconds, still_holds
from casework.rules.refusal import StepRefused
from casework.rules.roles import Actor

NOON = datetime(2026, 3, 18, 12, tzinfo=SHANGHAI)
ASKED = Asked("liu", ("770101001",), NOON, 300)
HEAD = Actor("zhen", "镇长", ("township_head",), ("770101001",))


@pytest.mark.parametrize(("rows", "needed"), [(199, False), (200, False), (201, True)])
def test_exactly_so_many_lines_are_still_one_persons(rows, needed):
    assert needs_second(rows, 200) is needed


@pytest.mark.parametrize(
    ("actor", "code"),
    [
        (HEAD, None),
        (Actor("xian", "县里", ("county",), ("770101",)), None),
        (Actor("chen", "陈", ("surveyor",), ("770101001",)), "role"),
        (Actor("liu", "刘", ("approver",), ("770101001",)), "self"),
        (Actor("new", "刘", ("approver",), ("770101001",), former=("liu",)), "self"),
        (Actor("twin", "刘", ("approver",), ("770101001",), alike=("liu",)), "self"),
        (Actor("far", "外", ("approver",), ("770101002",)), "scope"),
    ],
)
def test_the_second_person_is_another_human_who_answers_for_the_office(actor, code):
    refused = may_consent(ASKED, actor)

    assert (refused.code if refused else None) == code
    assert seconds(ASKED, [actor]) == (() if code else (actor,))


def test_who_has_no_office_is_nobodys_to_answer_for():
    assert may_consent(Asked("liu", (), NOON, 300), HEAD).code == "scope"


def test_a_question_and_its_answer_hold_a_day_each():
    check_open(ASKED, NOON + timedelta(hours=23))
    with pytest.raises(StepRefused, match="24"):
        check_open(ASKED, NOON + timedelta(hours=24))
    given = NOON + timedelta(hours=1)

    assert still_holds(given, 300, ASKED, given)
    assert not still_holds(given, 301, ASKED, given)
    assert not still_holds(given, 300, ASKED, NOON)
    assert not still_holds(given, 300, ASKED, given + timedelta(hours=24))
