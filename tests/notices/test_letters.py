"""Letters: one for each act, numbered without a gap however many write at once, served as the law says."""

import threading

import pytest
from django.db import IntegrityError, connection, connections, transaction

from casework.rules.refusal import StepRefused
from notices import actions
from notices.models import Notice, ServiceAttempt
from notices.queries import service_missing
from tests.notices.scene import COUPLE, HOTLINE, PHONE, Scene, moment


@pytest.mark.django_db
class TestIssuing:
    def test_each_act_has_its_letter(self, shelf_root):
        scene = Scene().confirmed()
        assert [notice.kind for notice in scene.case.known().notices] == ["acceptance", "decision"]
        acceptance = Notice.objects.get(kind="acceptance")
        assert acceptance.title == "受理告知书"
        assert acceptance.issuer_name == "刘"
        assert acceptance.text.startswith("李小田：\n您于 2025年9月11日 提出的")
        assert "最迟 2025年10月15日前办结。" in acceptance.text
        assert PHONE in acceptance.text
        assert HOTLINE in acceptance.text

    def test_the_refusal_carries_the_places_own_title_reason_and_clause(self, shelf_root):
        scene = Scene().opined()
        scene.do("2025-09-28 10:00", "refuse", "孙", reason="家庭月人均收入高于标准")
        notice = Notice.objects.get(kind="refusal")
        assert notice.title == "不符合最低生活保障告知书"
        assert "理由：家庭月人均收入高于标准。" in notice.text
        assert "虞政办发〔2022〕100号" in notice.text
        assert "附件1 第5项②" in notice.text

    def test_remedies_stand_there_only_where_they_are_configured(self, shelf_root):
        words = "不服本决定的，可以自收到之日起六十日内申请行政复议。"
        scene = Scene(parameters={"remedy_text": words}).opined()
        scene.do("2025-09-28 10:00", "refuse", "孙", reason="收入高")
        assert words in Notice.objects.get(kind="refusal").text

    def test_without_a_configured_remedy_nothing_is_said_of_it(self, shelf_root):
        scene = Scene().opined()
        scene.do("2025-09-28 10:00", "refuse", "孙", reason="收入高")
        assert "复议" not in Notice.objects.get(kind="refusal").text

    def test_a_number_typed_into_a_reason_is_refused_with_the_act_and_no_letter_goes_out(self, shelf_root):
        from policies.rules.identity import demo_id

        number = demo_id("770101", moment("1970-01-01 00:00").date(), 7)
        scene = Scene().opined()
        with pytest.raises(StepRefused, match="像是有身份证号") as refused:
            scene.do("2025-09-28 10:00", "refuse", "孙", reason=f"配偶{number}名下有车")
        assert number not in refused.value.reason
        assert not Notice.objects.filter(kind="refusal").exists()

    def test_by_hand_after_the_act_did_it_by_itself_nothing_is_issued_twice(self, shelf_root):
        scene = Scene().confirmed()
        before = Notice.objects.get(kind="decision")
        scene.do("2025-10-09 11:00", "notice", "李", kind="decision")
        assert Notice.objects.get(kind="decision").pk == before.pk
        assert len(scene.case.known().notices) == 2

    def test_no_letter_without_the_act_that_calls_for_it(self, shelf_root):
        scene = Scene()
        scene.do("2025-09-11 09:00", "submit", channel="window", materials="all")
        for kind in ("acceptance", "decision", "advance", "refusal", "missing"):
            with pytest.raises(StepRefused, match="还没有办到这一步"):
                scene.do("2025-09-11 10:00", "notice", "李", kind=kind)
        with pytest.raises(StepRefused, match="没有这种文书"):
            scene.do("2025-09-11 10:00", "notice", "李", kind="poem")
        assert not Notice.objects.exists()

    def test_the_demand_lists_the_papers(self, shelf_root):
        scene = Scene()
        scene.do("2025-09-11 09:00", "submit", channel="window", materials=["form"])
        scene.do("2025-09-11 10:00", "request_missing", "刘", materials=["id_copy"])
        assert "1. " in Notice.objects.get(kind="missing").text

    def test_a_change_has_forms_of_its_own_sy_a1_6a(self, shelf_root):
        scene = Scene().confirmed()
        scene.do("2026-03-09 10:00", "propose_change", "李", stop=True, cause="家庭收入超过标准")
        scene.do("2026-03-09 11:00", "notice", "李", kind="advance")
        notice = Notice.objects.get(kind="advance")
        assert (notice.title, notice.form) == ("最低生活保障停发事先告知书", "advance_stop")
        assert "3 日内向我们陈述、申辩" in notice.text

    def test_the_number_says_office_paper_year_and_place_in_the_series(self, shelf_root):
        Scene().confirmed()
        notice = Notice.objects.get(kind="decision")
        assert notice.number == f"{notice.unit.short_name}救助决〔2025〕1号"
        assert notice.unit.level == "township"

    def test_a_refused_letter_gives_its_number_back(self, shelf_root, monkeypatch):
        scene = Scene(quiet=True)
        scene.do("2025-09-11 09:00", "submit", channel="window", materials="all")
        scene.do("2025-09-11 10:00", "accept", "刘")

        def refuse(**_kwargs):
            raise StepRefused("不行")

        with monkeypatch.context() as patch:
            patch.setattr("notices.actions.letters.casework.record_notice", refuse)
            with pytest.raises(StepRefused):
                scene.do("2025-09-11 11:00", "notice", "李", kind="acceptance")
        scene.do("2025-09-11 12:00", "notice", "李", kind="acceptance")
        assert Notice.objects.get().serial == 1

    def test_the_database_refuses_a_stub_that_says_something_else(self, shelf_root):
        Scene().confirmed()
        with pytest.raises(IntegrityError), transaction.atomic():
            Notice.objects.update(stub_hash="0" * 64)


