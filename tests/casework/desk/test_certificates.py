"""Scenes of certificates at the desk: given, stamped, destroyed by two, listed for the township, and not for the village."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from casework.actions import upkeep
from casework.models import Case, Certificate, Event
from casework.rules.refusal import StepRefused
from policies.models import ParameterValue
from tests.casework.desk.acting import ids, press, text
from tests.casework.desk.cast import at

LIST = reverse("desk_certificates")
NUMBER = "虞救 00017"


def approved(town, **more):
    case = town.lodge(at(3, 2), **more)
    town.bring_to_approval(case)
    town.do("confirm", case, "王镇长", at(3, 18), amount=102000)
    return Case.objects.get(pk=case.pk)


def given(town, number=NUMBER, **more):
    case = approved(town, **more)
    town.do("issue_certificate", case, "刘敏", at(3, 20), number=number)
    return case


def ended(town, case):
    """Support stops: told beforehand, decided after the days for a defence, served; from June there is none."""
    letters = (("advance", at(5, 6, 11), date(2026, 5, 7)), ("decision", at(5, 18, 11), date(2026, 5, 19)))
    town.do("propose_change", case, "赵强", at(5, 6), stop=True, cause="收入超过标准", proof="工资单")
    for kind, issued, served in letters:
        if kind == "decision":
            town.do("decide_change", case, "王镇长", at(5, 18))
        town.do("record_notice", case, "刘敏", issued, kind=kind, number=kind, notice=uuid4())
        town.do("record_service", case, "刘敏", at(5, served.day), kind=kind, served=served, method="direct")


def test_from_the_list_to_the_form_and_into_the_register(town):
    """SY-A1.7e: issued after approval, with its number and day in the register and a line in the story."""
    case = approved(town)
    liu = town.sit("刘敏", at(3, 20))
    assert reverse("desk_act", args=[case.pk, "issue_certificate"]) in text(liu.get(LIST))
    assert LIST in text(liu.get(reverse("desk_case", args=[case.pk])))

    press(town, case, "刘敏", "issue_certificate", at(3, 20), number=NUMBER, on="2026-03-20")

    row = Certificate.objects.get()
    assert (row.number, row.issued_on, row.review_due) == (NUMBER, date(2026, 3, 20), date(2027, 3, 20))
    assert "附件1 第7项②" in Event.objects.get(kind="issue_certificate").clause
    page = text(liu.get(LIST))
    assert NUMBER in page
    assert "还没有发证" not in page
    assert NUMBER in text(liu.get(reverse("desk_case", args=[case.pk])))


def test_one_year_later_it_waits_for_its_stamp(town):
    """SY-A1.7e: reviewed yearly."""
    case = given(town)
    assert "该年审了" not in text(town.sit("陈立", at(12, 1)).get(LIST))

    later = at(3, 22).replace(year=2027)
    assert "该年审了" in text(town.sit("陈立", later).get(LIST))
    press(town, case, "陈立", "stamp_certificate", later, on="2027-03-22")

    row = Certificate.objects.get()
    assert (row.reviewed_on, row.review_due) == (date(2027, 3, 22), date(2028, 3, 22))
    assert "该年审了" not in text(town.sit("陈立").get(LIST))


def test_support_over_it_is_destroyed_by_two_and_the_register_names_them(town):
    """SY-A1.7e: given cancelled, an open task to destroy; done with a date and two names."""
    case = given(town)
    ended(town, case)
    when = at(7, 2)
    upkeep.tick(now=when)
    assert "要收回销毁" in text(town.sit("刘敏", when).get(LIST))

    url = reverse("desk_act", args=[case.pk, "destroy_certificate"])
    case.refresh_from_db()
    alone = {"seen": case.seq, "who": ids(town, "刘敏"), "on": "2026-07-02"}
    assert "请选两个人" in text(town.sit("刘敏").post(url, alone))
    press(town, case, "刘敏", "destroy_certificate", when, who=ids(town, "刘敏", "陈立"), on="2026-07-02")

    row = Certificate.objects.get()
    assert row.destroyed_on == date(2026, 7, 2)
    assert {row.destroyed_by.name, row.destroyed_with.name} == {"刘敏", "陈立"}
    page = text(town.sit("刘敏").get(LIST))
    assert "要收回销毁" not in page
    assert "2026-07-02" in page


def test_support_over_and_the_certificate_lost_nobody_waits_for_it_any_more(town):
    """SY-A1.7e says nothing of it: the number is void with the day and how it was lost, and is nobody's again."""
    case = given(town)
    ended(town, case)
    when = at(7, 2)
    upkeep.tick(now=when)
    liu = town.sit("刘敏", when)
    assert "要收回销毁" in text(liu.get(LIST))

    press(town, case, "刘敏", "lose_certificate", when, reason="发大水冲走了", on="2026-07-01")

    row = Certificate.objects.get()
    assert (row.voided_on, row.void_why, row.void_reason) == (date(2026, 7, 1), "lost", "发大水冲走了")
    page = text(liu.get(LIST))
    assert "要收回销毁" not in page
    assert "2026-07-01 作废：丢了，没有收回" in page
    assert "发大水冲走了" in text(liu.get(reverse("desk_case", args=[case.pk])))
    other = approved(town, name="王秀英")
    with pytest.raises(StepRefused, match="登记过"):
        town.do("issue_certificate", other, "刘敏", at(7, 3), number=NUMBER)


def test_the_same_number_is_not_given_twice(town):
    given(town)
    other = approved(town, name="王秀英")
    with pytest.raises(StepRefused) as caught:
        town.do("issue_certificate", other, "刘敏", at(3, 20), number=NUMBER)
    assert caught.value.code == "duplicate"
    assert Certificate.objects.count() == 1


