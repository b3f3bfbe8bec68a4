"""More of what stands on the line: of a change, a limit, the reserve, a decision taken back, a certificate, and the one act to do now."""

from dataclasses import replace
from datetime import timedelta

import pytest

from casework.rules import certificate, reserve
from casework.rules.agenda import agenda
from casework.rules.asking import day_of
from casework.rules.change import settle
from casework.rules.clocks import due as due_on
from casework.rules.clocks import not_before, running
from casework.rules.facts import Benefit, Certificate, Change, Decision, NoticeFact, Objection, Posting
from casework.rules.payment import Payment, payment
from casework.rules.retract import untold
from casework.rules.sense import due, makes_sense
from casework.rules.signing import sign
from tests.casework.rules.scene import CAST, Scene
from tests.casework.rules.test_what_a_pack_says import with_option

DECIDED = NoticeFact("decision", Scene().at, served=Scene().today)


def seen(scene, name):
    return agenda(scene.facts, scene.book, CAST[name], scene.at)


class TestAChange:
    def decided(self, **change):
        """Served on the day of the decision, so that it holds from a month that is known."""
        scene = Scene().confirmed().wait(40)
        made = Change(scene.at, to=40_000, cause="x", decided=scene.at, **change)
        served = NoticeFact("decision", scene.at, served=scene.today)
        return scene.know(change=made, notices=(served,))

    def test_a_month_that_is_settled_is_not_moved_by_a_letter_that_is_served_again(self):
        """SY-A1.6d: what is paid changes once, after service; a copy handed over later is a copy."""
        scene = self.decided()
        facts = settle(scene.facts, scene.book, scene.today)
        assert facts.change.effective
        later = scene.today + timedelta(days=90)
        again = NoticeFact("decision", scene.at + timedelta(days=90), served=later)
        again_served = replace(facts, notices=(*facts.notices, again))
        assert settle(again_served, scene.book, later).change == facts.change

    def test_of_support_without_money_an_end_that_is_coming_is_not_an_end(self):
        """低边 pays nothing, so its end stands in the change alone."""
        scene = Scene(programme="margin")
        scene.know(decision=Decision(True, scene.at), stage="confirmed")
        assert scene.do("propose_change", "李", stop=True, cause="收入高了").data["stop"]
        assert "已经有一个调整在办" in scene.no("propose_change", "李", stop=True, cause="再提").reason
        over = replace(scene.facts.change, decided=scene.at, effective="2025-03")
        scene.know(change=over)
        assert "正在享受" in scene.no("propose_change", "李", stop=True, cause="再提").reason

    def test_what_proves_a_change_is_kept_where_the_place_says_nothing_of_changes(self):
        scene = Scene().confirmed()
        steps = tuple(step for step in scene.book.spec.steps if step.kind != "change")
        scene.book = replace(scene.book, spec=replace(scene.book.spec, steps=steps))
        done = scene.do("propose_change", "李", to=40_000, cause="x", proof=" 工资单 ")
        assert done.data["proof"] == "工资单"

    def test_a_decided_change_is_not_told_to_have_fallen(self):
        """What changes after the decision is a new change."""
        scene = Scene().confirmed().wait(40)
        signed = replace(sign(scene.facts), household="x")
        change = Change(scene.at, to=40_000, cause="x", signed=signed)
        assert seen(scene.know(change=change), "孙").fell
        assert not seen(scene.know(change=replace(change, decided=scene.at)), "孙").fell


