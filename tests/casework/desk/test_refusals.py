"""Scenes about the county's list of what was refused: counted, one by one, and nothing that was typed."""

from types import SimpleNamespace

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.casework.desk.acting import text
from tests.casework.desk.cast import at


def test_refusals_are_counted_for_the_county_and_say_nothing_that_was_typed(town):
    case = town.lodge(at(3, 2))
    secret = "他家里的事77"
    wang, chen = town.sit("王镇长", at(3, 3)), town.sit("陈立")
    for _again in range(2):
        wang.post(reverse("desk_act", args=[case.pk, "accept"]), {"seen": case.seq, "reason": secret})
    chen.post(reverse("desk_act", args=[case.pk, "accept"]), {"seen": case.seq})
    chen.post(reverse("desk_kin"), {"end": "7"})

    page = text(town.sit("何科长").get(reverse("desk_refusals")))

    office = town.village.parent.short_name
    assert f"{office}：4 次" in page
    assert f"王镇长（{office}）：2 次" in page
    assert "岗位不对" in page and "受理" in page and "近亲属备案" in page
    assert case.number in page
    assert secret not in page and "李桂田" not in page
    assert wang.get(reverse("desk_refusals")).status_code == 403
    town.clock.set(at(5, 3))
    assert "没有人被拒绝" in text(town.sit("何科长").get(reverse("desk_refusals")))
    assert case.number in text(town.sit("何科长").get(reverse("desk_refusals") + "?days=90"))


def test_the_number_of_a_case_of_his_own_kin_is_not_shown_to_the_county_either(town):
    case = town.lodge(at(3, 2))
    town.sit("王镇长", at(3, 3)).post(reverse("desk_act", args=[case.pk, "accept"]), {"seen": case.seq})
    officer = str(town.officers["何科长"].pk)
    town.do("declare_relative", case, "何科长", at(3, 3), officer=officer, member="m1", relation="子女")

    assert case.number not in text(town.sit("何科长").get(reverse("desk_refusals")))


def test_the_list_of_refusals_costs_the_same_however_long_it_is(town):
    case, url = town.lodge(at(3, 2)), reverse("desk_refusals")
    wrong = SimpleNamespace(wang=town.sit("王镇长", at(3, 3)), he=town.sit("何科长"))

    def cost():
        with CaptureQueriesContext(connection) as seen:
            wrong.he.get(url)
        return len(seen)

    wrong.wang.post(reverse("desk_act", args=[case.pk, "accept"]), {"seen": case.seq})
    wrong.he.get(url)
    few = cost()
    for name in ("陈立", "赵强", "马镇长"):
        town.sit(name).post(reverse("desk_act", args=[case.pk, "accept"]), {"seen": case.seq})
    assert cost() == few
