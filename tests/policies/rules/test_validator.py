"""Ten and more ways to break the law in a programme, each refused by name and clause."""

from copy import deepcopy
from typing import Any

import pytest

from policies.actions.pack_files import read_pack
from policies.rules.invariants import STEP_OPTIONS
from policies.rules.programme import STEP_KINDS
from policies.rules.reading import read_spec
from policies.rules.validator import validate


@pytest.fixture
def dibao() -> dict[str, Any]:
    """A sound programme that posts before the decision."""
    return deepcopy(next(body for body in read_pack("shangyu").programmes if body["code"] == "dibao"))


@pytest.fixture
def temporary() -> dict[str, Any]:
    """A sound programme with emergency relief."""
    return deepcopy(next(body for body in read_pack("shangyu").programmes if body["code"] == "temporary"))


def entry(body: dict[str, Any], shelf: str, **which: str) -> dict[str, Any]:
    ((key, value),) = which.items()
    return next(item for item in body[shelf] if item[key] == value)


def broken(body: dict[str, Any]) -> set[str]:
    """The names of the invariants that a programme breaks."""
    return {defect.code for defect in validate(read_spec(body))}


def said(body: dict[str, Any]) -> str:
    return ";".join(map(str, validate(read_spec(body))))


def test_a_sound_programme_has_no_defects(dibao, temporary):
    assert broken(dibao) == broken(temporary) == set()


def test_every_kind_of_step_has_its_list_of_options():
    assert set(STEP_OPTIONS) == set(STEP_KINDS)


class TestOrder:
    @pytest.mark.parametrize("kind", ["lodge", "accept", "confirm"])
    def test_without_application_acceptance_or_decision_there_is_no_procedure(self, dibao, kind):
        dibao["steps"] = [step for step in dibao["steps"] if step["kind"] != kind]
        assert "needed_steps" in broken(dibao)

    def test_a_step_stands_once(self, dibao):
        dibao["steps"].append(dict(entry(dibao, "steps", kind="review")))
        assert "needed_steps" in broken(dibao)

    def test_a_misspelt_option_switches_nothing_off_silently(self, dibao):
        entry(dibao, "steps", kind="visit")["lest"] = 2
        assert broken(dibao) == {"known_options"}
        assert "lest" in said(dibao)

    def test_an_unknown_role_does_nothing(self, dibao):
        entry(dibao, "steps", kind="visit")["roles"] = ["neighbour"]
        assert broken(dibao) == {"known_options"}

    def test_nothing_waits_for_what_nobody_knows(self, dibao):
        entry(dibao, "steps", kind="pay")["after"] = ["confirm", "sunrise"]
        assert broken(dibao) == {"known_milestones"}

    def test_nothing_waits_for_a_meeting_that_is_not_held(self, dibao):
        entry(dibao, "steps", kind="confirm")["after"] = ["post", "panel"]
        assert broken(dibao) == {"known_milestones"}
        entry(dibao, "steps", kind="confirm")["mode"] = "panel"
        assert broken(dibao) == set()

    def test_nothing_waits_for_a_wish_that_is_not_asked(self, dibao):
        entry(dibao, "steps", kind="check")["after"] = ["intend"]
        assert broken(dibao) == {"known_milestones"}
        entry(dibao, "steps", kind="lodge")["intention"] = True
        assert broken(dibao) == set()

    def test_nothing_waits_for_a_step_that_is_not_there(self, dibao):
        dibao["steps"] = [step for step in dibao["steps"] if step["kind"] != "visit"]
        assert broken(dibao) == {"known_milestones"}

    def test_two_steps_that_wait_for_each_other(self, dibao):
        entry(dibao, "steps", kind="review")["after"] = ["accept", "check", "visit", "post"]
        assert broken(dibao) == {"no_circle"}
        assert "互相等待" in said(dibao)

    def test_what_is_posted_for_review_is_posted_before_the_decision(self, dibao):
        entry(dibao, "steps", kind="confirm")["after"] = ["review"]
        assert broken(dibao) == {"posting_in_its_place"}
        assert "第十九条" in said(dibao)

    def test_a_result_is_posted_after_the_decision(self, dibao):
        entry(dibao, "steps", kind="post")["subject"] = "result"
        assert broken(dibao) == {"posting_in_its_place"}

    def test_an_unknown_subject(self, dibao):
        entry(dibao, "steps", kind="post")["subject"] = "gossip"
        assert broken(dibao) == {"posting_in_its_place"}

    def test_a_posting_without_a_period(self, dibao):
        dibao["clocks"] = [clock for clock in dibao["clocks"] if clock["name"] != "posting_end"]
        assert "posting_in_its_place" in broken(dibao)

    def test_the_check_is_waited_for(self, dibao):
        entry(dibao, "steps", kind="review")["after"] = ["accept", "visit"]
        assert broken(dibao) == {"check_before_support"}
        assert "先核后保" in said(dibao)

    def test_money_waits_for_the_decision(self, dibao):
        entry(dibao, "steps", kind="pay")["after"] = ["review"]
        assert broken(dibao) == {"money_after_decision"}


