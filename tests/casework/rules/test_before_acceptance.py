"""Before acceptance: the wish, the application, told once, the village in between, and acceptance."""

from datetime import date, datetime

import pytest

from casework.rules.asking import SHANGHAI
from casework.rules.clocks import due
from casework.rules.completeness import missing, to_bring
from casework.rules.facts import Member
from tests.casework.rules.scene import CAST, CHILD, COUPLE, KIN, Scene


def test_a_complete_application_is_accepted_and_the_clocks_start():
    """SY-A1.2a, SY-A1.1f, SY-4.2e"""
    scene = Scene().accepted()

    assert (scene.facts.stage, scene.facts.hands["accept"]) == ("accepted", ("liu",))
    assert scene.facts.supplied == {"id_copy", "form"}


def test_what_lacks_is_named_people_before_papers():
    """SY-A1.1b, SY-A1.1c, SY-A1.1d: everybody signs, the supporting household too."""
    scene = Scene(members=(*COUPLE, CHILD)).know(supporters=frozenset({"s1"}))
    scene.do("submit", channel="window", supplied=["id_copy"], signed=["m1"])

    assert missing(scene.facts, scene.book.spec, scene.today) == ("m2", "m3", "s1", "household_book", "form")
    refusal = scene.no("accept", "刘")
    assert refusal.code == "missing"
    assert "户口" in refusal.reason


def test_signing_completes_it():
    """SY-A1.1c, SY-A1.1d"""
    scene = Scene().know(supporters=frozenset({"s1"}))
    scene.do("submit", channel="window", supplied="all")
    scene.do("sign", who="all", supporters=["s1"])

    scene.do("accept", "刘")


def test_a_form_filled_online_is_not_asked_for_on_paper():
    """YI-2.4b"""
    scene = Scene("yicheng")
    scene.do("submit", channel="web", supplied=["id_copy"], signed="all", authorised="all")

    assert "form" in scene.facts.supplied


def test_the_wish_comes_first_where_the_place_begins_with_the_check():
    """YI-2.1a, YI-2.1b: check and visit run before acceptance, from the wish on."""
    scene = Scene("yicheng")
    assert scene.no("request_check", "刘").code == "order"

    scene.do("intend", authorised="all")
    scene.inquired()

    assert scene.facts.stage == "draft"
    scene.lodged()
    assert scene.no("intend").code == "order"


def test_only_members_of_the_household_sign_and_authorise():
    assert Scene().no("sign", who=["m9"]).code == "invalid"
    assert Scene().no("authorise", who=["m9"]).code == "invalid"


def test_every_adult_authorises_the_check_and_no_child():
    """SY-A1.2a"""
    scene = Scene(members=(*COUPLE, CHILD))
    scene.do("submit", channel="window", supplied="all", signed="all", authorised=["m1", "m3"])
    scene.do("accept", "刘")

    refusal = scene.no("request_check", "刘")
    assert (refusal.code, refusal.clause) == ("consent", "附件1 第2项")
    assert "m2" in refusal.reason
    scene.do("authorise", who=["m2"], scope="存款")
    scene.do("request_check", "刘")


def test_an_application_is_handed_in_once():
    scene = Scene().lodged()

    assert scene.no("submit", channel="window").code == "order"
    scene.do("accept", "刘")
    assert scene.no("accept", "周").code == "order"
    assert scene.no("decline", "周").code == "order"


@pytest.mark.parametrize("verb", ["take", "submit"])
def test_an_application_made_of_a_lead_says_so(verb):
    """YC-3.1.3: the trace leads back to the lead; without one nothing is said of any."""
    scene, plain = Scene(), Scene()
    said = (
        {"reason": "卧病", "evidence": "合影", "related": False} if verb == "take" else {"channel": "window"}
    )
    by = "赵" if verb == "take" else ""

    assert scene.do(verb, by, lead="L-77", **said).data["lead"] == "L-77"
    assert "lead" not in plain.do(verb, by, **said).data


