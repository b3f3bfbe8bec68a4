"""Beside the procedure: emergency relief, notices and service, deaths, one month's payment, the draft, the codec."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pytest

from casework.rules import clocks, codec, flags, flow, payment, relief
from casework.rules.asking import SHANGHAI, with_hand
from casework.rules.facts import Benefit, Facts, Member, Relief
from casework.rules.gate import reached
from casework.rules.lodgement import LodgementDraft, PersonDraft, defects
from casework.rules.refusal import StepRefused
from tests.casework.rules.scene import CAST, COUPLE, Scene


class TestRelief:
    def emergency(self, **settings):
        return Scene("shangyu", "temporary", **settings).know(emergency=True)

    def test_nothing_is_no_relief(self):
        scene = self.emergency(standard="1000")
        assert scene.no("relieve", "孙", amount=0, channel="account").code == "invalid"

    def test_money_first_papers_after(self):
        """SY-4.4c, SY-4.4f"""
        scene = self.emergency(standard="1000")
        assert scene.no("backfill", "孙").code == "order"
        outcome = scene.do("relieve", "孙", amount=1_200_000, channel="account")
        assert outcome.clause == "四(四)"
        assert relief.lacking(scene.facts, scene.book.spec) == (
            "person",
            "reason",
            "amount",
            "signature",
            "seal",
        )
        assert scene.no("backfill", "孙", fields=["?"]).code == "invalid"
        scene.do("backfill", "孙", fields=["person", "reason"])
        assert scene.facts.when("backfill_done") is None
        scene.do("backfill", "孙", fields=["amount", "signature", "seal"])
        assert scene.facts.when("backfill_done") == scene.at
        assert scene.no("relieve", "孙", amount=1, channel="account").code == "order"

    @pytest.mark.parametrize(
        ("place", "told", "given"),
        [("yicheng", datetime(2020, 9, 4, 23, 50), False), ("yicheng", datetime(2025, 9, 5, 0, 10), True),
         ("shangyu", datetime(2022, 12, 31, 9, 0), False), ("shangyu", datetime(2023, 1, 1, 0, 0), True)],
    )  # fmt: skip
    def test_only_for_a_need_told_since_the_document_is_in_force(self, place, told, given):
        """SY-6: 自2023年1月1日起由乡镇（街道）实施; YI-0: from 2020-09-05, and after its end nobody in need is sent away."""
        told = told.replace(tzinfo=SHANGHAI)
        scene = Scene(place, "temporary", at=told, standard="1000")
        scene.do("submit", channel="window", supplied="all", signed="all", authorised="all", emergency=True)
        scene.at = told + timedelta(hours=10)
        sum_of = {"amount": 1, "channel": "account", "reason": "火灾"}
        if given:
            scene.do("relieve", "孙", **sum_of)
        else:
            assert scene.no("relieve", "孙", **sum_of).code == "expired"

    def test_up_to_twelve_times_the_standard(self):
        """SY-4.4c"""
        scene = self.emergency(standard="1000")
        assert scene.no("relieve", "孙", amount=1_200_001, channel="account").code == "ceiling"
        assert self.emergency().no("relieve", "孙", amount=1, channel="account").code == "configure"

    def test_a_limit_in_yuan_goes_before_the_multiple(self):
        scene = self.emergency(emergency_limit="500")
        assert scene.no("relieve", "孙", amount=50_001, channel="account").code == "ceiling"

    def test_cash_needs_a_reason_and_the_channel_must_be_known(self):
        """SY-5b"""
        scene = self.emergency(standard="1000")
        assert scene.no("relieve", "孙", amount=1, channel="船").code == "channel"
        assert scene.no("relieve", "孙", amount=1, channel="cash").code == "missing"
        scene.do("relieve", "孙", amount=1, channel="cash", reason="没有卡")

    def test_the_photo_of_a_receipt_is_kept_by_its_fingerprint_a_few_at_most(self):
        """SY-5b"""
        scene = self.emergency(standard="1000")
        assert scene.no("attach_receipt", "刘", sha256="a").code == "order"
        scene.do("relieve", "孙", amount=1, channel="cash", reason="没有卡")
        assert scene.no("attach_receipt", "刘").code == "missing"
        for number in range(relief.MOST_RECEIPTS):
            assert scene.do("attach_receipt", "刘", sha256=str(number)).clause == "四(四)"
        assert len(scene.facts.relief.receipts) == relief.MOST_RECEIPTS
        assert scene.no("attach_receipt", "刘", sha256="more").code == "order"

    @pytest.mark.parametrize("place", ["yicheng", "huaxi"])
    def test_no_receipt_is_asked_where_the_place_states_none(self, place):
        scene = Scene(place, "temporary").know(emergency=True)
        scene = scene.know(relief=Relief(scene.at, 1, "cash"))
        assert scene.no("attach_receipt", "刘", sha256="a").code == "silent"

    def test_only_in_an_emergency(self):
        assert Scene("shangyu", "temporary").no("relieve", "孙", amount=1, channel="account").code == "order"

    def test_where_no_ceiling_is_stated_none_is_invented(self):
        """YI-2.3b"""
        scene = Scene("yicheng", "temporary").know(emergency=True)
        scene.do("relieve", "孙", amount=9_999_999, channel="account")
        assert relief.lacking(scene.facts, scene.book.spec)

    def test_without_relief_nothing_lacks(self):
        assert relief.lacking(Facts(), Scene("yicheng", "temporary").book.spec) == ()

    def test_where_the_papers_are_not_listed_anything_completes_them(self):
        scene = Scene("huaxi", "temporary").know(emergency=True)
        scene.do("relieve", "孙", amount=1, channel="account")
        scene.do("backfill", "孙", fields=["甲"])
        assert scene.facts.when("backfill_done") == scene.at
        assert relief.lacking(scene.facts, scene.book.spec) == ()


class TestLetters:
    def test_a_letter_is_of_a_known_kind_and_served_after_it_exists(self):
        scene = Scene().confirmed()
        assert scene.no("notice", "刘", kind="情书").code == "invalid"
        assert scene.no("notice", "刘", kind="advance").code == "order"
        assert scene.no("serve", "刘", kind="decision").code == "order"

    def test_a_failed_attempt_is_kept_and_the_first_service_counts(self):
        """SY-A1.5c, SY-A1.5h"""
        scene = Scene().confirmed()
        scene.do("notice", "刘", kind="decision", number="决1")
        scene.do("serve", "刘", kind="decision", method="direct")
        assert scene.facts.when("served:decision") is None
        scene.do("serve", "刘", kind="decision", method="left", served=scene.today.isoformat())
        scene.wait(3).do("serve", "刘", kind="decision", method="post", served=scene.today.isoformat())
        notice = scene.facts.notice("decision")
        assert notice.attempts == ("direct", "left", "post")
        assert notice.served == scene.today - timedelta(days=3)
        assert reached("serve:decision", scene.ask())

    def test_an_announcement_counts_from_its_last_day(self):
        """SY-A1.5h"""
        scene = Scene().confirmed()
        scene.do("notice", "刘", kind="decision")
        end = scene.today + timedelta(days=30)
        scene.do("serve", "刘", kind="decision", method="public", served=end.isoformat())
        assert scene.facts.when("served:decision") == datetime(
            end.year, end.month, end.day, 23, 59, 59, tzinfo=SHANGHAI
        )
        assert not reached("serve:decision", scene.ask())

    def test_a_corrected_letter_takes_the_place_of_the_one_it_names_and_is_served_anew(self):
        """HX-5.2b: the number of the old one stays in the chain; what is owed is the service of the new one."""
        scene = Scene().confirmed()
        scene.do("notice", "刘", kind="decision", number="决1")
        scene.do("serve", "刘", kind="decision", method="direct")
        said = {"kind": "decision", "number": "决2", "replaces": "决1", "reason": "电话印错了"}
        kept = scene.wait(1).do("notice", "刘", **said).data
        assert (kept["replaces"], kept["reason"], "words" in kept) == ("决1", "电话印错了", False)
        assert [(one.number, one.attempts) for one in scene.facts.notices] == [("决2", ())]
        assert scene.do(
            "notice", "刘", **said | {"number": "决3", "replaces": "决2", "words": "改好的"}
        ).data["words"]

    def test_only_the_latest_letter_that_reached_nobody_is_corrected_and_why_is_said(self):
        scene = Scene().confirmed()
        said = {"kind": "decision", "number": "决2", "replaces": "决1", "reason": "电话印错了"}
        assert scene.no("notice", "刘", **said).code == "order"
        scene.do("notice", "刘", kind="decision", number="决1")
        assert scene.no("notice", "刘", **said | {"replaces": "决9"}).code == "order"
        assert scene.no("notice", "刘", **said | {"reason": " "}).code == "missing"
        scene.do("serve", "刘", kind="decision", method="direct", served=scene.today.isoformat())
        assert "已经送达" in scene.no("notice", "刘", **said).reason


class TestPayment:
    def paid(self, scene, month):
        return payment.payment(scene.facts, scene.book, scene.ask(), month)

    def test_from_the_first_month_on(self):
        """SY-A1.5b"""
        scene = Scene().confirmed()
        assert self.paid(scene, "2025-03").reason == "还没到首发的月份"
        assert self.paid(scene, "2025-04") == payment.Payment(50_000)

    def test_nothing_without_an_amount_or_after_the_end(self):
        scene = Scene()
        assert self.paid(scene, "2025-04").reason == "没有批准的金额"
        scene = Scene().confirmed()
        scene.know(benefit=Benefit(50_000, 0, "2025-04", "2025-05"))
        assert self.paid(scene, "2025-06").reason == "已经停发"

    def test_not_before_the_milestones_of_the_place(self):
        scene = Scene().know(benefit=Benefit(50_000, 0, "2025-04"))
        assert "已经审批" in self.paid(scene, "2025-04").reason

    def test_no_roster_before_the_dead_were_looked_for(self):
        """QY-4.1b"""
        scene = Scene("qinyuan", posting_days="7").accepted().inquired()
        decision = Scene().confirmed().facts.decision
        scene.know(decision=decision, benefit=Benefit(50_001, 0, "2025-04"))
        after = scene.book.spec.step("pay").after
        scene.know(times={**scene.facts.times, **dict.fromkeys(after, scene.at)})
        if "post" in after:
            scene.know(posting=Scene().posted().facts.posting, opinion=Scene().posted().facts.opinion)
        scene.wait(31)
        with pytest.raises(StepRefused, match="死亡名单"):
            self.paid(scene, "2025-04")
        scene.do("death_match", members=["m2"])
        share = self.paid(scene, f"{scene.today:%Y-%m}")
        assert (share.amount, share.reason) == (25_000, "有成员待核实，那一份先不发")

    def test_a_match_that_found_nobody_takes_nothing_off(self):
        scene = Scene().confirmed().wait(31)
        scene.do("death_match", members=[])
        assert self.paid(scene, f"{scene.today:%Y-%m}") == payment.Payment(50_000)


class TestClocks:
    def test_hours_end_at_the_hour_and_are_over_a_moment_later(self):
        """SY-4.4d: an emergency is answered within hours."""
        scene = Scene("shangyu", "temporary", standard="1000")
        scene.do("submit", channel="window", supplied="all", signed="all", authorised="all", emergency=True)
        hours = [
            clock for clock in clocks.running(scene.facts, scene.book) if isinstance(clock.due, datetime)
        ]
        for clock in hours:
            assert not clock.over(clock.due)
            assert clock.over(clock.due + timedelta(seconds=1))

    def test_what_is_met_is_never_over_and_periods_are_no_duty(self):
        scene = Scene().confirmed().wait(400)
        late = {clock.name for clock in clocks.overdue(scene.facts, scene.book, scene.at)}
        assert not late & {"whole", "check", *clocks.PERIODS}
        assert "overdue" in flags.flags(Scene().accepted().facts, scene.book, scene.at)

    def test_the_approval_never_runs_past_the_whole(self):
        """SY-4.2e, SY-A1.5a"""
        scene = Scene().opined().wait(20)
        scene.do("post", "李", where=["board"])
        entry = clocks.due("confirm", scene.facts, scene.book)
        assert entry.due == clocks.due("whole", scene.facts, scene.book).due
        assert entry.trail[-1] == "不晚于“整件办结”"

    def test_an_extension_moves_the_whole(self):
        """SY-4.2f"""
        scene = Scene().accepted()
        before = clocks.due("whole", scene.facts, scene.book).due
        scene.do("extend", "孙", reason="complex")
        assert clocks.due("whole", scene.facts, scene.book).due > before

    def test_a_limit_nobody_stated_is_no_clock(self):
        """YI states no length for the approval after a posting."""
        scene = Scene("yicheng").accepted()
        assert "confirm" not in {clock.name for clock in clocks.running(scene.facts, scene.book)}


class TestTheDraft:
    def draft(self, *people, channel="window", **more):
        return LodgementDraft("shangyu", "dibao", "770101001901", channel, tuple(people), **more)

    def test_what_is_wrong_is_named(self):
        one, twin = (
            PersonDraft("m1", "甲", date(1970, 1, 1), "77"),
            PersonDraft("m2", " ", date(1970, 1, 1), "77"),
        )
        assert [where for where, _ in defects(self.draft(channel="鸽子"))] == ["channel", "members"]
        assert [where for where, _ in defects(self.draft(one, twin))] == ["m2.name", "members"]
        assert defects(self.draft(one)) == ()

    def test_neither_names_nor_numbers_are_kept_in_it(self):
        person = PersonDraft(
            "m1", "甲某", date(1970, 1, 1), "770101197001010011", "13700000000", "6222000000000000"
        )
        for supplied in ("all", ("form",)):
            frozen = str(self.draft(person, supplied=supplied).frozen())
            assert not [word for word in ("甲某", "7701011970", "1370000", "622200") if word in frozen]
        assert "7701011970" not in repr(person)
        assert person.member() == Member("m1", date(1970, 1, 1))


class TestTheCodec:
    def test_defaults_are_left_out_and_come_back(self):
        assert codec.to_json(Facts()) == {}
        assert codec.from_json(Facts, {}) == Facts()

    def test_a_key_nobody_knows_is_an_error(self):
        with pytest.raises((TypeError, KeyError)):
            codec.from_json(Facts, {"colour": "red"})

    def test_a_mapping_of_another_kind_and_a_bare_value(self):
        from types import MappingProxyType

        assert codec.to_json(MappingProxyType({"a": date(2025, 1, 1)})) == {"a": "2025-01-01"}
        assert codec.to_json(1.5) == 1.5
        assert codec.to_json([(1, None)]) == [[1, None]]

    def test_a_class_is_not_a_value(self):
        @dataclass(frozen=True)
        class Odd:
            n: int = 0

        assert codec.to_json(Odd(2)) == {"n": 2}
        assert codec.to_json(Odd) is Odd


def test_words_for_the_queue():
    scene = Scene().posted()
    scene.do("complain", words="不公")
    scene.do("object", words="他家有车")
    assert flags.standing(scene.facts) == ("objection", "complaint")


def test_a_hand_is_written_down_once_and_a_resident_leaves_none():
    scene = Scene().accepted()
    assert with_hand(scene.ask("accept", "刘"), "accept") == {"accept": ("liu",)}
    assert with_hand(scene.ask("accept", ""), "accept") == {"accept": ("liu",)}


def test_what_may_be_done_is_what_would_not_be_refused():
    scene = Scene().lodged()
    assert "accept" in flow.allowed(scene.facts, scene.book, CAST["刘"], scene.at)
    assert "accept" not in flow.allowed(scene.facts, scene.book, CAST["李"], scene.at)
    assert not flow.on_roster(scene.facts, scene.book, scene.today)
    assert "first_opinion" not in flow.allowed(scene.facts, scene.book, CAST["李"], scene.at)


def test_a_refusal_shows_its_clause():
    assert str(StepRefused("不行", clause="一")) == "不行（一）"
    assert str(StepRefused("不行")) == "不行"
    assert len(COUPLE) == 2