class TestHands:
    def test_the_county_does_not_decide_what_is_devolved(self, dibao):
        entry(dibao, "steps", kind="confirm")["roles"] = ["county"]
        assert broken(dibao) == {"different_hands"}

    def test_the_village_does_not_accept(self, dibao):
        entry(dibao, "steps", kind="accept")["roles"] = ["village"]
        assert broken(dibao) == {"different_hands"}

    def test_one_post_cannot_do_two_of_the_three(self, dibao):
        entry(dibao, "steps", kind="confirm")["roles"] = ["reviewer"]
        assert broken(dibao) == {"different_hands"}
        assert "三个人" in said(dibao)

    @pytest.mark.parametrize("kind", ["confirm", "sunrise"])
    def test_apart_from_another_step_only(self, dibao, kind):
        entry(dibao, "steps", kind="confirm")["apart_from"] = [kind]
        assert broken(dibao) == {"different_hands"}


class TestAnswersAndService:
    def test_routine_appraisal_was_abolished(self, dibao):
        entry(dibao, "steps", kind="appraise")["mode"] = "always"
        assert broken(dibao) == {"appraisal_only_on_objection"}

    def test_an_unknown_answer_to_an_objection(self, dibao):
        entry(dibao, "steps", kind="post")["answers"] = ["shrug"]
        assert broken(dibao) == {"appraisal_only_on_objection"}

    def test_announcement_is_the_last_resort(self, dibao):
        entry(dibao, "steps", kind="serve")["public_after"] = []
        assert broken(dibao) == {"service_in_order"}

    def test_an_unknown_way_of_serving(self, dibao):
        entry(dibao, "steps", kind="serve")["methods"] = ["pigeon"]
        assert broken(dibao) == {"service_in_order"}

    def test_told_in_advance_means_heard_and_in_writing(self, dibao):
        dibao["clocks"] = [clock for clock in dibao["clocks"] if clock["name"] != "defence"]
        assert broken(dibao) == {"heard_before_changed"}
        dibao["silences"].append({"key": "defence", "label": "陈述申辩"})
        assert broken(dibao) == set()
        dibao["notices"] = [notice for notice in dibao["notices"] if notice["kind"] != "advance"]
        assert broken(dibao) == {"heard_before_changed"}

    def test_a_refusal_is_written(self, dibao):
        dibao["notices"] = [notice for notice in dibao["notices"] if notice["kind"] != "refusal"]
        assert broken(dibao) == {"notices_complete"}

    def test_relief_says_which_papers_follow(self, temporary):
        entry(temporary, "steps", kind="relieve")["backfill"] = []
        assert broken(temporary) == {"relief_is_bounded"}
        entry(temporary, "steps", kind="relieve")["backfill"] = ["person", "horoscope"]
        assert "horoscope" in said(temporary)


