"""An officer makes an application of a lead on the public form: nothing the lead holds is typed again (YC-3.1.3)."""

import re
from uuid import uuid4

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils import timezone

from casework.actions.leads import close_lead, file_lead
from casework.actions.staffing import appoint, open_account
from casework.models import Case, Handoff, Lead, LeadFiling, OfficeEvent, Officer, Outbox
from casework.queries import actor_of
from casework.rules.asking import day_of
from front.models import ApplicationDraft
from policies.models import Unit
from tests.front.household import LI, Resident
from tests.support.second_factor import confirm_once_for_all

pytestmark = pytest.mark.django_db

SEEN = "老两口都病着，房子漏雨"
RIGHT = {"agreed": "yes", "related": "no", "reason": "old", "evidence": ["letter", "call"]}


class Desk(Resident):
    """An officer's browser, signed in to the staff shell and open on the public form as well."""

    def __init__(self, name, role, unit):
        super().__init__()
        self.officer = Officer.objects.create(name=name)
        appoint(officer=self.officer, unit=unit, role=role)
        user = get_user_model().objects.create_user(name)
        open_account(user=user, officer=self.officer)
        self.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        confirm_once_for_all(self, user)

    @property
    def actor(self):
        return actor_of(str(self.officer.pk), self.officer.name, day_of(timezone.now()))


@pytest.fixture
def zhang(village):
    """张会计 of 青石村."""
    return Desk("张会计", "village", Unit.objects.get(code=village))


@pytest.fixture
def liu(village):
    """刘敏 accepts in its township."""
    return Desk("刘敏", "acceptor", Unit.objects.get(code=village).parent)


@pytest.fixture
def lead(village, zhang):
    said = {"village": village, "name": LI["name"], "phone": LI["phone"], "seen": SEEN, "related": False}
    return file_lead(key=uuid4(), **said, actor=zhang.actor, at=timezone.now())


def page_of(lead):
    return reverse("desk_filing", args=[lead.pk])


def shown(response, field):
    """The value that a field of a form shows."""
    tag = re.search(rf'<input[^>]*name="{field}"[^>]*>', response.content.decode()).group()
    return re.search(r'value="([^"]*)"', tag).group(1)


def fill_in(desk, lead, **right):
    """Walk from the lead to the receipt as the desk does."""
    page = desk.fill(page_of(lead), **(RIGHT | right))
    assert desk.where(page) == "/apply/"
    assert SEEN in page.content.decode()
    form = desk.open("/apply/household/new/")
    prefilled = {field: shown(form, field) for field in ("name", "phone")}
    desk.fill("/apply/household/new/", id_number=LI["id_number"], **prefilled)
    assert SEEN in desk.open("/apply/trouble/difficulty/").content.decode()
    desk.answer_questions("", difficulty=SEEN)
    desk.take_photos()
    desk.sign_all(m1=LI["name"])
    desk.fill("/apply/account/", no_account="on")
    return prefilled, desk.fill("/apply/check/")


def test_what_the_lead_holds_is_in_the_form_and_the_lead_shows_its_case(zhang, lead, village):
    """YC-3.1.3: when converted, name, phone and village equal the lead's, and the lead shows the case number."""
    prefilled, receipt = fill_in(zhang, lead)

    case = Case.objects.get()
    assert prefilled == {"name": LI["name"], "phone": LI["phone"]}
    applicant = case.household.members.get().person
    assert (applicant.name, applicant.sealed("phone").open()) == (LI["name"], LI["phone"])
    assert case.unit.code == village
    assert lead.filing.case == case
    assert (case.stage, case.lodgement.channel, case.lodgement.filed_by) == (
        "taken",
        "village",
        zhang.officer,
    )
    assert (case.lodgement.draft["answers"]["source"], case.lodgement.disclosure.channel) == (
        "outreach",
        "village",
    )
    event = case.events.get()
    assert (event.kind, event.data["reason"], event.data["evidence"]) == (
        "take",
        "年纪大",
        "委托书、给本人打电话确认",
    )
    assert case.number in receipt.content.decode()
    assert case.number in zhang.open(reverse("desk_leads") + "?done=1").content.decode()
    assert reverse("desk_case", args=[case.pk]) in receipt.content.decode()


def test_the_window_files_in_its_own_name_without_a_reason_of_the_village(liu, lead):
    form = liu.open(page_of(lead)).content.decode()
    assert 'name="reason"' not in form
    fill_in(liu, lead)

    case = Case.objects.get()
    assert (case.stage, case.lodgement.channel) == ("submitted", "window")
    assert (case.events.get().actor, case.lodgement.filed_by) == (liu.officer, liu.officer)


def test_who_reads_the_telephone_in_the_form_is_written_down(liu, lead):
    liu.fill(page_of(lead), **RIGHT)
    noted = OfficeEvent.objects.get(kind="lead_begun")
    assert (noted.officer, noted.data) == (liu.officer, {"lead": str(lead.pk)})
    assert LI["phone"] not in str(Handoff.objects.values()), "a hand-over carries no name and no number"
    assert LI["name"] not in str(Handoff.objects.values())
    assert LI["phone"].encode() not in bytes(ApplicationDraft.objects.get().sealed)


@pytest.mark.parametrize(
    ("changed", "word"),
    [
        ({"agreed": "no"}, "他不同意，就不能替他申请"),
        ({"agreed": ""}, "还没有填"),
        ({"related": ""}, "还没有填"),
        ({"reason": ""}, "还没有填"),
        ({"evidence": []}, "还没有填"),
        ({"reason": "懒得来"}, "请从列出的里面选"),
    ],
)
def test_without_consent_reason_or_evidence_nothing_begins(zhang, lead, changed, word):
    """HX-4.2b: delegated filing with no reason is refused. The person's own consent comes before it."""
    answer = zhang.fill(page_of(lead), status=422, **(RIGHT | changed))
    assert word in answer.content.decode()
    assert not ApplicationDraft.objects.exists()
    assert not Handoff.objects.exists()


