"""The ladder of service, as Shangyu prints it (SY-A1.5c to SY-A1.5h) and where a place says nothing."""

from datetime import date

import pytest

from casework.rules.refusal import StepRefused
from notices.rules.service import Attempt, Delivery, judge, still_missing
from policies.actions.pack_files import read_pack

DAY = date(2025, 3, 20)
CHEN, ZHAO = "officer-chen", "officer-zhao"


def shangyu():
    spec = read_pack("shangyu").spec("dibao")
    return spec.step("serve"), spec.notice("refusal").signers


def serve(*attempts: Attempt, days: int | None = None, **delivery):
    step, signers = shangyu()
    return judge(Delivery(day=DAY, **delivery), attempts, step, signers, days)


NOBODY_MET = Attempt("direct", DAY, "failed")
REFUSED_AT_THE_DOOR = Attempt("direct", DAY, "failed", refused=True)
LETTER_SENT = Attempt("post", DAY, "sent")
LETTER_BACK = Attempt("post", DAY, "failed")


def refusal(*attempts: Attempt, **kwargs) -> StepRefused:
    with pytest.raises(StepRefused) as caught:
        serve(*attempts, **kwargs)
    return caught.value


class TestInPerson:
    def test_two_staff_and_the_applicant_signs(self):
        found = serve(method="direct", servers=(CHEN, ZHAO), signer="applicant")
        assert (found.outcome, found.served_on) == ("served", DAY)

    def test_one_server_is_not_enough_sy_a1_5d(self):
        found = refusal(method="direct", servers=(CHEN,), signer="applicant")
        assert found.clause == "SY-A1.5d"
        assert "2 名工作人员" in found.reason

    def test_the_same_server_twice_is_one_sy_a1_5d(self):
        assert refusal(method="direct", servers=(CHEN, CHEN), signer="applicant").clause == "SY-A1.5d"

    @pytest.mark.parametrize("method", ["direct", "left"])
    def test_who_serves_is_of_the_township_not_of_the_village_or_the_county(self, method):
        """SY-A1.5d: 送达过程应由两名工作人员参与; the village is the witness."""
        found = refusal(method=method, servers=(CHEN, ZHAO), signer="applicant", recording=True, outside=True)
        assert (found.code, found.clause) == ("company", "SY-A1.5d")
        assert "村里的人可以作见证" in found.reason

    def test_where_nothing_is_said_of_servers_nobody_is_turned_away(self):
        """README, silence: service in Qinyuan is neither required nor refused."""
        village = Delivery("direct", DAY, (CHEN,), "applicant", outside=True)
        assert judge(village, (), None, (), None).outcome == "served"

    def test_a_relative_cannot_sign_sy_a1_5c(self):
        found = refusal(method="direct", servers=(CHEN, ZHAO), signer="relative")
        assert found.clause == "SY-A1.5c"
        assert "申请人本人" in found.reason

    @pytest.mark.parametrize(
        "how", [{"refused_to_sign": True}, {"signer": ""}, {"refused_to_sign": True, "signer": "applicant"}]
    )
    def test_nobody_met_or_refused_is_a_failed_attempt(self, how):
        found = serve(method="direct", servers=(CHEN, ZHAO), **how)
        assert (found.outcome, found.served_on) == ("failed", None)


class TestLeftBehind:
    def test_with_a_recording(self):
        found = serve(REFUSED_AT_THE_DOOR, method="left", servers=(CHEN, ZHAO), recording=True)
        assert (found.outcome, found.clause) == ("served", "SY-A1.5e")

    def test_with_a_witness_of_the_village(self):
        found = serve(method="left", servers=(CHEN, ZHAO), refused_to_sign=True, witness="village")
        assert (found.outcome, found.clause) == ("served", "SY-A1.5f")

    def test_without_either_sy_a1_5e(self):
        assert refusal(REFUSED_AT_THE_DOOR, method="left", servers=(CHEN, ZHAO)).clause == "SY-A1.5e"

    def test_a_neighbour_is_no_witness_sy_a1_5f(self):
        found = refusal(REFUSED_AT_THE_DOOR, method="left", servers=(CHEN, ZHAO), witness="neighbour")
        assert found.clause == "SY-A1.5f"

    def test_no_server_is_his_own_witness_sy_a1_5f(self):
        found = refusal(
            method="left", servers=(CHEN, ZHAO), refused_to_sign=True, witness="village", witness_serves=True
        )
        assert "送达人不能给自己作见证" in found.reason

    def test_a_recording_makes_up_for_a_wrong_witness(self):
        assert serve(
            REFUSED_AT_THE_DOOR, method="left", servers=(CHEN, ZHAO), witness="other", recording=True
        ).served_on

    def test_not_before_anybody_refused(self):
        assert refusal(method="left", servers=(CHEN, ZHAO), recording=True).code == "order"

    def test_not_at_an_empty_house_sy_a1_5e(self):
        """SY-A1.5e: 如申请人拒绝签收，可采用留置送达; whom nobody met (申请人无法联系的) is written to."""
        found = refusal(NOBODY_MET, method="left", servers=(CHEN, ZHAO), recording=True)
        assert (found.code, found.clause) == ("order", "SY-A1.5e")
        assert "请邮寄" in found.reason

    def test_two_staff_here_too(self):
        assert (
            refusal(REFUSED_AT_THE_DOOR, method="left", servers=(CHEN,), recording=True).clause == "SY-A1.5d"
        )