class TestLimits:
    def test_an_extension_lengthens_only_what_may_be_extended(self):
        """SY-4.2f: the whole limit is lengthened, that of the check is not."""
        scene = Scene().surveyed()
        before = {clock.name: clock.due for clock in running(scene.facts, scene.book)}
        step = next(clock for clock in scene.book.spec.clocks if clock.extended_limit is not None)
        scene.know(extension=step.extension_reasons[0])
        after = {clock.name: clock.due for clock in running(scene.facts, scene.book)}
        assert {name for name in before if before[name] != after[name]} == {step.name}

    def test_a_posting_ends_as_counted_unless_the_place_rolls_it(self):
        """SY-A1.4a: calendar days; only a setting that says true rolls a Saturday to the Monday after it."""
        for setting, days in (("false", 1), ("true", 3)):
            scene = Scene(roll_posting=setting).opined().wait(5)
            scene.do("post", "李", where=["board"])
            assert scene.facts.posting.last_day.isoweekday() == 6
            first = not_before(scene.facts, scene.book)["confirm"]
            assert (first - scene.facts.posting.last_day).days == days

    def test_a_limit_that_the_place_has_not_set_is_that_of_the_document(self):
        """SY-4.2f: a value of the table goes before the number in the text; without one the text holds."""
        scene = Scene().accepted()
        whole = scene.book.spec.clock("whole")
        loose = replace(whole, parameter="no_such_days", limit=9, unit="day")
        clocks = tuple(loose if clock is whole else clock for clock in scene.book.spec.clocks)
        scene.book = replace(scene.book, spec=replace(scene.book.spec, clocks=clocks))
        found = due_on("whole", scene.facts, scene.book)
        assert found is not None
        assert found.due == scene.today + timedelta(days=9)

    def test_the_days_to_speak_bind_nobody_once_it_is_decided(self):
        """SY-A1.6b"""
        scene = Scene().confirmed().wait(40)
        scene.do("propose_change", "李", to=40_000, cause="x")
        scene.do("notice", "刘", kind="advance", number="告1")
        scene.do("serve", "刘", kind="advance", served=scene.today.isoformat(), method="direct")
        assert due_on("defence", scene.facts, scene.book) is not None
        assert "decide_change" in not_before(scene.facts, scene.book)
        scene.know(change=replace(scene.facts.change, decided=scene.at))
        assert "decide_change" not in not_before(scene.facts, scene.book)


class TestTheReserve:
    def test_nothing_left_is_not_overdrawn_and_a_fen_is_an_entry(self):
        """SY-4.4g"""
        assert reserve.standing(0, None) == "unknown"
        assert reserve.standing(0, 1) == "low"
        reserve.check_entry("deposit", 1, "区里拨入")
        reserve.check_entry("correction", -1, "记错一分")

    def test_what_is_refused_is_told_by_what_the_place_says(self):
        """SY-4.4h: for emergencies only; where nothing is said of a reserve, nothing is cited."""
        paid = Scene(programme="temporary").know(decision=Decision(True, Scene().at, amount=5_000))
        refused = paid.no("spend", "孙")
        assert (refused.code, "急难先行救助" in refused.reason, bool(refused.clause)) == (
            "purpose",
            True,
            True,
        )
        silent = with_option(paid, "relieve", reserve=None).no("spend", "孙")
        assert (silent.code, "没有写" in silent.reason, silent.clause) == ("purpose", True, "")

    def test_a_refusal_is_not_paid(self):
        paid = Scene("qinyuan", "temporary").know(decision=Decision(False, Scene().at, amount=5_000))
        assert paid.no("spend", "孙").code == "order"

    def test_what_was_paid_is_no_longer_to_be_paid(self):
        """QY-3.1.2d"""
        scene = Scene("qinyuan", "temporary").know(decision=Decision(True, Scene().at, amount=5_000))
        assert due("spend", scene.facts, scene.book, scene.at)
        assert not due("spend", scene.know(spent=5_000).facts, scene.book, scene.at)


class TestAMonth:
    """YC-5.4b: what is paid for a month is what held in that month."""

    def paid(self, month, **facts):
        scene = Scene().confirmed()
        scene.know(benefit=Benefit(50_000, 20_000, "2025-04", "2025-06"), notices=(DECIDED,), **facts)
        scene.wait(200)
        return payment(scene.facts, scene.book, scene.ask("run_payment"), month)

    @pytest.mark.parametrize(
        ("month", "amount", "reason"),
        [
            ("2025-03", 0, "还没到首发的月份"),
            ("2025-04", 70_000, ""),
            ("2025-06", 70_000, ""),
            ("2025-07", 0, "已经停发"),
        ],
    )
    def test_the_first_and_the_last_month_are_paid_and_none_beside_them(self, month, amount, reason):
        assert self.paid(month) == Payment(amount, reason)

    def test_who_is_to_be_looked_into_costs_his_share_rounded_against_nobody_else(self):
        """QY-4.1b: of two, one is held: half waits; a month later nobody is."""
        held = {"2025-05": ("m1",)}
        assert self.paid("2025-05", held=held).amount == 35_000
        assert self.paid("2025-06", held=held).amount == 70_000


