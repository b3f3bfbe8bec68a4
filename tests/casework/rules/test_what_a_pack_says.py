"""Options of packs that once nobody read: each has its effect where its place states it, and none where it is silent."""

from dataclasses import replace

from casework.rules import filing
from casework.rules.agenda import allowed
from casework.rules.entering import named
from casework.rules.facts import Change, Decision, Payee
from casework.rules.payment import payment
from casework.rules.reserve import spend
from casework.rules.signing import sign
from tests.casework.rules.scene import CAST, Scene, person
from tests.casework.rules.test_by_the_documents import opined

IN_PANEL = {
    "chair": "zhen",
    "members": [person("镇长"), person("孙")],
    "for": 2,
    "against": 0,
    "minutes": True,
}


def with_option(scene: Scene, kind: str, **options) -> Scene:
    """The same scene under a law that says one thing more, or (None) one thing less."""
    steps = tuple(
        replace(step, options={k: v for k, v in {**step.options, **options}.items() if v is not None})
        if step.kind == kind
        else step
        for step in scene.book.spec.steps
    )
    scene.book = replace(scene.book, spec=replace(scene.book.spec, steps=steps))
    return scene


class TestFromWhere:
    def test_an_application_comes_the_ways_the_document_lists(self):
        """SY-A1.1a, YC-5.1a: all four ways of these places; a county that closes one says which are left."""
        for way in ("window", "web", "bot"):
            Scene("shangyu").do("submit", channel=way, supplied="all")
        closed = with_option(Scene("shangyu"), "lodge", channels=["window", "village"])
        refused = closed.no("submit", channel="bot", supplied="all")
        assert (refused.code, refused.clause) == ("channel", "附件1 第1项①")
        assert "从窗口、村（社区）申请" in refused.reason
        assert (
            with_option(Scene("yicheng"), "lodge", channels=["window"]).no("intend", channel="web").code
            == "channel"
        )
        assert (
            with_option(Scene(), "lodge", channels=["web"]).no("take", "赵", reason="老", evidence="书").code
            == "channel"
        )

    def test_a_silent_document_closes_no_way(self):
        """HX, QY: from where one may apply is not stated."""
        for place in ("huaxi", "qinyuan"):
            Scene(place).do("submit", channel="bot", supplied="all")

    def test_the_village_writes_what_the_place_asks_for(self):
        """HX-4.2b, SY-4.1a, YC-3.1.2a, YI-1.4: the reason, and on what evidence."""
        for place in ("huaxi", "shangyu", "yangcheng", "yicheng"):
            assert Scene(place).no("take", "赵", evidence="委托书").code == "missing"
            assert Scene(place).no("take", "赵", reason="年老").code == "missing"
        unasked = with_option(Scene(), "lodge", delegation_reason=None, delegation_evidence=None)
        assert unasked.do("take", "赵", evidence=" 委托书 ", related=False).data["evidence"] == "委托书"


class TestWhoRunsTheCheck:
    def test_in_yangcheng_the_county_does_and_enters_the_report(self):
        """YC-3.3.5"""
        scene = Scene("yangcheng").accepted()
        scene.do("request_check", "刘")
        refused = scene.no("check_report", "刘", result="within")
        assert (refused.code, refused.clause) == ("level", "三(三)5")
        assert allowed("check_report", scene.facts, scene.book, CAST["刘"], scene.at).code == "role"
        assert allowed("check_report", scene.facts, scene.book, CAST["县里"], scene.at) is None
        scene.do("check_report", "县里", result="within")

    def test_a_place_may_say_it_is_the_townships(self):
        """YI-2.1a, SY-A1.2a"""
        scene = with_option(Scene().accepted(), "check", done_by="township")
        scene.do("request_check", "刘")
        assert "由乡镇登记" in scene.no("check_report", "县里", result="within").reason
        scene.do("check_report", "刘", result="within")


