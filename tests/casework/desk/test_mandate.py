"""Before a township holds the power to decide, the county does; and a letter of delegation is asked for as configured."""

from datetime import date

import pytest

from casework.models import Event
from casework.rules.refusal import StepRefused
from policies.models import ParameterValue, Unit, UnitPaper
from tests.casework.desk.cast import at

AMOUNT = 102000


@pytest.fixture
def ready(town):
    """A household of 青石村 that may be approved from 18 March on."""
    case = town.lodge(at(3, 2))
    town.bring_to_approval(case)
    return case


def township(town) -> Unit:
    return Unit.objects.get(pk=town.village.parent_id)


def approve(town, case, name, day):
    town.do("confirm", case, name, at(3, day), amount=AMOUNT)


def letter_is(place, value) -> None:
    ParameterValue.objects.create(
        jurisdiction=place,
        key="delegation_letter",
        label="没有有效委托书时怎么办",
        unit="letter",
        value=value,
        clause="附件2",
        reason="演示",
    )


class TestFromWhichDay:
    def test_the_day_before_it_is_the_county_s_and_on_the_day_the_township_s(self, town, ready):
        """HX-4.1: power that moves on a day moves on that day, for each unit by itself."""
        Unit.objects.filter(pk=town.village.parent_id).update(covered_from=date(2026, 3, 20))
        with pytest.raises(StepRefused, match="2026-03-20 起才承接审批权，这一件由县里审批"):
            approve(town, ready, "王镇长", 19)
        approve(town, ready, "王镇长", 20)
        assert Event.objects.filter(case=ready, kind="confirm").get().data["level"] == "township"

    def test_a_unit_that_the_document_does_not_name_never_decides(self, town, ready):
        """HX-3: any other unit is refused; the county decides in its place."""
        Unit.objects.filter(pk=town.village.parent_id).update(covered=False)
        with pytest.raises(StepRefused, match="没有承接审批权"):
            approve(town, ready, "王镇长", 19)
        approve(town, ready, "何科长", 19)
        assert Event.objects.filter(case=ready, kind="confirm").get().data["level"] == "county"

    def test_where_the_township_decides_the_county_only_looks_on(self, town, ready):
        """SY-2b"""
        with pytest.raises(StepRefused, match="县里只监督"):
            approve(town, ready, "何科长", 19)


class TestLetter:
    def test_where_nobody_asks_for_one_nothing_is_said(self, town, ready):
        approve(town, ready, "王镇长", 19)
        assert "letter" not in Event.objects.get(case=ready, kind="confirm").data

    def test_configured_to_refuse_it_refuses_until_a_letter_holds(self, town, ready):
        """HX-A2"""
        letter_is(town.village.jurisdiction, "refuse")
        UnitPaper.objects.create(
            unit=township(town), kind="letter", number="旧", since=date(2025, 1, 1), until=date(2025, 12, 31)
        )
        with pytest.raises(StepRefused, match="没有有效的委托书") as refused:
            approve(town, ready, "王镇长", 19)
        assert refused.value.clause == "附件2"
        UnitPaper.objects.create(unit=township(town), kind="letter", number="新", since=date(2026, 1, 1))
        approve(town, ready, "王镇长", 19)

    def test_configured_to_warn_it_warns_on_the_page_and_in_the_record(self, town, ready):
        """HX-A2: the case is approved, and everybody can see that the letter was missing."""
        letter_is(town.village.jurisdiction, "warn")
        page = town.sit("王镇长", at(3, 19)).get(f"/cms/desk/case/{ready.pk}/do/confirm/")
        assert "没有有效的委托书" in page.content.decode()
        approve(town, ready, "王镇长", 19)
        assert Event.objects.get(case=ready, kind="confirm").data["letter"] == "missing"

    def test_a_plan_is_no_letter(self, town, ready):
        letter_is(town.village.jurisdiction, "refuse")
        UnitPaper.objects.create(unit=township(town), kind="plan", number="方案", since=date(2026, 1, 1))
        with pytest.raises(StepRefused, match="没有有效的委托书"):
            approve(town, ready, "王镇长", 19)