class TestLate:
    def test_the_new_day_may_be_today(self):
        scene = Scene().accepted().wait(200)
        yesterday = (scene.today - timedelta(days=1)).isoformat()
        assert scene.no("explain_delay", "刘", reason="等报告", until=yesterday).code == "invalid"
        done = scene.do("explain_delay", "刘", reason="等报告", until=scene.today.isoformat())
        assert done.data["until"] == scene.today.isoformat()

    def test_only_a_step_of_a_platform_that_has_been_done_is_entered_there(self):
        """HX-6.1"""
        scene = Scene("huaxi").accepted()
        for step in ("complain", "visit"):
            scene.know(times={**scene.facts.times, "complain": scene.at})
            assert scene.no("enter", "刘", step=step, platform="省系统").code == "order"
        assert scene.do("enter", "刘", step="accept", platform="省系统").data["lag"] == 0


class TestTakenBack:
    def test_a_decision_is_told_from_the_moment_it_can_no_longer_be_taken_back(self):
        scene = Scene().opined()
        until = scene.at + timedelta(minutes=10)
        decided = scene.know(decision=Decision(True, scene.at, until=until)).facts
        assert untold(decided, until - timedelta(seconds=1)).decision is None
        assert untold(decided, until) == decided
        final = replace(decided, decision=Decision(True, scene.at))
        assert untold(final, scene.at) == final

    def test_a_decision_that_a_change_followed_is_not_taken_back(self):
        scene = Scene().posted().wait(8)
        scene.do("confirm", "孙", amount=50_000, undo=10)
        scene.know(change=Change(scene.at, stop=True))
        assert "没有能撤回" in scene.no("retract", "孙", reason="看错了").reason


class TestACertificate:
    """SY-A1.7e"""

    def supported(self, **facts):
        scene = Scene().confirmed()
        return scene.know(**facts)

    def test_it_is_given_from_the_moment_the_decision_is_out(self):
        scene = Scene().confirmed()
        until = scene.at + timedelta(minutes=5)
        scene.know(decision=replace(scene.facts.decision, until=until))
        assert "还可以撤回" in scene.no("issue_certificate", "刘", number="证1").reason
        scene.at = until
        assert scene.do("issue_certificate", "刘", number="证1").data["number"] == "证1"

    def test_it_is_given_until_the_day_support_has_ended(self):
        """While the end is coming the household is still supported."""
        scene = self.supported(benefit=Benefit(50_000, 0, "2025-01", "2025-04"))
        assert day_of(scene.at).isoformat() < "2025-05-01"
        scene.do("issue_certificate", "刘", number="证1")
        scene.at = scene.at.replace(month=5, day=1)
        assert scene.no("stamp_certificate", "刘").code == "order"

    def test_it_is_stamped_once_a_day(self):
        scene = self.supported()
        old = Certificate("证1", scene.today.replace(year=2023), reviewed=scene.today)
        assert scene.know(certificate=old).no("stamp_certificate", "刘").code == "order"
        stamped = scene.know(certificate=replace(old, reviewed=None)).do("stamp_certificate", "刘")
        assert stamped.facts.certificate.reviewed == scene.today

    def test_the_next_review_counts_from_the_last_stamp(self):
        first = Scene().today.replace(year=2023)
        assert certificate.review_due(Certificate("证1", first), 12).year == 2024
        stamped = Certificate("证1", first, reviewed=first.replace(year=2024))
        assert certificate.review_due(stamped, 12).year == 2025


