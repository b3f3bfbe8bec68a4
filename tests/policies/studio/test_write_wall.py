"""No private number is ever written down by an editor: not in a form, a draft, an autosave, a comment, or by a script."""

from __future__ import annotations

import json

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.admin.models import FormState
from wagtail.models import Page, Revision

from policies import write_wall
from policies.models import ParameterValue, PolicyIndexPage, Programme, Unit

pytestmark = pytest.mark.django_db
# Province 77 was never assigned: nobody has this number.
NUMBER = "770101198001010017"
NOTATIONS = [
    lambda n: n,
    lambda n: " ".join(n),
    lambda n: "-".join((n[:6], n[6:14], n[14:])),
    lambda n: n.translate(str.maketrans("0123456789", "0123456789")),
    lambda n: n.translate(str.maketrans("0123456789", "〇一二三四五六七八九")),
    lambda n: "\u200b".join(n),
    lambda n: f"{n[:8]}\n{n[8:]}",
    lambda n: "".join(f"&#{ord(c)};" for c in n),
]


def checked(number: str) -> str:
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(int(digit) * weight for digit, weight in zip(number[:17], weights, strict=True))
    return number[:17] + "10X98765432"[total % 11]


CANARY = checked(NUMBER)


@pytest.mark.parametrize("write", NOTATIONS)
def test_a_draft_with_a_number_is_not_kept_however_it_is_written(dibao, editor, write):
    dibao.summary = f"例如身份证 {write(CANARY)} 的人"
    with pytest.raises(ValidationError) as refused:
        dibao.save_revision(user=editor, clean=False)
    assert CANARY not in str(refused.value)
    assert "身份证号" in str(refused.value)
    assert not Revision.objects.exists()


def test_a_number_deep_inside_a_block_is_found(dibao, editor):
    dibao.materials[0].value["without"] = f"像身份证 {CANARY} 这样"
    with pytest.raises(ValidationError, match="身份证号"):
        dibao.save_revision(user=editor, clean=False)


def test_the_form_says_so_on_its_field_and_keeps_nothing(desk, dibao):
    answer = desk.send(summary=f"身份证 {CANARY}")
    assert answer.status_code == 200
    assert "身份证号" in str(answer.context["form"].errors["summary"])
    assert not Revision.objects.exists()


def test_autosave_gets_the_same_answer(desk, dibao):
    data = {**desk.form(), "summary": f"身份证 {CANARY}"}
    answer = desk.client.post(desk.address, data, headers={"accept": "application/json"})
    assert answer.status_code == 400
    assert CANARY not in json.dumps(answer.json(), ensure_ascii=False)
    assert not Revision.objects.exists()


def test_the_preview_keeps_no_form_with_a_number(desk, dibao):
    address = reverse("wagtailsnippets_policies_programme:preview_on_edit", args=[dibao.pk])
    answer = desk.client.post(address, {**desk.form(), "summary": f"身份证 {CANARY}"})
    assert answer.json()["is_valid"] is False
    assert not FormState.objects.exists()


def test_a_script_that_goes_round_the_form_is_stopped(dibao):
    dibao.summary = f"身份证 {CANARY}"
    with pytest.raises(write_wall.PrivateNumber):
        dibao.save()
    with pytest.raises(write_wall.PrivateNumber):
        Revision(content_object=dibao, content={"summary": f"身份证 {CANARY}"}).save()


def test_a_page_is_guarded_with_its_title_and_its_words(db):
    root = Page.objects.get(depth=1)
    with pytest.raises(ValidationError, match="身份证号"):
        root.add_child(instance=PolicyIndexPage(title="库", slug="x", introduction=f"身份证{CANARY}"))


def test_a_value_of_the_law_is_guarded(shangyu):
    row = ParameterValue.objects.filter(jurisdiction=shangyu).first()
    row.reason = f"按身份证 {CANARY} 的情况"
    with pytest.raises(ValidationError):
        row.full_clean()
    with pytest.raises(write_wall.PrivateNumber):
        row.save()


def test_an_office_may_have_a_mobile_phone_and_pages_may_print_it(shangyu, dibao, editor):
    unit = Unit.objects.filter(jurisdiction=shangyu).first()
    unit.phone = "13800138000"
    unit.save()
    dibao.summary = "手机 13800138000"
    assert dibao.save_revision(user=editor)
    dibao.summary = "手机 13900139000"
    with pytest.raises(ValidationError, match="手机号"):
        dibao.save_revision(user=editor, clean=False)


def test_a_row_without_any_number_is_read_without_asking_for_the_offices_phones(
    dibao, django_assert_num_queries
):
    with django_assert_num_queries(0):
        write_wall.refuse(dibao)
    with django_assert_num_queries(2):
        assert write_wall.found("手机 13900139000") == ("手机号",)


def test_no_shipped_programme_trips_over_the_wall(shangyu):
    for programme in Programme.objects.all():
        write_wall.refuse(programme)


def test_marks_of_machines_are_not_read():
    assert not write_wall.found({"id": CANARY, "uuid": CANARY})
    assert write_wall.found([{"words": f"身份证 {CANARY}"}]) == ("身份证号",)
