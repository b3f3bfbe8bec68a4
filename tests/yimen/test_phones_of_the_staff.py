"""Scenes about the phones of the staff: tied with its first code, codes for paper, a lost one taken off (T36, T38)."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from casework.models import OfficeEvent
from policies.step_up import FIELD
from tests.casework.desk.cast import PASSWORD
from tests.support.second_factor import code_of, tie_phone
from tests.yimen.stepping_up import BACKEND, approve, sit, text


def test_a_phone_is_tied_by_password_and_first_code_and_codes_for_paper_are_shown_once(town, waiting):
    wang = sit(town, "王镇长")
    page = text(wang.get(reverse("second_factor")))
    phone = town.user("王镇长").phone_set.get()
    mine = {"code": code_of(phone)}

    wrong = wang.post(reverse("second_factor"), {"password": "not-his-77", **mine})
    tied = wang.post(reverse("second_factor"), {"password": PASSWORD, **mine})

    assert "<svg" in page
    assert wrong.status_code == 422
    codes = tied.context["codes"]
    assert (len(codes), all(code in text(tied) for code in codes)) == (8, True)
    assert codes[0] not in text(wang.get(reverse("second_factor")))
    assert OfficeEvent.objects.get(kind="enrolled").by_name == "王镇长"
    assert approve(wang, waiting, **{FIELD: codes[0]}).status_code == 302
    assert OfficeEvent.objects.get(kind="stepped_up").data["device"] == "recovery"
    assert "备用码还剩 7 个" in text(wang.get(reverse("second_factor")))


def test_a_code_on_paper_works_once(town, waiting):
    wang = sit(town, "王镇长")
    wang.get(reverse("second_factor"))
    phone = town.user("王镇长").phone_set.get()
    paper = wang.post(reverse("second_factor"), {"password": PASSWORD, "code": code_of(phone)}).context[
        "codes"
    ][0]
    first = wang.post(reverse("desk_export"), {"reason": "开会用", FIELD: paper})

    again = approve(sit(town, "王镇长"), waiting, **{FIELD: paper})

    assert (first.status_code, again.status_code) == (200, 403)


def test_a_new_phone_is_tied_only_by_who_holds_the_old_one(town):
    phone, wang = tie_phone(town.user("王镇长")), sit(town, "王镇长")
    wang.get(reverse("second_factor"))
    fresh = town.user("王镇长").phone_set.get(confirmed=False)
    mine = {"password": PASSWORD, "code": code_of(fresh)}

    asked = wang.post(reverse("second_factor"), mine)
    tied = wang.post(reverse("second_factor"), mine | {FIELD: code_of(phone)})

    assert (asked.status_code, tied.status_code) == (403, 200)
    assert [one.pk for one in town.user("王镇长").phone_set.filter(confirmed=True)] == [fresh.pk]


@pytest.fixture
def keeper(town):
    root = get_user_model().objects.create_superuser("运维", password=PASSWORD)
    client = Client()
    client.force_login(root, backend=BACKEND)
    return client, tie_phone(root)


def test_a_lost_phone_is_taken_off_with_a_reason_and_its_last_code_falls_with_it(town, waiting, keeper):
    phone, wang = tie_phone(town.user("王镇长")), sit(town, "王镇长")
    wang.post(reverse("desk_export"), {"reason": "开会用", FIELD: code_of(phone)})
    root, own = keeper
    url = reverse("second_factor_off", args=[town.user("王镇长").pk])

    unreasoned = root.post(url, {"reason": " ", FIELD: code_of(own)})
    taken = root.post(url, {"reason": "手机丢了，当面来说的", FIELD: code_of(own)})

    assert (unreasoned.status_code, taken.status_code) == (422, 302)
    line = OfficeEvent.objects.get(kind="reset")
    assert (line.by_name, str(line.officer), line.reason) == ("运维", "王镇长", "手机丢了，当面来说的")
    assert approve(wang, waiting).status_code == 403


def test_nobody_takes_off_his_own_phone_and_only_the_keeper_any(town, keeper):
    root, _own = keeper
    mine = get_user_model().objects.get(username="运维").pk

    assert root.get(reverse("second_factor_off", args=[mine])).status_code == 404
    assert sit(town, "何科长").get(reverse("second_factor_all")).status_code == 302
    assert (
        sit(town, "何科长").post(reverse("second_factor_off", args=[mine]), {"reason": "x"}).status_code
        == 302
    )


def test_the_keeper_sees_first_who_decides_and_has_no_phone(town, keeper):
    tie_phone(town.user("王镇长"))
    root, _own = keeper

    listed = root.get(reverse("second_factor_all")).context["seats"]

    first = [seat.name for seat in listed if seat.decides and not seat.tied]
    assert "王镇长" not in first
    assert {"何科长", "全能"} <= set(first)
    assert [seat.name for seat in listed][: len(first)] == first
