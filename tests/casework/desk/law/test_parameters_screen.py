"""Scenes at the values of a place: silence is said, what a change would touch is seen first, adopting is knowing."""

from datetime import date

import pytest
from django.urls import reverse

from casework.models import Case, Deadline
from casework.queries import running_clocks
from policies.actions.parameters import set_parameter
from policies.models import Jurisdiction, ParameterValue
from tests.casework.desk.acting import text
from tests.casework.desk.cast import PLACE, at

NOW = at(3, 20)
MOST_QUERIES = 20


@pytest.fixture
def he(town):
    return town.sit("何科长", NOW)


@pytest.fixture
def posted(town):
    """Posted on 10 March: the limit to decide after the posting runs by a value of the table."""
    case = town.lodge(at(3, 2))
    town.bring_to_approval(case)
    return case


def value(key, programme="dibao"):
    place = Jurisdiction.objects.get(code=PLACE)
    return ParameterValue.objects.filter(jurisdiction=place, key=key, programme__in=("", programme)).first()


def tried(client, row, to, since="2026-01-01"):
    return client.get(reverse("law_parameter", args=[row.pk]), {"value": to, "since": since})


def test_stated_values_come_with_clause_and_silences_are_said(he):
    page = he.get(reverse("law_parameters"))
    rows = {(row["label"], row["programme"]): row for row in page.context["rows"]}

    stated = rows[value("posting_days").label, "最低生活保障"]
    assert (stated["value"], stated["clause"]) == ("7", "附件1 第4项①")
    assert (
        page.context["silences"]
        == ParameterValue.objects.filter(jurisdiction__code=PLACE, value=None).count()
    )
    assert "没有载明" in text(page)


def test_only_the_silences_can_be_shown(he):
    page = he.get(reverse("law_parameters"), {"place": PLACE, "silent": "on"})

    assert page.context["rows"]
    assert all(row["value"] is None for row in page.context["rows"])


def test_another_limit_shows_which_running_cases_it_would_move_and_moves_none(he, posted):
    row = value("confirm_days")
    before = list(Deadline.objects.order_by("pk").values())

    page = tried(he, row, "5")

    assert {line["case"].pk for line in page.context["moves"]} == {posted.pk}
    assert posted.number in text(page)
    assert list(Deadline.objects.order_by("pk").values()) == before
    set_parameter(
        place=row.jurisdiction,
        key=row.key,
        programme=row.programme,
        value="5",
        since=date(2026, 1, 1),
        clause="演示",
        reason="演示",
    )
    foretold = {line["label"]: line["now"] for line in page.context["moves"]}
    case = Case.objects.get(pk=posted.pk)
    assert {c.label: c.due.isoformat() for c in running_clocks(case) if c.label in foretold} == foretold


def test_a_value_for_later_days_moves_no_case_accepted_before(he, posted):
    page = tried(he, value("confirm_days"), "5", since="2026-04-01")

    assert page.context["moves"] == []
    assert "没有在办的时限会移动" in text(page)


@pytest.mark.parametrize("wrong", ["-1", "三", "", "2.5", "NaN", "1e99999999", "10000"])
def test_what_is_no_limit_is_refused_at_its_field(he, wrong):
    answer = tried(he, value("confirm_days"), wrong)

    assert answer.status_code == 422
    assert "value" in answer.context["form"].errors


def test_the_standard_leads_to_a_trial(he):
    page = text(he.get(reverse("law_parameter", args=[value("standard").pk])))

    assert reverse("law_whatif") in page
    assert "谁多谁少" in page


@pytest.fixture
def silence(town):
    return (
        ParameterValue.objects.filter(jurisdiction__code=PLACE, value=None).exclude(national_value="").first()
    )


def test_the_national_value_is_taken_over_knowingly(he, silence):
    assert silence is not None
    address = reverse("law_parameter", args=[silence.pk])

    he.post(address, {"reason": " "})
    silence.refresh_from_db()
    assert silence.value is None
    he.post(address, {"reason": "等县里的文件以前先用国家的"})

    silence.refresh_from_db()
    assert (silence.value, silence.clause) == (silence.national_value, silence.national_clause)
    assert "何科长" in silence.reason
    assert silence.origin == "county"


def test_the_county_states_its_own_number_where_nobody_says_one(he, town):
    """YC-2b: a limit that no document states is entered by the county, with its basis and its name."""
    silent = ParameterValue.objects.filter(
        jurisdiction__code=PLACE, value=None, national_value="", unit="month"
    ).first()
    address = reverse("law_parameter", args=[silent.pk])
    own = {"own": "1", "own_value": "3", "clause": "县民政局〔2026〕3号 第二条", "why": "局里开会定的"}

    assert he.post(address, {**own, "own_value": "1e99999999"}).status_code == 422
    assert he.post(address, {**own, "clause": ""}).status_code == 422
    silent.refresh_from_db()
    assert silent.value is None
    he.post(address, own)

    silent.refresh_from_db()
    assert (silent.value, silent.clause, silent.origin) == ("3", "县民政局〔2026〕3号 第二条", "county")
    assert "何科长" in silent.reason


def test_values_of_another_county_do_not_exist_for_this_one(he):
    other = Jurisdiction.objects.create(
        code="yuanfang", name="远方县", short_name="远方", region_code="770199"
    )
    row = ParameterValue.objects.create(
        jurisdiction=other, key="standard", label="标准", value="1", clause="演示"
    )

    assert he.get(reverse("law_parameter", args=[row.pk])).status_code == 404
    assert "远方" not in text(he.get(reverse("law_parameters"), {"place": "yuanfang"}))


@pytest.mark.parametrize("name", ["刘敏", "赵强", "张会计"])
def test_nobody_else_comes_in(town, name):
    assert town.sit(name).get(reverse("law_parameters")).status_code == 403


def test_an_editor_sees_the_values(editor):
    assert editor.get(reverse("law_parameters")).status_code == 200


def test_more_cases_ask_no_more_of_the_database(town, he, posted, django_assert_max_num_queries):
    row = value("confirm_days")
    tried(he, row, "5")
    town.bring_to_approval(town.lodge(at(3, 2), name="周小满"))

    with django_assert_max_num_queries(MOST_QUERIES):
        page = tried(town.sit("何科长", NOW), row, "5")
    with django_assert_max_num_queries(MOST_QUERIES):
        he.get(reverse("law_parameters"))

    assert page.context["moved"] == 2