class TestTheVillageInBetween:
    def test_taken_with_reason_and_evidence_and_passed_on(self):
        """SY-4.1a, SY-A1.1e"""
        scene = Scene()
        assert scene.no("take", "赵", evidence="合影").code == "missing"
        assert scene.no("take", "赵", reason="卧病").code == "missing"
        assert scene.no("take", "赵", reason="卧病", evidence="合影").code == "missing"
        outcome = scene.do("take", "赵", reason="卧病", evidence="合影", related=True)

        assert outcome.clause == "附件1 第1项①"
        assert (scene.facts.stage, scene.facts.delegated, scene.facts.relative_filed) == ("taken", True, True)
        assert scene.no("take", "赵", reason="卧病", evidence="合影").code == "order"
        scene.do("forward", "赵", channel="village", supplied="all", signed="all", authorised="all")
        assert scene.facts.stage == "submitted"
        assert scene.no("forward", "赵").code == "order"

    def test_an_application_handed_in_by_its_household_is_not_taken(self):
        assert Scene().lodged().no("take", "赵", reason="卧病", evidence="合影").code == "order"

    def test_a_stated_wish_is_taken_over_with_all_it_has_set_going(self):
        """YI-1.4, YI-2.1a: evidence and the relative question as ever; check, consent and the first day stay."""
        scene = Scene("yicheng")
        scene.do("intend", authorised="all")
        began = scene.facts.when("intend")
        scene.do("request_check", "刘")
        scene.wait(1)
        assert scene.no("take", "赵", reason="不识字", related=False).code == "missing"
        assert scene.no("take", "赵", reason="不识字", evidence="委托书").code == "missing"

        outcome = scene.do("take", "赵", reason="不识字", evidence="委托书", related=False)

        assert outcome.data["wish"] is True
        assert (scene.facts.stage, scene.facts.delegated, scene.facts.channel) == ("taken", True, "village")
        assert (scene.facts.when("intend"), scene.facts.authorised) == (began, {"m1", "m2"})
        assert scene.facts.check.requested is not None
        scene.do("forward", "赵", channel="village", supplied="all", signed="all")
        scene.do("accept", "刘")

    def test_its_household_confirms_it_once_or_takes_the_village_off(self):
        """YI-1.4: the wish stands, and its household goes on by itself; the limit of the village runs no more."""
        scene = Scene("yicheng")
        scene.do("intend", authorised="all")
        assert scene.no("revoke_delegation").code == "order"
        said = {"reason": "不识字", "evidence": "委托书", "related": False}
        scene.do("take", "赵", **said)
        assert scene.do("confirm_delegation").data == {}
        assert scene.no("confirm_delegation").code == "order"

        assert scene.do("revoke_delegation", words=" 儿子回来了 ").data == {"words": "儿子回来了"}

        assert (scene.facts.stage, scene.facts.delegated, scene.facts.channel) == ("draft", False, "")
        assert due("forward", scene.facts, scene.book) is None
        assert scene.no("forward", "赵").code == "order"
        scene.do("take", "赵", **said)
        scene.do("confirm_delegation")
        scene.do("forward", "赵", channel="village", supplied="all", signed="all")
        assert "报到镇里" in scene.no("revoke_delegation").reason

    def test_without_a_wish_nothing_is_left_when_the_village_is_taken_off(self):
        scene = Scene()
        scene.do("take", "赵", reason="卧病", evidence="合影", related=False)
        assert due("forward", scene.facts, scene.book) is not None

        scene.do("revoke_delegation")

        assert scene.facts.stage == "withdrawn"
        assert scene.no("take", "赵", reason="卧病", evidence="合影", related=False).code == "withdrawn"

    def test_the_township_that_asks_the_household_writes_how(self):
        scene = Scene()
        scene.do("take", "赵", reason="卧病", evidence="合影", related=False)
        assert scene.no("confirm_delegation", "赵").code == "role"
        assert scene.no("confirm_delegation", "刘").code == "missing"

        assert scene.do("confirm_delegation", "刘", words="打电话问过").data == {"words": "打电话问过"}

    def test_a_decided_case_has_nothing_to_confirm(self):
        scene = Scene().confirmed().know(delegated=True)

        assert scene.no("confirm_delegation").code == "order"

    def test_the_township_does_not_take(self):
        assert Scene().no("take", "刘", reason="卧病", evidence="合影").code == "role"


