"""`/check/`: six questions, nothing kept, the same rule as in the chat."""

import pytest
from django.contrib.sessions.models import Session

from front.models import ApplicationDraft
from policies.models import ParameterValue, Unit
from tests.front.household import Resident, fields_of

pytestmark = pytest.mark.django_db

CALM = {"a.urgent": "no", "a.for_whom": "self", "a.members": "2", "a.monthly_income_band": "none"}


def test_six_questions_lead_to_a_result_and_nothing_is_kept(resident, village):
    answers = {
        "urgent": "no",
        "for_whom": "self",
        "village": village,
        "members": "2",
        "monthly_income_band": "under_1000",
        "situation": "none",
    }
    page, carried = resident.open("/check/"), {}
    for number, (key, answer) in enumerate(answers.items(), start=1):
        assert f"第 {number} 问" in page.content.decode()
        assert key in fields_of(page)
        page = resident.fill("/check/", **carried, asked=key, **{key: answer})
        carried[f"a.{key}"] = answer

    assert "您可以试试申请" in page.content.decode()
    assert not Session.objects.exists()
    assert not ApplicationDraft.objects.exists()


def test_the_income_is_held_against_the_standard_of_the_village(resident, village):
    """浙江省社会救助条例第十条: in a village of the country the country's standard counts, not the town's."""
    unit = Unit.objects.get(code=village)
    for scope, value in (("urban", "3000"), ("rural", "300")):
        ParameterValue.objects.create(
            jurisdiction=unit.jurisdiction, key="standard", label="低保标准", scope=scope, value=value, unit="yuan",
            clause="县里的文件",
        )  # fmt: skip
    calm = {**CALM, "a.monthly_income_band": "1000_2000", "a.village": village}

    Unit.objects.filter(code=village).update(area="urban")
    town = resident.fill("/check/", **calm, asked="situation", situation="none").content.decode()
    Unit.objects.filter(code=village).update(area="rural")
    country = resident.fill("/check/", **calm, asked="situation", situation="none").content.decode()

    assert "您可以试试申请" in town
    assert "您可以试试申请" not in country


def test_an_emergency_shows_the_phone_at_once(resident, village):
    page = resident.fill("/check/", asked="urgent", urgent="yes")

    assert "先帮" in page.content.decode()
    assert "tel:" in page.content.decode()


def test_property_is_named_and_other_programmes_are_offered(resident, village):
    page = resident.fill(
        "/check/", **CALM, **{"a.village": village}, asked="situation", situation=["car", "illness"]
    )

    text = page.content.decode()
    assert "小汽车" in text
    assert "/policy/of/shangyu/temporary/" in text
    assert "您有权申请" in text


def test_no_answer_is_asked_again_in_words(resident, village):
    page = resident.fill("/check/", **CALM, **{"a.village": village}, asked="situation")

    assert 'id="error-summary"' in page.content.decode()
    assert 'href="#id_situation_0"' in page.content.decode()


def test_back_goes_one_question_back_with_the_answer_still_there(resident, village):
    page = resident.fill("/check/", **{"a.urgent": "no", "a.for_whom": "family"}, asked="village", back="1")

    text = page.content.decode()
    assert "for_whom" in fields_of(page)
    assert 'name="a.urgent" value="no"' in text


def test_an_invented_answer_in_the_page_is_asked_again(resident, village):
    page = resident.fill("/check/", **{"a.urgent": "perhaps"}, asked="nothing")

    assert "urgent" in fields_of(page)


def test_without_a_law_there_is_a_phone_and_no_guess(db):
    text = Resident().open("/check/").content.decode()

    assert "请打电话问" in text
