"""李小田 is 黎小田 by his card: what bears the wrong name follows, as decisions 26 and 27 say."""

import pytest

from casework import actions as casework
from casework.models import Case, Event, Person
from casework.rules.refusal import StepRefused
from notices.models import Notice, Publication
from notices.receipts import receipt_data
from policies.models import ProgrammeVersion
from tests.notices.scene import Scene, moment

pytestmark = pytest.mark.django_db
WRONG, RIGHT = "李小田", "黎小田"


def rename(scene, at="2025-09-30 09:00", by="刘", member="m1", name=RIGHT, case=None):
    event = casework.correct_name(
        case=case or scene.case.pk,
        actor=scene.stage.actor(by, moment(at).date()),
        at=moment(at),
        member=member,
        name=name,
        paper="居民身份证",
        reason="“黎”听成了“李”",
    )
    scene.settle(at)
    return event


@pytest.fixture
def posted(shelf_root) -> Scene:
    return Scene(parameters={"announcement_days": 30}).posted()


def test_the_case_and_the_person_bear_the_right_name_and_the_number_stays(posted):
    before = Person.objects.get(name=WRONG)
    index, sealed = before.id_number_index, bytes(before.id_number_sealed)

    event = rename(posted)

    person = Person.objects.get(pk=before.pk)
    assert (person.name, person.id_number_index, bytes(person.id_number_sealed)) == (RIGHT, index, sealed)
    assert posted.case.applicant_name == RIGHT
    assert (event.data["old"], event.data["new"], event.data["paper"]) == (WRONG, RIGHT, "居民身份证")
    assert posted.case.known().opinion is not None
    assert posted.case.known().posting.last_day.isoformat() == "2025-10-03"


def test_a_letter_that_has_reached_nobody_is_void_and_another_takes_its_place(posted):
    old = Notice.objects.get(kind="acceptance")
    assert WRONG in old.text

    rename(posted)

    old.refresh_from_db()
    new = old.replaced_by
    assert (old.state, old.addressee, new.addressee, new.state) == ("void", WRONG, RIGHT, "issued")
    assert WRONG in old.text
    assert RIGHT in new.text
    assert WRONG not in new.text.replace(old.number, "")
    assert old.void_reason == "姓名写错了：“李小田”更正为“黎小田”"
    assert Event.objects.filter(kind="notice").latest("seq").data["replaces"] == old.number
    assert not new.misnamed


def test_a_served_letter_stays_and_its_proof_and_stub_keep_its_name(posted):
    door = {"method": "direct", "servers": ["李", "陈"], "signed_by": WRONG}
    posted.do("2025-09-29 09:00", "serve", "李", kind="acceptance", **door)

    rename(posted)

    notice = Notice.objects.get(kind="acceptance")
    assert (notice.state, notice.addressee, notice.misnamed) == ("served", WRONG, True)
    proof = receipt_data(notice, list(notice.attempts.all()), moment("2025-09-30 10:00").date())
    assert proof["name"] == WRONG


def test_what_hangs_follows_where_it_hangs_and_its_days_run_on(posted):
    sheet = Publication.objects.get(kind="posting")
    shown, last_day = sheet.rows.get().display_name, sheet.last_day
    assert shown.startswith("李")

    rename(posted)

    sheet.refresh_from_db()
    assert sheet.rows.get().display_name == "黎" + shown[1:]
    assert (sheet.last_day, sheet.taken_down_at) == (last_day, None)


def test_the_roster_follows(shelf_root):
    scene = Scene().confirmed()
    scene.settle("2025-10-09 12:00")
    roster = Publication.objects.get(kind="roster")
    assert roster.rows.get().display_name.startswith("李")

    rename(scene, at="2025-10-10 09:00")

    assert roster.rows.get().display_name.startswith("黎")


def test_the_announcement_that_serves_a_letter_follows(posted):
    posted.do("2025-10-09 10:00", "refuse", "孙", reason="家庭月人均收入高于标准")
    direct = {"method": "direct", "servers": ["李", "陈"]}
    posted.do("2025-10-10 09:00", "serve", "李", kind="refusal", **direct)
    post = {"method": "post", "waybill": "EA1", "address_confirmed": True}
    posted.do("2025-10-10 10:00", "serve", "李", kind="refusal", **post)
    posted.do("2025-10-20 10:00", "serve", "李", kind="refusal", **post, delivered=False)
    posted.do("2025-10-21 10:00", "serve", "李", kind="refusal", method="public")
    hung = Publication.objects.get(kind="announcement")
    assert "李某" in hung.text

    rename(posted, at="2025-10-22 09:00")

    hung.refresh_from_db()
    assert "黎某" in hung.text
    assert "李某" not in hung.text
    assert hung.rows.get().display_name == "黎某"
    assert Notice.objects.get(kind="refusal").misnamed


def test_heard_twice_it_is_done_once(posted):
    from notices.receivers import on_event

    event = rename(posted)
    letters = Notice.objects.count()

    on_event(event=event, now=moment("2025-09-30 09:05"))

    assert Notice.objects.count() == letters


def test_a_member_is_renamed_and_no_letter_and_no_sheet_changes(posted):
    letters, shown = Notice.objects.count(), Publication.objects.get(kind="posting").rows.get().display_name

    rename(posted, member="m2", name="王蓝")

    assert Person.objects.filter(name="王蓝").exists()
    assert posted.case.applicant_name == WRONG
    assert Notice.objects.count() == letters
    assert Publication.objects.get(kind="posting").rows.get().display_name == shown


def test_every_case_of_the_household_that_knows_the_wrong_name_tells_of_it(posted):
    """Decision 27: the same household, another programme; a case that was withdrawn stays as it is."""
    first = posted.case
    beside = _another(first, "temporary", "accepted")
    gone = _another(first, "tekun", "withdrawn")

    rename(posted)

    kept = {case.pk: case.applicant_name for case in Case.objects.filter(household=first.household_id)}
    assert kept == {first.pk: RIGHT, beside.pk: RIGHT, gone.pk: WRONG}
    told = Event.objects.filter(kind="correct_name").values_list("case", flat=True)
    assert sorted(told) == sorted([first.pk, beside.pk])
    with pytest.raises(StepRefused, match="一个字也不差"):
        rename(posted)


def _another(case, programme, stage):
    """A case of the same household under another programme."""
    facts, number = {**case.facts, "stage": stage}, f"演示-{programme}"
    version = ProgrammeVersion.objects.filter(programme__code=programme).latest("effective_from")
    fields = ("household_id", "unit_id", "lodgement_id", "applicant_name")
    same = {name: getattr(case, name) for name in fields}
    return Case.objects.create(
        **same, programme_id=version.programme_id, version=version, number=number, stage=stage, facts=facts, open=False, token=number,
        opened_at=case.opened_at, touched_at=case.touched_at,
    )  # fmt: skip