@pytest.mark.django_db(transaction=True)
def test_numbers_have_no_gap_when_many_write_at_once(shelf_root):
    scenes = [Scene(quiet=True)]
    scenes += [_another(scenes[0], number) for number in range(5)]
    for scene in scenes:
        scene.do("2025-09-11 10:00", "accept", "刘")
    failures: list[Exception] = []
    start = threading.Barrier(len(scenes) * 2)

    def write(scene: Scene) -> None:
        try:
            start.wait()
            actor = scene.stage.actor("刘", moment("2025-09-11 10:00").date())
            actions.issue(
                case=scene.stage.case_id, kind="acceptance", actor=actor, at=moment("2025-09-11 10:00")
            )
        except Exception as error:  # noqa: BLE001 - shown below
            failures.append(error)
        finally:
            connections.close_all()

    # Each letter is written by two workers at once, as after a lease that ran out.
    threads = [threading.Thread(target=write, args=(scene,)) for scene in scenes for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert sorted(Notice.objects.values_list("serial", flat=True)) == [1, 2, 3, 4, 5, 6]
    assert connection.vendor in ("sqlite", "postgresql")


def _another(first: Scene, number: int) -> Scene:
    """Another household of the same village, before the same staff."""
    from dataclasses import replace

    from policies.rules.identity import demo_id
    from yimen.simulation.theatre import Theatre

    old = first.stage
    members = tuple(
        replace(person, id_number=demo_id("770101", person.birth, 300 + 10 * number + place))
        for place, person in enumerate(old.members)
    )
    scene = Scene.__new__(Scene)
    scene.stage, scene.quiet = Theatre(old.story, old.village, old.officers, members), True
    scene.do("2025-09-11 09:00", "submit", channel="window", materials="all")
    if first.stage.case_id is None:
        first.do("2025-09-11 09:00", "submit", channel="window", materials="all")
    return scene


@pytest.mark.django_db
class TestServing:
    @pytest.fixture
    def refused(self, shelf_root) -> Scene:
        scene = Scene(parameters={"announcement_days": 30}).opined()
        scene.do("2025-09-28 10:00", "refuse", "孙", reason="收入高")
        return scene

    def serve(self, scene: Scene, at: str, **body) -> None:
        scene.do(at, "serve", "李", kind="refusal", **body)

    def test_signed_by_the_applicant_himself(self, refused):
        self.serve(refused, "2025-09-29 09:00", method="direct", servers=["李", "陈"], signed_by="李小田")
        notice = Notice.objects.get(kind="refusal")
        assert (notice.state, str(notice.served_on)) == ("served", "2025-09-29")
        assert notice.attempts.get().signed_by == "李小田"
        assert str(refused.case.known().notice("refusal").served) == "2025-09-29"

    def test_the_spouse_cannot_sign_and_nothing_is_recorded_sy_a1_5c(self, refused):
        with pytest.raises(StepRefused) as caught:
            self.serve(refused, "2025-09-29 09:00", method="direct", servers=["李", "陈"], signed_by="王兰")
        assert caught.value.clause == "SY-A1.5c"
        assert not ServiceAttempt.objects.exists()
        assert Notice.objects.get(kind="refusal").state == "issued"

    def test_a_server_must_be_an_officer(self, refused):
        with pytest.raises(StepRefused, match="本地的工作人员"):
            self.serve(
                refused, "2025-09-29 09:00", method="direct", servers=["李", "路人"], signed_by="李小田"
            )

    @pytest.mark.parametrize("second", ["赵", "周"])
    def test_a_server_is_of_the_township(self, refused, second):
        """SY-A1.5d: neither somebody of the village nor of the county makes the second of the two staff."""
        with pytest.raises(StepRefused, match="乡镇（街道）的工作人员"):
            self.serve(
                refused, "2025-09-29 09:00", method="direct", servers=["李", second], signed_by="李小田"
            )
        assert not ServiceAttempt.objects.exists()

    def test_down_the_whole_ladder_sy_a1_5h(self, refused):
        self.serve(refused, "2025-09-29 09:00", method="direct", servers=["李", "陈"])
        notice = Notice.objects.get(kind="refusal")
        assert notice.state == "failed"
        missing = service_missing(notice, "public", moment("2025-09-29 10:00").date())
        assert [str(lack) for lack in missing] == ["邮寄送达没有送到的记录"]
        self.serve(refused, "2025-09-30 09:00", method="post", waybill="EA1", address_confirmed=True)
        assert Notice.objects.get(kind="refusal").state == "under_way"
        self.serve(refused, "2025-10-10 09:00", method="post", delivered=False)
        self.serve(refused, "2025-10-10 10:00", method="public")
        notice.refresh_from_db()
        assert (notice.state, str(notice.served_on)) == ("served", "2025-11-09")
        assert [attempt.outcome for attempt in notice.attempts.all()] == [
            "failed",
            "sent",
            "failed",
            "served",
        ]
        assert [event.kind for event in refused.case.events.order_by("seq")][-4:] == ["serve"] * 4

    def test_an_office_colleague_is_no_witness_a_village_officer_is_sy_a1_5f(self, refused):
        with pytest.raises(StepRefused) as caught:
            self.serve(
                refused,
                "2025-09-29 09:00",
                method="left",
                servers=["李", "陈"],
                refused_to_sign=True,
                witness="刘",
            )
        assert caught.value.clause == "SY-A1.5f"
        self.serve(
            refused,
            "2025-09-29 09:00",
            method="left",
            servers=["李", "陈"],
            refused_to_sign=True,
            witness="赵",
        )
        assert ServiceAttempt.objects.get().witness_for == "village"

    def test_nothing_to_serve(self, refused):
        with pytest.raises(StepRefused, match="先出文书"):
            refused.do(
                "2025-09-29 09:00", "serve", "李", kind="advance", method="direct", servers=["李", "陈"]
            )

    def test_the_village_may_not_record_service(self, refused):
        with pytest.raises(StepRefused) as caught:
            refused.do(
                "2025-09-29 09:00",
                "serve",
                "赵",
                kind="refusal",
                method="direct",
                servers=["李", "陈"],
                signed_by="李小田",
            )
        assert caught.value.code == "role"
        assert not ServiceAttempt.objects.exists()

    @pytest.mark.parametrize(
        ("lacking", "asked"), [({"place": ""}, "在哪里送的"), ({"reason": ""}, "请写明事由")]
    )
    def test_the_action_demands_what_the_desk_demands(self, refused, lacking, asked):
        """SY-A1.5f: whoever calls the action, the record says where it was and why nobody signed."""
        said = {"place": "青石村 3 组家中", "reason": "见到本人，不肯签", "recording": True} | lacking
        servers = [refused.stage.officer("李"), refused.stage.officer("陈")]
        with pytest.raises(StepRefused, match=asked):
            actions.serve(
                case=refused.stage.case_id,
                kind="refusal",
                report=actions.Report(method="left", servers=servers, refused_to_sign=True, **said),
                actor=refused.stage.actor("李", moment("2025-09-29 09:00").date()),
                at=moment("2025-09-29 09:00"),
            )
        assert not ServiceAttempt.objects.exists()

    def test_members_and_officers_are_known_by_id_too(self, refused):
        report = actions.Report(
            method="left",
            servers=[refused.stage.officer("李"), refused.stage.officer("陈")],
            refused_to_sign=True,
            signed_by="m2",
            witness=refused.stage.officer("赵"),
            witness_post="青石村村委会委员",
            place="青石村 3 组家中",
            reason="见到本人，不肯签",
        )
        actor = refused.stage.actor("李", moment("2025-09-29 09:00").date())
        attempt = actions.serve(
            case=refused.stage.case_id,
            kind="refusal",
            report=report,
            actor=actor,
            at=moment("2025-09-29 09:00"),
        )
        assert (attempt.signer, attempt.signed_by, attempt.witness, attempt.witness_for) == (
            "member",
            COUPLE[1]["name"],
            "赵",
            "village",
        )
