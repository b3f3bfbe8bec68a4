"""Scenes of a lead that becomes an application, and of kin who stand aside from it."""

import re
from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse

from casework.actions.kin import declare_kin
from casework.models import Case, LeadFiling, OfficeEvent
from casework.models.guards import REFUSAL
from casework.rules.refusal import StepRefused
from casework.sealing import blind_index
from tests.casework.desk.cast import STAFF, at
from tests.casework.desk.leading import KIN, PHONE, SEEN, WHERE, application, filed, look, state, text, turn


@pytest.mark.parametrize("who", [*STAFF, "外乡人"])
def test_only_its_village_and_its_acceptor_make_an_application_of_it(town, who):
    lead = filed(town)
    before = state()
    roles = STAFF.get(who, ())
    if {"village", "acceptor"} & set(roles):
        assert turn(town, lead, who).number
        return

    with pytest.raises(StepRefused) as refusal:
        turn(town, lead, who)

    assert refusal.value.code == "role"
    assert state() == before


def test_a_lead_becomes_a_case_and_each_knows_the_other(town):
    """YC-3.1.3: the lead shows the number of its case, the case that it came from a lead."""
    lead = filed(town)

    receipt = turn(town, lead, "张会计")

    case = Case.objects.get(pk=receipt.case)
    assert (case.stage, case.lodgement.channel) == ("taken", "village")
    assert case.lodgement.draft["answers"]["source"] == "outreach"
    assert case.events.get().data["lead"] == str(lead.pk)
    assert OfficeEvent.objects.get(kind="lead_turned").case == case
    for who in ("张会计", "刘敏"):
        assert receipt.number in look(town, who, "?done=1")
        page = text(town.sit(who).get(reverse("desk_case", args=[case.pk])))
        assert "来自主动发现的线索：青石村 张会计 2026-03-02 报的" in re.sub(r"\s*\n\s*", "", page)
        assert SEEN in page


def test_at_the_window_it_is_handed_in_at_once(town):
    case = Case.objects.get(pk=turn(town, filed(town), "刘敏").case)
    assert (case.stage, case.lodgement.channel) == ("submitted", "window")
    assert "来自主动发现的线索" in text(town.sit("刘敏").get(reverse("desk_case", args=[case.pk])))


def test_one_lead_one_application_whoever_comes_second(town):
    lead = filed(town)
    number = turn(town, lead, "张会计").number

    with pytest.raises(StepRefused, match=number):
        turn(town, lead, "刘敏", members=town.family("另一家"))

    assert Case.objects.count() == LeadFiling.objects.count() == 1
    close = town.sit("刘敏").post(reverse(WHERE), {"do": "close", "lead": lead.pk, "reason": "不办"})
    assert (close.status_code, number in text(close)) == (422, True)


def test_a_closed_lead_becomes_no_application(town):
    lead = filed(town)
    town.sit("刘敏").post(reverse(WHERE), {"do": "close", "lead": lead.pk, "reason": "搬走了"})
    with pytest.raises(StepRefused, match="办结"):
        turn(town, lead, "张会计")
    assert not Case.objects.exists()


def test_the_database_itself_knows_one_application_a_lead_for_ever(town):
    lead = filed(town)
    turn(town, lead, "张会计")
    other = town.lodge(at(3, 5))
    filing = LeadFiling.objects.get()
    second = LeadFiling(lead=lead, case=other, by=filing.by, at=at(3, 5))

    with pytest.raises(IntegrityError), transaction.atomic():
        second.save()
    with pytest.raises(DatabaseError, match=REFUSAL), transaction.atomic():
        LeadFiling.objects.update(case=other)
    with pytest.raises(DatabaseError, match=REFUSAL), transaction.atomic():
        filing.delete()


def test_who_is_kin_by_his_own_word_has_no_further_hand_in_it(town):
    """QY-4.2a: near relatives stand aside."""
    lead = filed(town, related="yes")

    assert "周老汉" not in look(town, "张会计")
    assert "报的人是他家近亲属" in look(town, "刘敏")
    with pytest.raises(StepRefused) as refusal:
        turn(town, lead, "张会计")
    assert refusal.value.code == "relative"
    assert turn(town, lead, "刘敏").number


def test_a_clerk_stands_aside_and_a_colleague_goes_on(town):
    lead, liu = filed(town), town.sit("刘敏")

    assert liu.post(reverse(WHERE), {"do": "aside", "lead": lead.pk}).status_code == 302

    assert "周老汉" not in look(town, "刘敏")
    for do in ("close", "phone"):
        answer = liu.post(reverse(WHERE), {"do": do, "lead": lead.pk, "reason": "不该"})
        assert answer.status_code == 403
        assert "回避" in text(answer)
    assert OfficeEvent.objects.filter(kind="lead_recused").count() == 1
    assert turn(town, lead, "全能").number


def declare(town, name="周 老汉", when=None):
    officer = town.officers["刘敏"]
    actor = town.actor("何科长", at(3, 1).date())
    declare_kin(
        officer=officer.pk, name=name, id_number=KIN, relation="叔侄", actor=actor, at=when or at(3, 1)
    )


def test_the_name_of_a_declared_relative_bars_from_a_lead(town):
    """QY-4.2a: a lead holds no identity number; the name on the register is enough to stand aside."""
    declare(town)
    lead, other = filed(town), filed(town, name="钱大娘")

    page = look(town, "刘敏")
    assert "周老汉" not in page
    assert "钱大娘" in page
    with pytest.raises(StepRefused) as refusal:
        turn(town, lead, "刘敏")
    assert refusal.value.code == "relative"
    assert "周老汉" in look(town, "全能")
    assert turn(town, other, "刘敏").number


def test_declared_later_it_bars_from_then_on(town):
    filed(town)
    assert "周老汉" in look(town, "刘敏")
    declare(town, when=at(3, 2))
    assert "周老汉" not in look(town, "刘敏")


def test_his_own_mobile_bars_an_officer(town):
    officer = town.officers["刘敏"]
    officer.phone_index = blind_index(PHONE, "phone")
    officer.save()
    filed(town)
    assert "周老汉" not in look(town, "刘敏")
    assert "周老汉" in look(town, "全能")


def test_once_the_number_is_known_the_register_bars_as_it_does_from_every_case(town):
    """QY-4.2a: 周老汉 is called otherwise on the register; his identity number tells."""
    declare(town, name="周大山")
    lead, kin = filed(town), application(town).members[0]
    members = (type(kin)(key="m1", name="周大山", birth=date(1950, 3, 4), id_number=KIN),)

    with pytest.raises(StepRefused) as refusal:
        turn(town, lead, "刘敏", members=members)
    assert refusal.value.code == "relative"
    assert not Case.objects.exists()

    turn(town, lead, "张会计", members=members)
    assert "周老汉" not in look(town, "刘敏", "?done=1")