def replaced(town, case, **more):
    said = {"why": "lost", "reason": "发大水冲走了", "number": "虞救 00018"} | more
    return town.do("replace_certificate", case, "刘敏", at(4, 2), **said)


def test_a_lost_one_is_void_in_the_register_and_the_new_number_holds(town):
    """SY-A1.7e says nothing of it: the old line stays with the day and the reason, the new one takes over its review."""
    case = given(town)
    liu = town.sit("刘敏", at(4, 2))
    url = reverse("desk_act", args=[case.pk, "replace_certificate"])
    assert f"原来的是 {NUMBER}" in text(liu.get(url))
    typed = {"why": "lost", "reason": "发大水冲走了", "number": "虞救 00018", "on": "2026-04-02"}
    press(town, case, "刘敏", "replace_certificate", at(4, 2), **typed)

    old, new = Certificate.objects.order_by("pk")
    assert (old.number, old.voided_on, old.void_reason) == (NUMBER, date(2026, 4, 2), "发大水冲走了")
    assert (new.number, new.replaces, new.review_due) == ("虞救 00018", old, old.review_due)
    page = text(liu.get(LIST))
    assert "2026-04-02 作废：丢了。换成 虞救 00018" in page
    assert page.index("虞救 00018</td>") < page.index(f"{NUMBER}</td>")
    story = text(liu.get(reverse("desk_case", args=[case.pk])))
    assert f"{NUMBER} 作废：丢了" in story
    assert "发大水冲走了" in story


def test_a_void_number_is_nobodys_again_and_only_the_new_one_is_stamped_and_destroyed(town):
    case = given(town)
    replaced(town, case)
    other = approved(town, name="王秀英")
    for taken in (NUMBER, "虞救 00018"):
        with pytest.raises(StepRefused) as caught:
            town.do("issue_certificate", other, "刘敏", at(4, 3), number=taken)
        assert caught.value.code == "duplicate"
    ended(town, case)
    when = at(7, 2)
    upkeep.tick(now=when)
    assert text(town.sit("刘敏", when).get(LIST)).count("年审到") == 1
    press(town, case, "刘敏", "destroy_certificate", when, who=ids(town, "刘敏", "陈立"), on="2026-07-02")
    old, new = Certificate.objects.order_by("pk")
    assert (old.destroyed_on, new.destroyed_on) == (None, date(2026, 7, 2))


def test_a_number_that_was_only_a_slip_of_the_pen_is_free_for_the_certificate_that_bears_it(town):
    case = given(town)
    replaced(town, case, why="typed", reason="把 18 抄成了 17")
    assert Certificate.objects.get(number="虞救 00018").issued_on == date(2026, 3, 20)
    other = approved(town, name="王秀英")
    town.do("issue_certificate", other, "刘敏", at(4, 3), number=NUMBER)
    assert Certificate.objects.filter(number=NUMBER).count() == 2


def test_nothing_changes_when_the_new_number_is_taken(town):
    case = given(town)
    given(town, number="虞救 00018", name="王秀英")
    with pytest.raises(StepRefused) as caught:
        replaced(town, case)
    assert caught.value.code == "duplicate"
    assert not Certificate.objects.exclude(voided_on=None).exists()
    assert not Event.objects.filter(kind="replace_certificate").exists()


def test_the_database_wants_a_reason_for_a_void_number(town):
    row = Certificate.objects.get(case=given(town))
    with pytest.raises(IntegrityError), transaction.atomic():
        Certificate.objects.filter(pk=row.pk).update(voided_on=date(2026, 4, 2), void_why="lost")


def test_the_database_refuses_one_pair_of_hands(town):
    row = Certificate.objects.get(case=given(town))
    liu = town.officers["刘敏"].pk
    for change in (
        {"destroyed_on": date(2026, 7, 2), "destroyed_by": liu, "destroyed_with": liu},
        {"destroyed_on": date(2026, 7, 2), "destroyed_by": liu},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Certificate.objects.filter(pk=row.pk).update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        Certificate.objects.create(case=row.case, place=row.place, number="另一本", issued_on=date(2026, 4, 1), review_due=date(2027, 4, 1))  # fmt: skip


def test_the_village_reads_no_register_and_a_stranger_sees_no_line(town):
    given(town)
    assert town.sit("张会计", at(3, 21)).get(LIST).status_code == 403
    assert NUMBER not in text(town.sit("外乡人", at(3, 21)).get(LIST))
    assert NUMBER in text(town.sit("何科长", at(3, 21)).get(LIST))


def test_a_place_that_gives_none_says_so_and_has_no_line_in_the_menu(town):
    menu = reverse("desk_queue")
    assert LIST in text(town.sit("刘敏", at(3, 2)).get(menu))
    ParameterValue.objects.filter(key="certificate_review_months").delete()
    assert LIST not in text(town.sit("刘敏", at(3, 2)).get(menu))
    assert "没有写要发救助证" in text(town.sit("刘敏").get(LIST))


def test_the_list_asks_as_often_for_three_as_for_one(town, django_assert_max_num_queries):
    given(town)
    approved(town, name="头一家")
    liu = town.sit("刘敏", at(3, 20))
    liu.get(LIST)
    with django_assert_max_num_queries(60) as few:
        liu.get(LIST)
    for number in range(2):
        given(town, number=f"虞救 1{number}", name=f"人家{number}")
        approved(town, name=f"别家{number}")
    liu.get(LIST)
    with django_assert_max_num_queries(60) as more:
        liu.get(LIST)
    assert len(more.captured_queries) == len(few.captured_queries)