class TestClocks:
    @pytest.mark.parametrize(
        "change",
        [
            {"name": "teatime"},
            {"start": ["sunrise"]},
            {"stop": ["sunset"]},
            {"start": []},
            {"limit": 0},
            {"parameter": "confirm_days"},
            {"limit": None},
            {"within": "posting"},
            {"within": "whole"},
            {"extended_limit": 20},
            {"extended_limit": None},
            {"extension_reasons": ["busy"]},
            {"extension_reasons": []},
        ],
    )
    def test_a_clock_hangs_on_what_exists_and_has_one_length(self, dibao, change):
        entry(dibao, "clocks", name="whole").update(change)
        assert "clocks_hang_on_events" in broken(dibao)

    def test_a_clock_stands_once(self, dibao):
        dibao["clocks"].append(dict(entry(dibao, "clocks", name="check")))
        assert broken(dibao) == {"clocks_hang_on_events"}

    def test_what_is_stated_is_not_unstated(self, dibao):
        dibao["silences"].append({"key": "whole", "label": "整件办结"})
        assert broken(dibao) == {"silent_or_stated"}

    def test_a_silence_stands_once(self, dibao):
        dibao["silences"].append(dict(dibao["silences"][0]))
        assert broken(dibao) == {"silent_or_stated"}

    def test_a_forgotten_limit_is_asked_about(self, dibao):
        dibao["clocks"] = [clock for clock in dibao["clocks"] if clock["name"] not in ("whole", "confirm")]
        assert "文件写没写" in said(dibao)


class TestContent:
    def test_it_does_not_end_before_it_begins(self, dibao):
        dibao["effective_until"] = "2022-12-31"
        assert broken(dibao) == {"effective_range"}

    def test_a_banned_proof_is_not_listed(self, dibao):
        form = dict(entry(dibao, "materials", code="form"), code="hardship_certificate")
        dibao["materials"].append(form)
        assert broken(dibao) == {"once_and_needed"}
        assert "不得索要" in said(dibao)

    def test_no_paper_twice(self, dibao):
        dibao["materials"].append(dict(entry(dibao, "materials", code="form")))
        assert broken(dibao) == {"once_and_needed"}

    @pytest.mark.parametrize("field", ["why", "where", "without"])
    def test_no_paper_without_why_where_and_what_if_not(self, dibao, field):
        entry(dibao, "materials", code="form")[field] = ""
        assert broken(dibao) == {"once_and_needed"}

    def test_a_condition_asks_for_a_fact_somebody_knows(self, dibao):
        entry(dibao, "materials", code="form")["when"] = {"any": [{"fact": "horoscope", "is": "ram"}]}
        entry(dibao, "questions", key="income")["when"] = {"not": {"fact": "weather", "is": "rain"}}
        assert broken(dibao) == {"conditions_known"}
        assert "horoscope" in said(dibao)
        assert "weather" in said(dibao)

    def test_emergencies_come_first(self, dibao):
        first = entry(dibao, "questions", key="urgent")
        dibao["questions"].remove(first)
        dibao["questions"].append(first)
        assert "第一个要问有没有急事" in said(dibao)
        assert "最多问 6 个" not in said(dibao)

    def test_a_seventh_question_and_a_personal_one(self, dibao):
        entry(dibao, "questions", key="income")["part"] = "screener"
        assert broken(dibao) == {"few_and_open_questions"}
        assert "个人信息" in said(dibao)
        assert "最多问 6 个" in said(dibao)

    def test_a_programme_without_questions_is_no_defect(self, dibao):
        dibao["questions"] = []
        assert broken(dibao) == set()

    def test_no_question_twice(self, dibao):
        dibao["questions"].append(dict(entry(dibao, "questions", key="income")))
        assert broken(dibao) == {"few_and_open_questions"}

    @pytest.mark.parametrize("key", ["id_number", "account", "phone", "applicant_name"])
    def test_numbers_and_names_are_private(self, dibao, key):
        entry(dibao, "questions", key=key)["sensitivity"] = "personal"
        assert broken(dibao) == {"private_stays_private"}

    def test_a_number_asked_under_another_name_is_private_too(self, dibao):
        entry(dibao, "questions", key="difficulty")["ask"] = "您的身份证号是多少？"
        assert broken(dibao) == {"private_stays_private"}

    def test_a_choice_has_choices(self, dibao):
        entry(dibao, "questions", key="for_whom")["choices"] = []
        assert broken(dibao) == {"private_stays_private"}

    @pytest.mark.parametrize("shelf", ["posting_columns", "roster_columns"])
    def test_no_column_outside_the_list(self, dibao, shelf):
        """QY-3.3.1b: a column that is not on the list cannot be published."""
        dibao[shelf].append({"key": "id_number", "label": "身份证号"})
        assert broken(dibao) == {"only_public_columns"}
        assert "第二十四条" in said(dibao)

    def test_no_forbidden_word_in_a_column_s_label(self, dibao):
        dibao["posting_columns"][0]["label"] = "姓名和卡号"
        assert broken(dibao) == {"only_public_columns"}

    def test_a_posting_has_columns(self, dibao):
        dibao["posting_columns"] = []
        assert broken(dibao) == {"only_public_columns"}

    @pytest.mark.parametrize(
        "change",
        [
            {"body": "{name} 的 {id_number}"},
            {"body": "{name"},
            {"plain": " "},
            {"kind": "valentine"},
            {"on": ["sunrise"]},
            {"body": "{name}:{cause}。{{office}}"},
            {"body": "{name}:{cause}。{materials}"},
            {"body": "{name}:停发。"},
            {"body": "{name}:{cause}，问 {phone}。"},
            {"plain": "停了：{reason}。"},
            {"title": "{name}的决定书"},
            {"title": "长" * 81},
        ],
    )
    def test_a_notice_can_be_filled_in(self, dibao, change):
        entry(dibao, "notices", kind="decision_stop").update(change)
        assert broken(dibao) == {"notices_complete"}

    @pytest.mark.parametrize(
        ("shelf", "which"),
        [
            ("materials", "form"),
            ("steps", "visit"),
            ("clocks", "check"),
            ("notices", "refusal"),
            ("banned", "hardship_certificate"),
        ],
    )
    def test_nothing_without_its_clause(self, dibao, shelf, which):
        item = next(item for item in dibao[shelf] if which in item.values())
        item["ref"] = ""
        assert broken(dibao) == {"everything_cited"}

    def test_no_option_with_half_a_citation(self, dibao):
        entry(dibao, "steps", kind="serve")["cites"]["servers"] = {"clause": "附件1"}
        assert broken(dibao) == {"everything_cited"}


