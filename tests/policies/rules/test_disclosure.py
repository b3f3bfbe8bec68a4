"""Told once: the list of one household, why each paper is on it, and its frozen form."""

import json

import pytest

from policies.actions.pack_files import read_pack
from policies.rules.answers import facts_from, next_question
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
        assert (card.count, card.selected_by) == (1, "因为您说:有残疾证")

    def test_said_of_the_household_before_anybody_is_named(self, tekun):
        """The screener asks the household, not each member."""
        assert "disability_card" in checklist(tekun, {"disability": True}, []).codes
        assert "disability_card" not in checklist(tekun, {"disability": False}, [ADULT]).codes

    def test_with_nobody_known_everything_is_listed_with_its_condition(self, huaxi):
        found = checklist(huaxi, None)
        reasons = {item.code: item.selected_by for item in found.applicant}
        assert reasons["illness_proof"] == "有这种情况才要:有重病病人"
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
        "一个月大概收入是其中之一:几乎没有、1000 以下"
    )


class TestAnswers:
    def test_what_was_chosen_is_true_and_the_rest_of_that_question_false(self, dibao):
        facts = facts_from(dibao, {"situation": ["illness"], "urgent": "有", "members": "4"})
        assert facts["illness"] is True
        assert facts["car"] is False
        assert facts["urgent"] is True
        assert facts["members"] == 4

    def test_one_choice_as_plain_text(self, dibao):
        assert facts_from(dibao, {"situation": "car"})["car"] is True

    def test_yes_and_no_as_themselves(self, dibao):
        assert facts_from(dibao, {"urgent": False}) == {"urgent": False}
        assert facts_from(dibao, {"urgent": "no"}) == {"urgent": False}

    def test_what_was_not_answered_states_nothing(self, dibao):
        assert facts_from(dibao, {"situation": None, "for_whom": "self"}) == {"for_whom": "self"}

    def test_the_questions_come_in_their_order_and_end(self, dibao):
        answers: dict[str, object] = {}
        asked = []
        while question := next_question(dibao, "screener", answers):
            asked.append(question.key)
            answers[question.key] = "说不清" if question.type != "number" else 1
        assert asked == ["urgent", "for_whom", "village", "members", "monthly_income_band", "situation"]

    def test_a_question_with_a_condition_is_skipped_until_it_holds(self):
        subsidy = read_pack("yicheng").spec("disability_subsidy")
        keys = [question.key for question in subsidy.questions if question.part == "application"]
        before = {key: "x" for key in keys if key not in ("disability_class", "disability_card_unshared")}
        after = next_question(subsidy, "application", before)
        assert after.key == "disability_card_unshared"
        asked = next_question(subsidy, "application", {**before, "situation": ["disability"]})
        assert asked.key == "disability_class"
