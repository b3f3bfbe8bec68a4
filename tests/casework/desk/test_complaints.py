"""Complaints at the county's desk: three dated steps, passed on and chased, hidden from whom they name, answered by code."""

import pytest

from casework.actions import complaints
from casework.actions.complaint import complain_to_county
from casework.models import Case, ComplaintStep, Statement
from casework.rules.refusal import StepRefused
from policies.models import ParameterValue
from tests.casework.desk.cast import at

pytestmark = pytest.mark.django_db


@pytest.fixture
def complained(town):
    """A complaint about money that names no case."""
    return complain_to_county(
        at=at(3, 2), words="办低保要我给好处", topic="money", unit=town.village.parent.code
    )


def row() -> Statement:
    return Statement.objects.get(kind="complaint")


def page(town, who, **said):
    client = town.sit(who, at(3, 5))
    path = f"/cms/desk/complaint/{row().pk}/"
    return client.post(path, said) if said else client.get(path)


def test_the_county_looks_into_it_deals_with_it_and_answers(town, complained):
    """QY-3.3.2b: three dated steps; without an answer it is not closed."""
    assert "核实" in page(town, "何科长").content.decode()
    assert page(town, "何科长", do="step", words="找当事人问过").status_code == 302
    assert page(town, "何科长", do="step", words="").status_code == 422
    assert page(town, "何科长", do="step", words="已经退还，批评教育").status_code == 302
    assert row().answered_at is None
    assert page(town, "何科长", do="step", words="已经退还，谢谢您").status_code == 302
    assert [step.kind for step in ComplaintStep.objects.all()] == ["verify", "handle", "answer"]
    assert (row().answer, row().answered_at) == ("已经退还，谢谢您", at(3, 5))
    assert "办结" in page(town, "何科长").content.decode()


def test_a_step_sent_twice_from_one_page_is_not_taken_for_the_next_one(town, complained):
    """Two clicks on “记下核实结果” are one step; nothing is called dealt with, and nobody is answered by accident."""
    shown = page(town, "何科长").content.decode()
    assert '<input type="hidden" name="kind" value="verify">' in shown

    assert page(town, "何科长", do="step", kind="verify", words="找当事人问过").status_code == 302
    again = page(town, "何科长", do="step", kind="verify", words="找当事人问过")

    assert again.status_code == 422
    assert "核实已经写过" in again.content.decode()
    assert [step.kind for step in ComplaintStep.objects.all()] == ["verify"]


def test_a_number_in_the_answer_comes_back_with_the_words(town, complained):
    answer = page(town, "何科长", do="step", words="打 13800001234 问过")
    assert answer.status_code == 422
    assert "请去掉再交" in answer.content.decode()
    assert "问过</textarea>" in answer.content.decode()
    assert not ComplaintStep.objects.exists()


@pytest.mark.parametrize("who", ["刘敏", "王镇长", "张会计", "外乡人"])
def test_nobody_below_the_county_knows_of_it(town, complained, who):
    assert page(town, who).status_code == 404
    assert row().number not in town.sit(who).get("/cms/desk/statements/").content.decode()


def test_passed_on_the_township_deals_with_it_and_the_county_answers(town, complained):
    """YC-3.3.6: passed on and chased."""
    unit = town.village.parent.code
    assert page(town, "何科长", do="pass", unit=unit, words="请核实").status_code == 302
    text = page(town, "刘敏").content.decode()
    assert "办低保要我给好处" in text
    assert 'value="pass"' not in text
    assert page(town, "刘敏", do="step", words="问过经办人").status_code == 302
    assert page(town, "何科长", do="remind").status_code == 302
    assert page(town, "刘敏", do="step", words="退还了").status_code == 302
    assert page(town, "刘敏", do="step", words="答复您").status_code == 404
    assert page(town, "外乡人").status_code == 404
    with pytest.raises(StepRefused, match="答复由县里发"):
        complaints.take_step(
            complaint=row().pk,
            kind="answer",
            words="好",
            actor=town.actor("刘敏", at(3, 5).date()),
            at=at(3, 5),
        )