class TestMoney:
    def test_paid_from_the_month_the_place_says(self):
        """SY-A1.5b, HX-6.2a: the month after; a place may say the very month."""
        after = Scene().posted().wait(8).do("confirm", "孙", amount=50_000)
        assert after.facts.benefit.first_month == "2025-04"
        same = with_option(Scene(), "pay", first="same_month").posted().wait(8)
        assert same.do("confirm", "孙", amount=50_000).facts.benefit.first_month == "2025-03"

    def test_the_ceiling_of_relief_is_the_value_the_place_names(self):
        """SY-4.4c"""
        scene = Scene(programme="temporary", emergency_limit="3000", township_limit="500")
        scene.do("submit", channel="window", supplied="all", emergency=True)
        other = with_option(
            Scene(programme="temporary", emergency_limit="3000", township_limit="500"),
            "relieve",
            ceiling="township_limit",
        )
        other.do("submit", channel="window", supplied="all", emergency=True)
        assert other.no("relieve", "孙", amount=60_000, channel="account").code == "ceiling"
        scene.do("relieve", "孙", amount=60_000, channel="account")

    def test_what_is_paid_is_what_was_decided(self):
        """QY-3.1.3b: no management fee: the line of the roster, and what leaves the reserve, are the decided sum."""
        scene = opined("qinyuan", amount=56_000)
        scene.do("panel", "孙", **IN_PANEL)
        scene.do("confirm", "孙", amount=56_000)
        scene.wait(40).do("death_match", members=[])
        month = f"{scene.today:%Y-%m}"
        assert payment(scene.facts, scene.book, scene.ask("run_payment"), month).amount == 56_000

        aid = opined("qinyuan", "temporary", amount=80_000, township_limit="3000")
        aid.do("panel", "孙", **IN_PANEL)
        aid.do("confirm", "孙", amount=80_000)
        assert spend(aid.ask("spend", "孙", channel="account", amount=79_900)).data["amount"] == 80_000


class TestToWhom:
    def decided(self, programme="dibao", **circumstances):
        scene = opined("qinyuan", programme, amount=56_000)
        scene.know(circumstances=circumstances)
        scene.know(opinion=replace(scene.facts.opinion, signed=sign(scene.facts)))
        scene.do("panel", "孙", **IN_PANEL)
        return scene

    def test_himself_or_with_proof_his_guardian_or_carer_and_nobody_else(self):
        """QY-3.1.2c"""
        scene = self.decided()
        refused = scene.no("confirm", "孙", amount=56_000, payee="neighbour")
        assert (refused.code, refused.clause) == ("payee", "三(一)2")
        assert "institution" not in refused.reason
        assert scene.no("confirm", "孙", amount=56_000, payee="institution").code == "payee"
        assert scene.no("confirm", "孙", amount=56_000, payee="guardian", payee_name="周明").code == "missing"
        assert (
            scene.no("confirm", "孙", amount=56_000, payee="guardian", payee_proof="监护证明").code
            == "missing"
        )
        done = scene.do(
            "confirm", "孙", amount=56_000, payee="guardian", payee_name="周明", payee_proof="监护证明"
        )
        assert done.facts.decision.payee == Payee("guardian", "周明", "监护证明")
        assert done.data["payee"]["who"] == "guardian"

    def test_himself_where_nobody_says_otherwise(self):
        """QY-3.1.2c"""
        assert self.decided().do("confirm", "孙", amount=56_000).facts.decision.payee == Payee("applicant")

    def test_who_lives_in_an_institution_is_paid_through_it_alone(self):
        """QY-3.1.2c: 集中供养的发给供养机构."""
        scene = self.decided("tekun", support_mode="institution")
        money = {"amount": 56_000, "care_amount": 20_000}
        assert scene.no("confirm", "孙", **money, payee="applicant").code == "payee"
        assert scene.no("confirm", "孙", **money).code == "missing"
        named_ = {"payee_name": "沁河镇敬老院", "payee_proof": "供养协议"}
        assert scene.do("confirm", "孙", **money, **named_).facts.decision.payee.who == "institution"
        at_home = self.decided("tekun", support_mode="home")
        assert at_home.no("confirm", "孙", **money, payee="institution").code == "payee"

    def test_where_the_place_does_not_say_nobody_is_asked(self):
        """SY-5a"""
        done = Scene().confirmed()
        assert done.facts.decision.payee is None

    def test_a_programme_that_pays_nothing_pays_nobody(self):
        scene = opined("qinyuan", "margin")
        scene.do("panel", "孙", **IN_PANEL)
        assert scene.do("confirm", "孙").facts.decision.payee is None