def test_a_form_nobody_can_fill_is_refused_by_its_kind(dibao):
    """Requirements §3.2: a printed form is one of the house's kinds, and stands once."""
    assert dibao["papers"]
    dibao["papers"].append(dict(dibao["papers"][0]))
    assert "papers_known" in broken(dibao)
    dibao["papers"] = [{**dibao["papers"][0], "kind": "horoscope"}]
    assert "papers_known" in broken(dibao)
    assert "horoscope" in said(dibao)


@pytest.mark.parametrize(
    "change", [{"statement": "{name}因{reason}申请。"}, {"plain": "{name"}, {"title": "{programme}申请表"}]
)
def test_a_form_is_printed_before_anything_is_decided(dibao, change):
    """Requirements §3.2: what it asks to fill in is there when it is printed."""
    dibao["papers"][0].update(change)
    assert broken(dibao) == {"papers_known"}


COMMITMENT = {"kind": "commitment", "title": "守信承诺", "statement": "{name}承诺：都是真的。", "plain": ""}


def test_who_signs_a_commitment_can_read_it(dibao):
    """YI-4.1c: what is asked for has its words; words that nobody is asked to sign are a slip; both are refused."""
    lodge = next(step for step in dibao["steps"] if step["kind"] == "lodge")
    lodge["commitment"] = True
    assert broken(dibao) == {"commitment_worded"}
    dibao["papers"].append(dibao["papers"][0] | COMMITMENT)
    assert broken(dibao) == set()
    lodge["commitment"] = False
    assert "提出申请那一步却不要签" in said(dibao)


def test_a_commitment_is_signed_before_there_is_a_case(dibao):
    """YI-4.1c: it cannot name the number of a case that does not exist yet."""
    lodge = next(step for step in dibao["steps"] if step["kind"] == "lodge")
    lodge["commitment"] = True
    dibao["papers"].append(dibao["papers"][0] | COMMITMENT | {"statement": "{name}为{case}承诺。"})
    assert broken(dibao) == {"papers_known"}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ({"announcement_body": "{reason}"}, "用词 announcement_body：没有这样的填空 {reason}"),
        ({"weather": "晴"}, "用词 weather：没有地方用这个词"),
    ],
)
def test_words_of_a_programme_are_looked_at_like_those_of_the_place(dibao, words, told):
    """SY-A1.5h: an announcement that cannot be filled in is refused before it is law."""
    dibao["words"] |= words
    assert broken(dibao) == {"words_known"}
    assert told in said(dibao)


def test_the_title_of_a_posting_is_printed_as_it_stands(dibao):
    dibao["posting_title"] = "{programme}公示"
    assert "公示标题：标题照印" in said(dibao)