class TestWhatIsToDo:
    def test_the_receipt_is_given_once_and_before_acceptance(self):
        """SY-A2.1d: told once."""
        scene = Scene().lodged()
        assert makes_sense("disclose", scene.facts, scene.book, scene.at)
        told = replace(scene.facts, disclosed=("id_copy",))
        assert not makes_sense("disclose", told, scene.book, scene.at)
        accepted = Scene().accepted()
        assert not makes_sense("disclose", accepted.facts, accepted.book, accepted.at)

    def test_a_result_is_not_posted_again_but_the_end_of_support_may_be(self):
        scene = Scene().confirmed()
        assert not makes_sense("repost", scene.facts, scene.book, scene.at)
        scene.know(change=Change(scene.at, stop=True))
        assert makes_sense("repost", scene.facts, scene.book, scene.at)

    def test_a_special_plan_is_for_what_the_place_names(self):
        """SY-4.4a: 一事一方案 where the review says so and the check is over the line; not for every case."""
        scene = with_option(with_option(Scene().surveyed(), "confirm", special=None), "review", special=None)
        scene.know(check=replace(scene.facts.check, result="over"))
        assert not makes_sense("file_plan", scene.facts, scene.book, scene.at)
        with_option(scene, "review", special="file_plan")
        assert makes_sense("file_plan", scene.facts, scene.book, scene.at)
        scene.know(check=replace(scene.facts.check, result="within"))
        assert not makes_sense("file_plan", scene.facts, scene.book, scene.at)

    def test_hands_are_told_again_while_a_change_waits(self):
        """Whoever proposed reads why he does not decide; after the decision, without a change, nobody is told anything."""
        scene = Scene().confirmed().wait(40)
        assert seen(scene, "周").barred == ()
        scene.know(hands={**scene.facts.hands, "propose": ("zhou",)})
        scene.know(change=Change(scene.at, to=40_000, cause="x"))
        assert [verb for verb, _why in seen(scene, "周").barred][-1] == "decide_change"


def test_an_objection_to_an_opinion_that_became_a_decision_fells_nothing():
    """SY-A1.4c: heard and closed; the decision has a way of its own to be looked at again."""
    scene = Scene().confirmed()
    against = Objection(scene.at, against="review", answered=True)
    scene.know(objection=against)
    scene.do("close_objection", "李", outcome="upheld")
    assert scene.facts.decision is not None
    assert scene.stage() != "surveyed"


def test_it_fells_nothing_either_while_the_opinion_still_hangs():
    """Only what was posted as the result of a decision takes the decision with it (YI-2.2d)."""
    scene = Scene().confirmed()
    still = replace(scene.facts.posting, last_day=scene.today + timedelta(days=1))
    scene.know(posting=still, objection=Objection(scene.at, against="review", answered=True))
    scene.do("close_objection", "李", outcome="upheld")
    assert scene.facts.decision is not None


def test_an_end_of_support_posted_in_the_moment_of_its_decision_hangs():
    """SY-A2.6e: what has been posted is posted again by another act."""
    scene = Scene(programme="tekun").know(decision=Decision(True, Scene().at), stage="changing")
    made = Change(scene.at, stop=True, decided=scene.at)
    hung = Posting(scene.at, 7, scene.today + timedelta(days=7), "stop")
    letter = NoticeFact("decision", scene.at, served=scene.today)
    scene.know(change=made, posting=hung, notices=(letter,))
    assert "重新公示" in scene.no("post", "刘", where=["board"]).reason


def test_what_was_said_beside_an_act_is_kept_and_nothing_is_made_up():
    aid = Scene(programme="temporary", standard="1000").know(stage="submitted", emergency=True)
    paid = aid.do("relieve", "孙", amount=10_000, channel="account", reason="房子烧了")
    assert paid.data["reason"] == "房子烧了"
    moved = Scene().surveyed()
    assert "reason" not in moved.do("reclassify", "李", to="margin").data
    assert Scene().surveyed().do("reclassify", "李", to="margin", reason="超标").data["reason"] == "超标"