class TestByPost:
    def test_sent_then_delivered(self):
        sent = serve(NOBODY_MET, method="post", waybill="E12", address_confirmed=True)
        assert (sent.outcome, sent.served_on) == ("sent", None)
        back = serve(NOBODY_MET, LETTER_SENT, method="post", delivered=True)
        assert (back.outcome, back.served_on) == ("served", DAY)

    def test_a_letter_that_came_back_has_failed(self):
        assert serve(NOBODY_MET, LETTER_SENT, method="post", delivered=False).outcome == "failed"

    def test_only_to_a_confirmed_address_sy_a1_5g(self):
        assert refusal(NOBODY_MET, method="post", waybill="E12").clause == "SY-A1.5g"

    def test_only_with_a_waybill_sy_a1_5g(self):
        found = refusal(NOBODY_MET, method="post", address_confirmed=True)
        assert (found.clause, found.code) == ("SY-A1.5g", "missing")

    def test_not_before_the_door_was_tried(self):
        assert refusal(method="post", waybill="E12", address_confirmed=True).code == "order"

    def test_a_result_without_a_letter_under_way_is_a_new_letter(self):
        assert refusal(NOBODY_MET, LETTER_BACK, method="post", delivered=True).clause == "SY-A1.5g"


class TestByAnnouncement:
    def test_mail_not_tried_sy_a1_5h(self):
        found = refusal(NOBODY_MET, method="public", days=30)
        assert found.clause == "SY-A1.5h"
        assert "邮寄送达" in found.reason

    def test_length_not_configured_sy_a1_5h(self):
        found = refusal(NOBODY_MET, LETTER_BACK, method="public")
        assert (found.code, found.clause) == ("configure", "SY-A1.5h")
        assert "配置" in found.reason

    def test_served_on_its_last_day(self):
        found = serve(NOBODY_MET, LETTER_BACK, method="public", days=30)
        assert found.served_on == date(2025, 4, 19)


class TestSilence:
    """Qinyuan says nothing of service: nothing is demanded, but an announcement still needs its length."""

    def test_one_server_and_anybody_signs(self):
        found = judge(Delivery("direct", DAY, (CHEN,), "relative"), (), None, (), None)
        assert found == type(found)("served", DAY, "")

    def test_left_without_proof(self):
        assert judge(Delivery("left", DAY), (), None, (), None).outcome == "served"

    def test_announcement_without_length(self):
        with pytest.raises(StepRefused, match="配置"):
            judge(Delivery("public", DAY), (), None, (), None)

    def test_where_nothing_is_stated_a_letter_may_be_posted_at_once(self):
        assert judge(Delivery("post", DAY), (), None, (), None).outcome == "sent"


def test_served_is_served():
    found = refusal(
        Attempt("direct", DAY, "served"), method="direct", servers=(CHEN, ZHAO), signer="applicant"
    )
    assert "已经送达" in found.reason


def test_a_way_of_serving_that_nobody_knows_is_refused():
    assert refusal(method="pigeon").code == "invalid"


def phrases(*asked) -> tuple[str, ...]:
    return tuple(str(lack) for lack in still_missing(*asked))


def test_a_way_is_closed_only_by_what_bars_it():
    step, _signers = shangyu()
    assert not any(lack.bars for lack in still_missing("left", (), step, None))
    assert [lack.bars for lack in still_missing("public", (NOBODY_MET,), step, None)] == [True, True]


def test_the_desk_is_told_what_is_missing():
    step, _signers = shangyu()
    assert phrases("direct", (), step, None) == ("2 名送达人", "申请人本人签收")
    left = ("2 名送达人", "拍照、录像、录音，或者见证人")
    assert phrases("left", (NOBODY_MET,), step, None) == (*left, "当面不肯签")
    assert phrases("left", (REFUSED_AT_THE_DOOR,), step, None) == left
    assert phrases("post", (NOBODY_MET,), step, None) == ("申请人确认过的地址", "邮件单号")
    assert phrases("public", (NOBODY_MET,), step, None) == (
        "邮寄送达没有送到的记录",
        "县里配置的公告天数",
    )
    assert phrases("direct", (), None, None) == ()
