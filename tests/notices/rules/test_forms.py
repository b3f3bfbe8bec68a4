"""The sentences of letters: what a case's facts say in Chinese, and nothing where there is nothing to say."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from casework.rules.asking import SHANGHAI
from casework.rules.clocks import Running
from casework.rules.facts import Benefit, Change, Decision, Facts
from notices.rules import forms
from notices.rules.words import Letterhead, Occasion, words
from policies.actions.pack_files import read_pack
from policies.rules.parameters import ParameterTable
from policies.rules.rulebook import RuleBook
from policies.rules.workdays import Calendar

AT = datetime(2026, 3, 10, 10, tzinfo=SHANGHAI)
DAY = AT.date()
STOP = Change(AT, stop=True, cause="收入超过标准")
LESS = Change(AT, to=80_000, cause="收入增加")


def spec(place="shangyu", programme="dibao"):
    return read_pack(place).spec(programme)


class TestWhichForm:
    def test_a_change_has_its_own_where_the_place_prints_one(self):
        decided = replace(STOP, decided=AT)
        assert forms.form_for("advance", spec(), Facts(change=STOP)).kind == "advance_stop"
        assert forms.form_for("advance", spec(), Facts(change=LESS)).kind == "advance"
        assert forms.form_for("decision", spec(), Facts(change=decided)).kind == "decision_stop"
        assert (
            forms.form_for("decision", spec(), Facts(change=replace(LESS, decided=AT))).kind
            == "decision_adjust"
        )

    def test_an_undecided_change_does_not_turn_an_approval_into_one(self):
        assert forms.form_for("decision", spec(), Facts(change=STOP)).kind == "decision"

    def test_the_general_form_serves_where_there_is_no_other(self):
        bare = replace(spec(), notices=tuple(form for form in spec().notices if form.kind == "decision"))
        assert forms.form_for("decision", bare, Facts(change=replace(STOP, decided=AT))).kind == "decision"
        assert forms.form_for("advance", bare, Facts(change=STOP)) is None

    def test_acts_that_write_by_themselves(self):
        assert forms.kinds_on("accept", spec()) == ("acceptance",)
        assert forms.kinds_on("visit", spec()) == ()


class TestSentences:
    def test_days(self):
        assert forms.chinese_day(date(2025, 9, 6)) == "2025年9月6日"
        assert forms.chinese_day(datetime(2025, 9, 6, 1, tzinfo=SHANGHAI)) == "2025年9月6日"

    def test_by_when(self):
        clock = Running("whole", "整件办结", AT, date(2026, 4, 8), False, (), None, "四(二)", "SY-4.2e")
        assert forms.due_sentence(clock) == "最迟 2026年4月8日前办结。"
        assert forms.due_sentence(replace(clock, provisional=True)) == ""
        assert forms.due_sentence(None) == ""

    @pytest.mark.parametrize(
        ("decision", "benefit", "said"),
        [
            (None, None, ""),
            (Decision(False, AT), None, ""),
            (Decision(True, AT), None, "准予认定。"),
            (Decision(True, AT, amount=102_000), None, "每月 1,020.00 元。"),
            (
                Decision(True, AT, amount=102_000),
                Benefit(102_000, 0, "2026-04"),
                "每月 1,020.00 元，从2026年4月起发放。",
            ),
            (
                Decision(True, AT, amount=130_000, care=50_000),
                Benefit(130_000, 50_000, "2026-04"),
                "基本生活费每月 1,300.00 元，照料护理费每月 500.00 元，从2026年4月起发放。",
            ),
        ],
    )
    def test_how_much(self, decision, benefit, said):
        assert forms.amount_sentence(Facts(decision=decision, benefit=benefit)) == said

    def test_temporary_aid_is_one_sum_and_never_said_to_come_every_month(self):
        given = Facts(decision=Decision(True, AT, amount=200_000), benefit=Benefit(200_000, 0, "2026-04"))
        assert forms.amount_sentence(given, once=True) == "一次性 2,000.00 元。"

    def test_what_changes(self):
        assert forms.change_sentence(None, None) == ""
        assert forms.change_sentence(STOP, 120_000) == "停发。"
        assert forms.change_sentence(LESS, 120_000) == "由每月 1,200.00 元调整为每月 800.00 元。"
        assert forms.change_sentence(LESS, None) == "调整为每月 800.00 元。"

    def test_from_when(self):
        assert forms.effective_sentence(None, spec()) == ""
        assert forms.effective_sentence(replace(LESS, effective="2026-04"), spec()) == "从2026年4月起执行。"
        assert forms.effective_sentence(LESS, spec()) == "本决定书送达并签收以后执行。"
        assert "公示期满" in forms.effective_sentence(STOP, spec("shangyu", "tekun"))
        assert forms.effective_sentence(LESS, replace(spec(), steps=())) == ""

    def test_how_long_to_be_heard(self):
        assert forms.defence_sentence(None, "") == ""
        assert "3 日内" in forms.defence_sentence(3, "day")
        assert "3 个工作日内" in forms.defence_sentence(3, "workday")

    def test_the_answer_to_a_defence_is_told(self):
        assert forms.answer_sentence(None) == ""
        assert forms.answer_sentence(LESS) == ""
        heard = replace(LESS, heard=AT, answer="已经核实。")
        assert forms.answer_sentence(heard) == "对您的陈述申辩，答复如下：已经核实。"


class TestWords:
    def say(self, verb="refuse", facts=None, *, place=None, data=None, head=None):
        rules = place or spec()
        form = rules.notice("refusal")
        book = RuleBook(rules, ParameterTable(), Calendar(frozenset(), frozenset(), frozenset()))
        return words(
            facts or Facts(),
            book,
            form,
            Occasion(verb, data or {}, DAY),
            head or Letterhead("百官街道"),
            name="甲",
            case_number="SX-1",
            lodged=DAY,
        )

    def test_a_clause_of_another_document_stands_alone(self):
        national = spec().notice("acceptance")
        rules = replace(spec(), notices=(replace(national, kind="refusal"),))
        assert self.say("visit", place=rules)["basis"].startswith("《最低生活保障审核确认办法》")
        assert self.say()["basis"].startswith(
            "《上虞区社会救助审批权下放乡镇（街道）工作实施方案》（虞政办发〔2022〕100号）附件1"
        )

    def test_the_step_of_the_place_goes_before_another_document(self):
        """YI-1.3a, SY-A2.5a: a letter about 特困 does not rest on the measures for 低保."""
        rules = spec(programme="tekun")
        general = replace(rules, notices=(replace(rules.notice("decision"), kind="refusal"),))
        assert general.notice("refusal").cite.clause.startswith("《最低生活保障审核确认办法》")
        assert self.say("confirm", place=general)["basis"].endswith("附件2 第5项①")

    def test_nobody_is_promised_days_to_be_heard_that_the_place_gives_for_the_end_only(self):
        """SY-A2.6b: the three days are for the end of tekun support, not for another amount."""
        rules = spec(programme="tekun")
        assert self.say("propose_change", Facts(change=LESS), place=rules)["defence_sentence"] == ""
        assert "3 日内" in self.say("propose_change", Facts(change=STOP), place=rules)["defence_sentence"]

    def test_a_document_without_a_number(self):
        rules = replace(spec(), source=replace(spec().source, number=""))
        assert "()" not in self.say(place=rules)["basis"]

    def test_a_reason_loses_the_mark_it_ends_with(self):
        assert self.say(data={"reason": "收入高。"})["reason"] == "收入高"
        assert self.say(data={"reason": " 有车，收入高,； "})["reason"] == "有车，收入高"
        stop = Change(AT, stop=True, cause="收入超过标准。")
        assert self.say("propose_change", Facts(change=stop))["cause"] == "收入超过标准"
        assert self.say("decline")["reason"] == "经核对，不符合受理条件"
        assert self.say(facts=Facts(decision=Decision(False, AT, reason="有两套房")))["reason"] == "有两套房"
        assert self.say()["reason"] == ""

    def test_papers_by_name_and_an_unknown_code_as_it_is(self):
        assert self.say(data={"codes": ["form", "what"]})["materials"].endswith("2. what")

    def test_no_clock_for_being_heard_no_sentence(self):
        assert self.say(place=replace(spec(), clocks=()))["defence_sentence"] == ""

    def test_office_phones_may_be_printed(self):
        head = Letterhead("百官街道", "0575-1", "")
        assert head.phones == {"05751"}
        assert self.say(head=head)["phone"] == "0575-1"
