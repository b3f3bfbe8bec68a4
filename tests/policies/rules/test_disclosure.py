"""Told once: the list of one household, why each paper is on it, and its frozen form."""

import json

import pytest

from policies.actions.pack_files import read_pack
from policies.rules.conditions import parse
from policies.rules.disclosure import checklist, say, thaw
from tests.law.reading_law import ADULT, MINOR


@pytest.fixture(scope="module")
def dibao():
    return read_pack("shangyu").spec("dibao")


@pytest.fixture(scope="module")
def tekun():
    return read_pack("shangyu").spec("tekun")


@pytest.fixture(scope="module")
def huaxi():
    return read_pack("huaxi").spec("dibao")


class TestList:
    def test_in_three_groups_and_what_is_not_needed(self, dibao):
        found = checklist(dibao, {"members": 2}, [ADULT, MINOR])
        assert [item.code for item in found.applicant] == ["id_copy", "household_book", "form"]
        assert [item.code for item in found.signed] == ["authorisation"]
        assert [item.name for item in found.shared] == ["房产登记", "车辆登记", "存款和保险", "社保和退休金"]
        assert [proof.name for proof in found.banned] == ["村里盖章的困难证明"]
        assert found.codes == ("id_copy", "household_book", "form", "authorisation")

    def test_each_line_says_how_many_and_why(self, dibao):
        found = checklist(dibao, {"members": 3}, [ADULT, ADULT, MINOR])
        lines = {item.code: (item.count, item.selected_by) for item in found.items}
        assert lines["id_copy"] == (2, "每个大人一份")
        assert lines["household_book"] == (1, "每个孩子一份")
        assert lines["form"] == (1, "每家都要")
        assert all(item.clause and item.ref for item in found.items)

    def test_a_paper_for_one_member_s_condition(self, tekun):
        found = checklist(tekun, {"disability": True}, [{**ADULT, "disability": True}, ADULT])
        card = next(item for item in found.items if item.code == "disability_card")
        assert (card.count, card.selected_by) == (1, "因为您说：有残疾证")

    def test_said_of_the_household_before_anybody_is_named(self, tekun):
        """The screener asks the household, not each member."""
        assert "disability_card" in checklist(tekun, {"disability": True}, []).codes
        assert "disability_card" not in checklist(tekun, {"disability": False}, [ADULT]).codes

    def test_with_nobody_known_everything_is_listed_with_its_condition(self, huaxi):
        found = checklist(huaxi, None)
        reasons = {item.code: item.selected_by for item in found.applicant}
        assert reasons["illness_proof"] == "有这种情况才要：有重病病人"
        assert reasons["household_book"] == "每个孩子一份"


class TestFrozen:
    def test_it_survives_being_kept_as_json(self, dibao):
        found = checklist(dibao, {"members": 1}, [ADULT])
        back = thaw(json.loads(json.dumps(found.frozen())))
        assert back == found
        assert back.digest == found.digest

    def test_another_household_has_another_fingerprint(self, dibao):
        one = checklist(dibao, {}, [ADULT])
        two = checklist(dibao, {}, [ADULT, ADULT])
        assert one.digest != two.digest
        assert one.digest == checklist(dibao, {"members": 1}, [ADULT]).digest


def test_a_condition_is_said_in_the_words_of_the_questions(dibao):
    assert say(parse({"fact": "monthly_income_band", "one_of": ["none", "under_1000"]}), dibao) == (
        "一个月大概收入是其中之一：几乎没有、1000 以下"
    )
