"""Where one of two things is enough, or both are needed: each alone says what it says."""

from dataclasses import replace
from datetime import date

import pytest

from casework.rules.facts import Facts
from casework.rules.flags import flags, standing
from casework.rules.flow import decide, may
from casework.rules.holdings import Holdings
from casework.rules.lodgement import LodgementDraft, PersonDraft, defects
from casework.rules.payee import payee, payees
from casework.rules.refusal import StepRefused
from casework.rules.roles import TOWNSHIP_ROLES, Actor
from casework.rules.urgency import URGENT, waits
from tests.casework.rules.scene import CAST, TOWN, Scene
from tests.casework.rules.test_what_a_pack_says import with_option

BORN = date(1970, 1, 1)


def draft(*people: PersonDraft, **more) -> LodgementDraft:
    return LodgementDraft(
        place="shangyu", programme="dibao", village="770101001901", channel="window", members=people, **more
    )


class TestFlags:
    def test_kin_of_the_office_and_kin_of_who_filed_are_both_seen(self):
        """HX-4.4a: such a household is visited whatever the draw."""
        assert "relative" in standing(Facts(relatives=frozenset({"li"})))
        assert "relative" in standing(Facts(relative_filed=True))
        assert "relative" not in standing(Facts())

    def test_overdue_is_raised_by_time_alone(self):
        scene = Scene().accepted()
        assert "overdue" not in flags(scene.facts, scene.book, scene.at)
        scene.wait(200)
        assert "overdue" in flags(scene.facts, scene.book, scene.at)

    def test_an_urgent_need_that_the_case_itself_answers_waits_for_nothing(self):
        """SY-4.4e"""
        told = Facts(stage="submitted", circumstances={URGENT: True})
        assert waits(told)
        assert not waits(replace(told, emergency=True))


class TestToWhom:
    """QY-3.1.2c"""

    def place(self, *stated: str) -> Scene:
        return with_option(Scene("qinyuan"), "pay", payee=list(stated))

    def test_an_institution_is_paid_only_where_the_place_says_so(self):
        lives_there = {"support_mode": "institution"}
        for stated, paid in (
            (("applicant", "institution"), ("institution",)),
            (("applicant",), ("applicant",)),
        ):
            scene = self.place(*stated).know(circumstances=lives_there)
            assert payees(scene.facts, scene.book.spec) == paid

    def test_nothing_entered_is_himself_or_the_first_whom_the_place_names(self):
        himself = payee(self.place("guardian", "applicant").ask("confirm", "孙"))
        assert himself is not None
        assert himself.who == "applicant"
        other = payee(
            self.place("guardian", "carer").ask("confirm", "孙", payee_name="甲", payee_proof="协议")
        )
        assert other is not None
        assert (other.who, other.name) == ("guardian", "甲")

    def test_whom_the_place_does_not_name_is_refused_with_its_clause(self):
        scene = self.place("applicant")
        with pytest.raises(StepRefused) as refused:
            payee(scene.ask("confirm", "孙", payee="carer"))
        assert refused.value.clause == scene.book.spec.step("pay").cite.clause


class TestADraft:
    def test_one_key_or_one_number_twice_is_one_person_twice(self):
        first = PersonDraft(key="m1", name="甲", birth=BORN, id_number="1")
        assert defects(draft(first, PersonDraft(key="m2", name="乙", birth=BORN, id_number="2"))) == ()
        for twin in ({"key": "m1", "id_number": "2"}, {"key": "m2", "id_number": "1"}):
            found = defects(draft(first, PersonDraft(name="乙", birth=BORN, **twin)))
            assert [where for where, _what in found] == ["members"]

    def test_what_is_kept_says_all_papers_or_which(self):
        assert draft(supplied="all").frozen()["supplied"] == "all"
        assert draft(supplied=("id_copy",)).frozen()["supplied"] == ["id_copy"]

    def test_property_that_was_not_asked_for_is_not_kept_as_none_at_all(self):
        assert draft().frozen()["property"] is None
        assert draft(holdings=Holdings()).frozen()["property"] is not None


class TestByWhom:
    def test_what_only_a_meeting_lacks_still_stands_in_the_way_of_an_approval(self):
        """QY-4.1a: it is not something the approver could enter."""
        scene = Scene("qinyuan", posting_days="7").posted().wait(8)
        refused = may("confirm", scene.facts, scene.book, CAST["孙"], scene.at)
        assert refused is not None
        assert refused.code == "panel"

    def test_the_house_itself_records_a_letter_and_does_nothing_else(self):
        """A hand without a number could be anybody's second hand."""
        house = Actor("", "", TOWNSHIP_ROLES, TOWN)
        scene = Scene().posted()
        letter = {"kind": "acceptance", "number": "受1"}
        noted = decide("notice", scene.facts, scene.book, house, scene.at, letter)
        assert noted.facts.notice("acceptance") is not None
        with pytest.raises(StepRefused) as refused:
            decide("extend", scene.facts, scene.book, replace(house, roles=("approver",)), scene.at)
        assert refused.value.code == "role"
