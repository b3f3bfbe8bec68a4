"""Scenes of the record of dishonesty: kept by the county after a decision, lifted on appeal, and nobody else's."""

import pytest
from django.urls import reverse

from casework.models import Dishonesty, OfficeEvent
from tests.casework.desk.acting import text
from tests.casework.desk.cast import at, build

FOUND = {
    "member": "m1",
    "kind": "false_papers",
    "decision": "峄民罚〔2026〕1号",
    "decided_on": "2026-03-20",
    "appeal": "3 月 20 日当面告知：60 日内可以向区政府申请复议",
}


@pytest.fixture
def town(db, wall_clock):
    """The one place whose document names what is recorded."""
    standing = build(wall_clock, "yicheng")
    standing.case = standing.lodge(at(3, 2))
    return standing


def where(town):
    return reverse("desk_dishonesty", args=[town.case.pk])


@pytest.mark.parametrize(
    ("lacking", "said"),
    [("decision", "还没有填"), ("decided_on", "还没有填"), ("appeal", "还没有填"), ("kind", "还没有选")],
)
def test_a_suspicion_is_not_recorded_and_what_was_typed_stays(town, lacking, said):
    """YI-4.1c: without the decision, and without what was said about appeal, there is no record."""
    answer = town.sit("何科长", at(3, 21)).post(where(town), FOUND | {lacking: ""})

    assert answer.status_code == 422
    assert said in text(answer)
    assert "峄民罚" in text(answer) or lacking == "decision"
    assert not Dishonesty.objects.exists()


def test_a_finding_is_recorded_once_and_lifted_with_a_reason(town):
    """YI-4.1c: who, what, by which decision, and the appeal; a lifted record stays readable as lifted."""
    he = town.sit("何科长", at(3, 21))
    he.post(where(town), FOUND)

    record = Dishonesty.objects.get()
    assert (record.person.name, record.decision) == ("李桂田", FOUND["decision"])
    assert "提供虚假材料骗取社会救助资格" in text(he.get(where(town)))
    assert "已经记过了" in text(he.post(where(town), FOUND))
    assert he.post(where(town), {"lift": record.pk, "reason": ""}).status_code == 422
    he.post(where(town), {"lift": record.pk, "reason": "复议撤销了决定"})
    assert "复议撤销了决定" in text(he.get(where(town)))
    assert he.post(where(town), {"lift": record.pk, "reason": "再撤"}).status_code == 422
    kinds = OfficeEvent.objects.filter(case=town.case).order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == ["dishonesty_kept", "dishonesty_off"]


def test_a_day_that_has_not_come_and_a_stranger_to_the_household_are_refused(town):
    he = town.sit("何科长", at(3, 21))

    assert "还没有到" in text(he.post(where(town), FOUND | {"decided_on": "2026-03-22"}))
    assert he.post(where(town), FOUND | {"member": "m9"}).status_code == 422
    assert he.post(where(town), {"lift": "乱写", "reason": "x"}).status_code == 422
    assert not Dishonesty.objects.exists()


def test_a_private_number_is_not_taken_into_the_record(town):
    answer = town.sit("何科长", at(3, 21)).post(where(town), FOUND | {"appeal": "打电话 13800000001 告知"})

    assert answer.status_code == 422
    assert not Dishonesty.objects.exists()


def test_who_decides_on_cases_keeps_no_record(town):
    for name in ("王镇长", "刘敏", "张会计"):
        assert town.sit(name, at(3, 21)).post(where(town), FOUND).status_code == 403
    assert not Dishonesty.objects.exists()


def test_where_the_document_names_nothing_nothing_is_kept(db, wall_clock):
    elsewhere = build(wall_clock, "shangyu")
    elsewhere.case = elsewhere.lodge(at(3, 2))
    he = elsewhere.sit("何科长", at(3, 21))

    assert "这里不能记" in text(he.get(where(elsewhere)))
    assert he.post(where(elsewhere), FOUND).status_code == 422
    assert not Dishonesty.objects.exists()