def test_late_in_a_township_it_is_chased_once_by_itself(town, complained):
    """YC-3.3.6: not answered by the configured day, a reminder is logged; not configured, nothing is late."""
    complaints.pass_on(
        complaint=row().pk, unit=town.village.parent.code, words="", actor=county(town), at=at(3, 3)
    )
    assert complaints.remind_late(now=at(6, 1)) == 0
    ParameterValue.objects.create(
        jurisdiction=town.village.jurisdiction,
        key="complaint_answer_days",
        label="投诉答复的天数",
        value="15",
        unit="day",
        operator="at_most",
        since=at(1, 1).date(),
        clause="本故事自设",
    )
    assert complaints.remind_late(now=at(3, 18)) == 0
    assert complaints.remind_late(now=at(3, 19)) == 1
    assert complaints.remind_late(now=at(3, 20)) == 0
    assert ComplaintStep.objects.get(kind="remind").by is None


def county(town):
    return town.actor("何科长", at(3, 2).date())


def test_whom_it_names_never_reads_it(town, complained):
    """QY-4.2b"""
    complaints.pass_on(
        complaint=row().pk, unit=town.village.parent.code, words="", actor=county(town), at=at(3, 3)
    )
    assert page(town, "刘敏").status_code == 200
    officer = str(town.officers["刘敏"].pk)
    assert page(town, "何科长", do="named", officers=[officer]).status_code == 302
    assert page(town, "刘敏").status_code == 404
    assert page(town, "陈立").status_code == 200


def test_about_favours_it_is_hidden_from_every_hand_of_the_case(town, complained):
    """QY-4.2b"""
    case = town.lodge(at(3, 2))
    town.do("accept", case, "刘敏", at(3, 3))
    complaints.link_case(complaint=row().pk, number=case.number, actor=county(town), at=at(3, 4))
    complaints.pass_on(
        complaint=row().pk, unit=town.village.parent.code, words="", actor=county(town), at=at(3, 4)
    )
    assert page(town, "刘敏").status_code == 404
    assert page(town, "陈立").status_code == 200
    assert "办低保要我给好处" not in town.sit("刘敏").get(f"/cms/desk/case/{case.pk}/").content.decode()


def test_tied_to_its_case_the_case_is_flagged_and_two_make_it_prominent(town, complained):
    """QY-3.3.2c, HX-4.4d"""
    case = town.lodge(at(3, 2))
    assert page(town, "何科长", do="link", number="没有这件").status_code == 422
    assert page(town, "何科长", do="link", number=case.number).status_code == 302
    assert Case.objects.get(pk=case.pk).known().complaints == 1
    assert "突出" not in page(town, "何科长").content.decode()
    complain_to_county(at=at(3, 4), words="又来要钱", topic="money", unit=town.village.parent.code)
    second = Statement.objects.get(words="又来要钱")
    complaints.link_case(complaint=second.pk, number=case.number, actor=county(town), at=at(3, 5))
    listed = town.sit("何科长", at(3, 5)).get("/cms/desk/statements/").content.decode()
    assert listed.count(">突出<") == 2


def test_the_resident_reads_the_answer_by_number_and_code(town, complained, client):
    for kind, words in (("verify", "问过"), ("handle", "退还"), ("answer", "已经退还，谢谢您")):
        complaints.take_step(complaint=row().pk, kind=kind, words=words, actor=county(town), at=at(3, 5))
    wrong = client.post("/complain/status/", {"number": complained.number, "code": "000000000000"})
    assert "对不上" in wrong.content.decode()
    found = client.post("/complain/status/", {"number": complained.number, "code": complained.code})
    text = found.content.decode()
    assert "已经退还" in text
    assert "问过" not in text
    assert "no-store" in found["Cache-Control"]