def test_the_adults_still_sign_for_themselves(zhang, lead):
    zhang.fill(page_of(lead), **RIGHT)
    zhang.fill("/apply/household/new/", **LI)
    zhang.answer_questions("", difficulty=SEEN)
    zhang.take_photos()
    zhang.fill("/apply/account/", no_account="on")

    assert zhang.where(zhang.fill("/apply/check/")) == "/apply/"
    assert not Case.objects.exists()


def test_a_near_relative_stands_aside_instead(zhang, liu, lead):
    """QY-4.2a: near relatives have no hand in it."""
    page = zhang.fill(page_of(lead), **(RIGHT | {"related": "yes", "reason": ""}))

    assert zhang.where(page) == reverse("desk_leads")
    assert LI["name"] not in page.content.decode()
    assert not ApplicationDraft.objects.exists()
    assert "您要回避" in zhang.open(page_of(lead), status=403).content.decode()
    assert liu.open(page_of(lead))


def test_two_officers_fill_it_in_and_one_application_comes_of_it(zhang, liu, lead):
    zhang.fill(page_of(lead), **RIGHT)
    warned = liu.open(page_of(lead)).content.decode()
    assert "张会计" in warned
    assert "已经开始填这一条" in warned
    fill_in(liu, lead)

    zhang.fill("/apply/household/new/", **(LI | {"name": "另一位"}))
    zhang.answer_questions("", difficulty=SEEN)
    zhang.take_photos()
    zhang.sign_all(m1="另一位")
    zhang.fill("/apply/account/", no_account="on")
    refused = zhang.fill("/apply/check/", status=409)

    assert Case.objects.get().number in refused.content.decode()
    assert LeadFiling.objects.count() == 1
    assert "已经转成申请" in zhang.open(page_of(lead), status=409).content.decode()


def test_pressed_twice_at_the_end_there_is_one_case(zhang, lead):
    fill_in(zhang, lead)
    again = zhang.fill("/apply/check/")
    assert zhang.where(again) == "/apply/receipt/"
    assert (
        Case.objects.count()
        == LeadFiling.objects.count()
        == Outbox.objects.filter(kind="handoff_done").count()
        == 1
    )


def test_who_has_begun_goes_on_with_what_he_typed_even_after_signing_in_anew(zhang, lead):
    zhang.fill(page_of(lead), **RIGHT)
    zhang.fill("/apply/household/new/", **LI)
    assert "接着填申请" in zhang.open(reverse("desk_leads")).content.decode()
    session = zhang.session
    del session["front.draft"]
    session.save()

    page = zhang.fill(page_of(lead), do="go_on")

    assert zhang.where(page) == "/apply/"
    assert LI["name"] in zhang.open("/apply/household/").content.decode()
    assert ApplicationDraft.objects.count() == 1


def test_nobody_goes_on_with_what_another_typed(zhang, liu, lead):
    zhang.fill(page_of(lead), **RIGHT)
    zhang.fill("/apply/household/new/", **LI)

    page = liu.fill(page_of(lead), do="go_on")

    assert liu.where(page) == page_of(lead)
    assert LI["name"] not in liu.open("/apply/").content.decode()


def test_another_unfinished_application_in_this_browser_is_said_before_it_is_put_away(zhang, lead):
    zhang.begin()
    assert "还有一份没填完的申请" in zhang.open(page_of(lead)).content.decode()


ROLES = ("surveyor", "reviewer", "approver", "township_head", "cadre", "county")


@pytest.mark.parametrize("role", ROLES)
def test_other_posts_see_the_lead_and_no_way_to_the_form(village, lead, role):
    unit = Unit.objects.get(code=village).parent
    other = Desk("别的岗", role, unit.parent if role == "county" else unit)
    assert page_of(lead) not in other.open(reverse("desk_leads")).content.decode()
    for answer in (other.get(page_of(lead)), other.post(page_of(lead), RIGHT)):
        assert answer.status_code == 403
        assert LI["phone"] not in answer.content.decode()
    assert not ApplicationDraft.objects.exists()


def test_for_the_next_town_the_lead_does_not_exist(village, lead):
    towns = Unit.objects.filter(level="township").exclude(pk=Unit.objects.get(code=village).parent_id)
    stranger = Desk("外乡人", "acceptor", towns.order_by("code").first())
    assert stranger.get(page_of(lead)).status_code == 404
    assert stranger.post(page_of(lead), RIGHT).status_code == 404
    assert Resident().get(page_of(lead)).status_code == 302
    assert stranger.get(reverse("desk_filing", args=[uuid4()])).status_code == 404


def test_a_closed_lead_is_not_filled_in(zhang, liu, lead):
    close_lead(lead=lead.pk, reason="搬走了", actor=liu.actor, at=timezone.now())
    assert "已经办结" in zhang.open(page_of(lead), status=409).content.decode()
    assert zhang.post(page_of(lead), RIGHT).status_code == 409


def test_in_english_the_case_still_gets_the_words_of_the_office(zhang, lead):
    zhang.cookies["django_language"] = "en"
    page = zhang.open(page_of(lead)).content.decode()
    assert "Why file for them" in page
    fill_in(zhang, lead)
    assert Case.objects.get().events.get().data["reason"] == "年纪大"
    assert Lead.objects.get().filing
