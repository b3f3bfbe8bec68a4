"""Ten and more ways to break the procedure of a programme, each refused by name and clause."""

from typing import Any

import pytest

from policies.rules.invariants import STEP_OPTIONS
from policies.rules.programme import STEP_KINDS
from tests.policies.rules.breaking import broken, entry, said, sound


@pytest.fixture
def dibao() -> dict[str, Any]:
    return sound("dibao")


@pytest.fixture
def temporary() -> dict[str, Any]:
    return sound("temporary")


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

    def test_a_misspelt_word_of_an_option(self, dibao):
        entry(dibao, "steps", kind="pay")["first"] = "month_afer"
        assert broken(dibao) == {"known_options"}

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