class TestFiled:
    def test_what_is_decided_is_reported_once_and_a_change_again(self):
        """YC-5.4a, HX-4.4a"""
        scene = opined("yangcheng")
        assert scene.no("file", "刘").code == "order"
        assert filing.outstanding(scene.facts, scene.book.spec) == ()
        scene.do("confirm", "孙", amount=50_000)
        assert filing.outstanding(scene.facts, scene.book.spec) == ("report",)
        scene.wait(1).do("file", "刘")
        assert filing.outstanding(scene.facts, scene.book.spec) == ()
        assert scene.no("file", "刘").code == "order"
        changed = Change(scene.at, False, 30_000, "收入增加", decided=scene.wait(1).at)
        scene.know(change=changed)
        assert filing.outstanding(scene.facts, scene.book.spec) == ("report",)

    def test_nothing_is_reported_that_may_still_be_taken_back(self):
        """YC-5.4a"""
        scene = opined("yangcheng")
        scene.know(decision=Decision(True, scene.at, until=scene.at.replace(hour=23)))
        assert "可以撤回" in scene.no("file", "刘").reason
        scene.wait(1).do("file", "刘")

    def test_temporary_aid_is_bound_on_paper_and_dibao_is_not(self):
        """QY-3.1.1w: papers of dibao are kept as they came; a box is asked for where the place binds."""
        aid = opined("qinyuan", "temporary", amount=80_000, township_limit="3000")
        aid.do("panel", "孙", **IN_PANEL)
        aid.do("confirm", "孙", amount=80_000)
        assert filing.outstanding(aid.facts, aid.book.spec) == ("bound",)
        assert aid.no("file", "刘").code == "missing"
        assert aid.do("file", "刘", box="2025年第3卷").data == {"wanted": ["bound"], "box": "2025年第3卷"}

        dibao = opined("qinyuan")
        dibao.do("panel", "孙", **IN_PANEL)
        dibao.do("confirm", "孙", amount=56_000)
        assert dibao.no("file", "刘").code == "silent"

    def test_where_nobody_asks_nothing_is_filed(self):
        """SY: whether results are reported is not stated."""
        refused = Scene().confirmed().no("file", "刘")
        assert (refused.code, refused.clause) == ("silent", "")


class TestAMeetingForAChange:
    def test_only_where_the_place_says_so(self):
        """QY-3.1.1p: changes go through the meeting there; a place may decide only applications together."""

        def proposed(scene):
            scene.do("panel", "孙", **IN_PANEL)
            scene.do("confirm", "孙", amount=56_000)
            scene.wait(40).do("propose_change", "李", to=40_000, cause="收入变了")
            return scene

        assert proposed(opined("qinyuan")).no("decide_change", "孙").code == "panel"
        alone = proposed(with_option(opined("qinyuan"), "change", panel=None))
        alone.do("decide_change", "孙")


def test_one_platform_has_one_name_however_the_document_spells_it():
    """SY-A1.2a: 省大救助平台 and 浙江省大救助系统 are one system."""
    spec = Scene().book.spec
    for spelt in ("浙江省大救助信息系统", "省大救助平台", "浙江省大救助系统"):
        assert named(spelt, spec) == "浙江省大救助信息系统"
    assert named("一卡通", spec) == "一卡通"
    assert named("省大救助平台", Scene("huaxi").book.spec) == "省大救助平台"
