"""A county completes what its document leaves open, knowingly, and a new place begins with every silence listed."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from policies.actions.pack_files import catalogue
from policies.actions.places import open_values
from policies.models import Jurisdiction, ParameterValue, Programme, Unit
from tests.policies.studio.conftest import sent

pytestmark = pytest.mark.django_db
VALUES = "wagtailsnippets_policies_parametervalue"


@pytest.fixture
def desk_of(client, editor):
    client.force_login(editor)
    return client


@pytest.fixture
def silence(yicheng) -> ParameterValue:
    """YI-2.2c: Yicheng posts, and does not say for how many days."""
    return ParameterValue.objects.get(jurisdiction=yicheng, key="posting_days")


def again(row: ParameterValue) -> ParameterValue:
    return ParameterValue.objects.get(pk=row.pk)


def test_the_list_says_unstated_and_shows_the_national_value_with_the_way_to_it(desk_of, silence):
    page = desk_of.get(reverse(f"{VALUES}:list"), {"jurisdiction": silence.jurisdiction_id}).content.decode()
    assert "未载明" in page
    assert "第十九条" in page
    assert reverse("studio_adopt", args=[silence.pk]) in page


def test_one_press_with_a_reason_takes_the_national_value_over(desk_of, silence):
    desk_of.post(reverse("studio_adopt", args=[silence.pk]), {"reason": "县里没有另定，先按国家的。"})
    row = again(silence)
    assert (row.value, row.clause, row.reason, row.origin) == (
        "7",
        "民发〔2021〕57号 第十九条",
        "县里没有另定，先按国家的。",
        "county",
    )


def test_without_a_reason_nothing_is_taken_over(desk_of, silence):
    page = desk_of.post(reverse("studio_adopt", args=[silence.pk]), {"reason": " "})
    assert "没有人负责的数不能用" in page.content.decode()
    assert again(silence).value is None


def test_where_the_nation_is_silent_too_there_is_nothing_to_adopt(desk_of, shangyu):
    row = ParameterValue.objects.filter(jurisdiction=shangyu, value=None, national_value="").first()
    assert "国家也没有载明" in desk_of.get(reverse("studio_adopt", args=[row.pk])).content.decode()
    desk_of.post(reverse("studio_adopt", args=[row.pk]), {"reason": "试试"})
    assert again(row).value is None


def test_a_stated_value_is_not_overwritten_by_a_second_press(desk_of, silence):
    address = reverse("studio_adopt", args=[silence.pk])
    ParameterValue.objects.filter(pk=silence.pk).update(value="5", clause="县里的文件")
    desk_of.post(address, {"reason": "再按一次"})
    assert again(silence).value == "5"


def _form(page) -> dict[str, str]:
    form = page.context["form"]
    return {name: "" if form[name].value() is None else str(form[name].value()) for name in form.fields}


def test_a_number_without_its_clause_and_reason_is_refused(desk_of, silence):
    address = reverse(f"{VALUES}:edit", args=[silence.pk])
    data = _form(desk_of.get(address))
    answer = desk_of.post(address, {**data, "value": "5", "clause": "", "reason": ""})
    assert {"clause", "reason"} <= set(answer.context["form"].errors)
    answer = desk_of.post(address, {**data, "value": "5", "clause": "县里〔2026〕3号", "reason": "县里定了"})
    assert answer.status_code == 302
    assert (again(silence).value, again(silence).origin) == ("5", "county")


def test_an_emptied_value_is_a_silence_again_and_never_nought(desk_of, silence):
    address = reverse(f"{VALUES}:edit", args=[silence.pk])
    data = {**_form(desk_of.get(address)), "value": "  "}
    assert desk_of.post(address, data).status_code == 302
    assert again(silence).value is None


def test_strangers_adopt_nothing(client, silence, django_user_model):
    client.force_login(django_user_model.objects.create_user("nobody"))
    client.post(reverse("studio_adopt", args=[silence.pk]), {"reason": "路过"})
    assert again(silence).value is None


def test_a_new_place_is_made_in_the_staff_shell_with_every_silence_listed(desk_of):
    desk_of.post(
        reverse("wagtailsnippets_policies_jurisdiction:add"),
        {
            "name": "演示第六县",
            "short_name": "第六县",
            "code": "sixth",
            "region_code": "770006",
            "level": "县",
            "bureau": "县民政局",
            "hotline": "",
        },
    )
    place = Jurisdiction.objects.get(code="sixth")
    rows = ParameterValue.objects.filter(jurisdiction=place)
    assert rows.count() == len(catalogue()["parameters"])
    assert not rows.exclude(value=None).exists()
    assert rows.get(key="posting_days").national_value == "7"
    assert open_values(place=place) == 0


def test_a_new_programme_of_a_place_lays_out_what_the_place_states_for_others_only(desk_of, shangyu):
    """Shangyu says for each programme how long it posts: a new one is asked for its own, by name and not by code."""
    source = Programme.objects.get(jurisdiction=shangyu, code="dibao")
    copy = reverse("wagtailsnippets_policies_programme:copy", args=[source.pk])
    data = {**sent(desk_of.get(copy).context["form"]), "name": "助学救助", "code": "edu_aid", "short": "助学"}
    assert desk_of.post(copy, data).status_code == 302
    rows = ParameterValue.objects.filter(jurisdiction=shangyu, programme="edu_aid")
    assert rows.get(key="posting_days").national_value == "7"
    assert not rows.exclude(value=None).exists()
    assert not rows.filter(key="panel_quorum").exists(), (
        "what the place asks of no programme is not asked of this one"
    )
    assert not rows.filter(key="standard").exists(), "what holds for all programmes is not asked for again"
    page = desk_of.get(reverse(f"{VALUES}:list"), {"programme": "edu_aid"}).content.decode()
    assert "助学救助" in page


def test_the_lists_say_yes_and_no_and_modes_in_words(desk_of, shangyu, yicheng):
    ParameterValue.objects.filter(jurisdiction=yicheng, key="posting_days").update(value="7", clause="区里")
    for model in ("programme", "unit", "parametervalue"):
        page = desk_of.get(reverse(f"wagtailsnippets_policies_{model}:list")).content.decode()
        cells = re.findall(r"<td[^>]*>\s*([^<>]*?)\s*</td>", page)
        assert not {"True", "False", "true", "gap", "None"} & set(cells), model
    assert "7 天" in desk_of.get(reverse(f"{VALUES}:list"), {"q": "公示天数"}).content.decode()


def test_its_offices_are_made_there_too_and_wrong_codes_are_refused(desk_of):
    place = Jurisdiction.objects.create(
        code="sixth", name="演示第六县", short_name="第六县", region_code="770006"
    )
    address = reverse("wagtailsnippets_policies_unit:add")
    county = {
        "jurisdiction": place.pk,
        "level": "county",
        "code": "770006",
        "name": "第六县",
        "short_name": "第六县",
    }
    assert desk_of.post(address, {**county, "covered": "on"}).status_code == 302
    parent = Unit.objects.get(code="770006")
    town = {
        "jurisdiction": place.pk,
        "level": "township",
        "parent": parent.pk,
        "name": "一镇",
        "short_name": "一镇",
    }
    wrong = desk_of.post(address, {**town, "code": "999999001"})
    assert "770006" in str(wrong.context["form"].errors["code"])
    assert desk_of.post(address, {**town, "code": "770006001", "covered": "on"}).status_code == 302


def test_a_value_is_stated_for_the_whole_place_for_town_for_country_or_for_a_township(desk_of, silence):
    """SY-4.4g: the population behind a township's reserve is stated for that township alone."""
    address = reverse(f"{VALUES}:edit", args=[silence.pk])
    form = desk_of.get(address).context["form"]
    township = Unit.objects.filter(jurisdiction=silence.jurisdiction, level="township").first()
    choices = dict(form.fields["scope"].choices)
    assert list(choices)[:3] == ["", "urban", "rural"]
    assert choices[township.code] == township.name

    data = {**_form(desk_of.get(address)), "value": "9", "clause": "县里〔2026〕3号", "reason": "镇里另定"}
    desk_of.post(address, {**data, "scope": township.code})

    assert again(silence).scope == township.code
    listed = desk_of.get(reverse(f"{VALUES}:list"), {"jurisdiction": silence.jurisdiction_id})
    assert township.name in listed.content.decode()


def test_a_word_of_one_s_own_for_a_part_is_refused(desk_of, silence):
    address = reverse(f"{VALUES}:edit", args=[silence.pk])
    answer = desk_of.post(address, {**_form(desk_of.get(address)), "scope": "山区"})
    assert "scope" in answer.context["form"].errors
    assert again(silence).scope == ""


def test_a_township_of_another_place_is_refused_in_a_new_value(desk_of, yicheng, shangyu):
    elsewhere = Unit.objects.filter(jurisdiction=shangyu, level="township").first()
    address = reverse(f"{VALUES}:add")
    asked = {
        "jurisdiction": yicheng.pk,
        "key": "registered_population",
        "label": "户籍人口",
        "unit": "person",
    }
    more = {"value": "500", "clause": "统计公报", "reason": "备用金", "since": "2026-01-01"}
    answer = desk_of.post(address, {**asked, **more, "scope": elsewhere.code})
    assert "这个乡镇不在这个地方" in answer.content.decode()

    here = Unit.objects.filter(jurisdiction=yicheng, level="township").first()
    desk_of.post(address, {**asked, **more, "scope": here.code})
    row = ParameterValue.objects.get(jurisdiction=yicheng, key="registered_population", scope=here.code)
    assert row.value == "500"