class TestToldOnce:
    def test_everything_that_lacks_is_asked_for_at_once(self):
        """SY-A1.1b"""
        scene = Scene(members=(*COUPLE, CHILD))
        scene.do("submit", channel="window", supplied=["id_copy"], signed="all", authorised="all")

        assert scene.no("request_missing", "刘").code == "missing"
        assert scene.no("request_missing", "刘", codes=["form"]).code == "told_once"
        scene.do("request_missing", "刘", codes=["form", "household_book"])
        assert (scene.facts.stage, scene.facts.second_demand) == ("returned", False)
        assert scene.no("request_missing", "刘", codes=["form"]).code == "order"

    def test_a_second_demand_needs_changed_facts_and_is_marked(self):
        scene = Scene(members=(*COUPLE, CHILD))
        scene.do("submit", channel="window", supplied=["form", "id_copy"], signed="all", authorised="all")
        scene.do("request_missing", "刘", codes=["household_book"])
        scene.do("submit", supplied="all", signed="all")

        assert scene.no("request_missing", "刘", codes=["id_copy"]).code == "told_once"
        scene.do("request_missing", "刘", codes=["id_copy"], why="facts_changed", because="办了残疾证")
        assert scene.facts.second_demand

    def test_who_brought_a_part_may_bring_the_rest(self):
        """SY-A2.1d: it was told once and cannot be demanded again; so what was told can still be brought."""
        scene = Scene(members=(*COUPLE, CHILD))
        scene.do("submit", channel="window", supplied=["form"], signed="all", authorised="all")
        scene.do("request_missing", "刘", codes=["id_copy", "household_book"])
        scene.do("submit", supplied=["id_copy"])

        assert scene.no("accept", "刘").code == "missing"
        assert scene.no("request_missing", "刘", codes=["household_book"]).code == "told_once"
        scene.do("submit", supplied=["household_book"])
        assert scene.no("submit", supplied=["household_book"]).code == "order"
        scene.do("accept", "刘")

    def test_what_the_receipt_did_not_list_is_not_asked_for_later(self):
        scene = Scene()
        outcome = scene.do("disclose", "刘", items=["form"], number="告〔2025〕1号")
        assert outcome.data["number"] == "告〔2025〕1号"
        scene.do("submit", channel="window", supplied=["form"], signed="all", authorised="all")

        assert scene.no("request_missing", "刘", codes=["id_copy"]).code == "told_once"
        scene.do("request_missing", "刘", codes=["id_copy"], why="facts_changed", because="办了残疾证")
        assert scene.facts.second_demand

    def test_without_a_list_the_rule_itself_is_disclosed(self):
        scene = Scene()
        scene.do("disclose", "刘")

        assert scene.facts.disclosed == ("id_copy", "form")

    @pytest.mark.parametrize(
        ("code", "refused"),
        [("hardship_certificate", "banned"), ("property_data", "unrelated"), ("没听说过", "unrelated"),
         ("household_book", "unrelated")],
    )  # fmt: skip
    def test_nothing_unrelated_banned_or_shared_is_asked_for(self, code, refused):
        """SY-A1.3c, SY-A1.2a: shared data are fetched by the township; a couple has no child's book to show."""
        assert Scene().lodged().no("request_missing", "刘", codes=[code]).code == refused


def test_an_application_may_be_declined_with_a_reason_and_then_rests():
    """SY-A1.5c"""
    scene = Scene().lodged()
    scene.do("decline", "刘", reason="不在本区")

    assert (scene.facts.stage, scene.facts.hands) == ("refused", {"accept": ("liu",)})
    assert scene.no("accept", "周").code == "order"
    assert scene.no("reclassify", "李", to="margin").code == "order"


def test_a_programme_that_has_run_out_accepts_nobody():
    """YI-0: five years from 2020-09-05."""
    scene = Scene("yicheng", at=datetime(2025, 9, 5, 9, 0, tzinfo=SHANGHAI)).lodged()

    assert scene.no("accept", "刘").code == "expired"


def test_an_emergency_is_marked_from_the_first_report_on():
    """SY-4.4c"""
    scene = Scene("shangyu", "temporary")
    scene.do("submit", channel="window", supplied="all", signed="all", authorised="all", emergency=True)

    assert scene.facts.emergency
    assert scene.facts.when("report") == scene.at


def test_the_list_knows_who_lives_elsewhere_and_who_is_disabled():
    scene = Scene(members=(Member("m1", date(1980, 1, 1), disability="肢体二级", registered="外省"),))

    assert to_bring(scene.facts, scene.book.spec, scene.today).codes


class TestWhoMay:
    def test_the_right_role_in_the_right_place(self):
        """SY-4.2d"""
        scene = Scene().lodged()
        assert scene.no("accept", "李").code == "role"
        scene.know(unit="770101002901")
        assert scene.no("accept", "刘").code == "scope"

    def test_a_near_relative_keeps_away_but_may_say_so(self):
        scene = Scene().lodged()
        assert scene.no("relative", "刘").code == "missing"
        assert scene.no("relative", "刘", officer="liu", member="m1").code == "missing"
        stranger = scene.no("relative", "刘", officer="liu", **KIN | {"relation": "老乡"})
        assert (stranger.code, "名单里选" in stranger.reason) == ("invalid", True)
        scene.do("relative", "刘", officer="liu", member="m1", **KIN)

        assert scene.no("accept", "刘").code == "relative"
        assert scene.no("relative", "刘", officer="sun").code == "role"
        scene.do("relative", "县里", officer="sun", **KIN)
        scene.do("accept", "周")

    def test_an_account_without_a_human_decides_nothing(self):
        from casework.rules.flow import decide
        from casework.rules.refusal import StepRefused
        from casework.rules.roles import Actor

        scene = Scene().lodged()
        with pytest.raises(StepRefused) as caught:
            decide(
                "accept",
                scene.facts,
                scene.book,
                Actor("", "无名", ("acceptor",), CAST["刘"].units),
                scene.at,
            )
        assert caught.value.code == "role"

    def test_an_unknown_act_is_refused(self):
        assert Scene().no("dance", "刘").code == "invalid"
