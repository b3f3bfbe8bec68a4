"""From acceptance to service in a real browser, each step by another human: dibao, tekun, emergency, and a meeting."""

from datetime import datetime, timedelta

import pytest
from django.conf import settings as house
from django.urls import reverse

from casework import outbox
from casework.models import Case, Event
from casework.rules.asking import SHANGHAI
from notices.models import Notice
from tests.casework.desk.cast import PLACE, at, build
from tests.casework.desk.test_browser import barriers
from tests.casework.desk.test_every_act import configure, ids

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SUBMIT = ".desk-form button[type=submit]:not([name])"


class Desks:
    """The officers, each before a browser window of his own."""

    def __init__(self, town, live_server, open_context):
        self.town, self.address, self.open_context = town, live_server.url, open_context
        self.pages = {}

    def page(self, name, when):
        client = self.town.sit(name, when)
        if name not in self.pages:
            context = self.open_context()
            cookie = client.cookies[house.SESSION_COOKIE_NAME].value
            context.add_cookies([{"name": house.SESSION_COOKIE_NAME, "value": cookie, "url": self.address}])
            self.pages[name] = context.new_page()
        return self.pages[name]

    def act(self, case, name, verb, when, fill=None):
        """Open the form of an act, fill it in, look twice where it asks to, and read that it is done."""
        page = self.page(name, when)
        page.goto(f"{self.address}{reverse('desk_act', args=[case.pk, verb])}")
        if fill is not None:
            fill(page)
        page.click(SUBMIT)
        page.wait_for_load_state()
        sure = page.locator("button[name=sure]")
        if sure.count():
            assert case.applicant_name in page.inner_text("main")
            sure.click()
        page.wait_for_url(f"**{reverse('desk_case', args=[case.pk])}")
        assert Event.objects.filter(case=case).order_by("seq").last().kind == verb
        return page

    def serve(self, case, kind, name, when):
        """Hand the letter over in person: two of the staff, the applicant signs."""
        while outbox.drain(now=when):
            pass
        notice = Notice.objects.get(case=case, kind=kind)
        page = self.page(name, when)
        page.goto(f"{self.address}{reverse('desk_notice_serve', args=[notice.pk, 'direct'])}")
        for officer in ids(self.town, "陈立", "赵强"):
            page.check(f"input[name=servers][value='{officer}']")
        page.fill("[name=place]", "青石村 3 组家中")
        page.select_option("select[name=signed_by]", "m1") if page.locator(
            "select[name=signed_by]"
        ).count() else page.check("input[name=signed_by][value=m1]")
        page.click("main form button[type=submit]")
        page.wait_for_url(f"**{reverse('desk_notice', args=[notice.pk])}")
        notice.refresh_from_db()
        assert notice.state == "served"

    def survey(self, case, first, amount=None):
        """What other rooms' own scenes drive: the check and the visit."""
        self.town.do("request_check", case, "陈立", first)
        self.town.do("check_report", case, "陈立", first + timedelta(hours=1), result="within", number="HD-1")
        who = ids(self.town, "陈立", "赵强", "张会计")
        self.town.do("visit", case, "陈立", first + timedelta(hours=2), who=who, findings="房子老旧")


@pytest.fixture
def seated(transactional_db, wall_clock, live_server, open_context, tmp_path, settings):
    settings.BAKED_ROOT = tmp_path / "baked"

    def seat(place=PLACE):
        return Desks(build(wall_clock, place), live_server, open_context)

    return seat


def grants(**typed):
    def fill(page):
        page.check("input[name=grant][value=yes]")
        for name, value in typed.items():
            page.fill(f"[name={name}]", value)

    return fill


def hangs(page):
    if not page.locator("input[name=where]:checked").count():
        page.locator("input[name=where]").first.check()


def pays(**amounts):
    def fill(page):
        for name, value in amounts.items():
            page.fill(f"[name={name}]", value)

    return fill


def three_hands(case):
    case.refresh_from_db()
    return len({case.accepted_by_id, case.opined_by_id, case.confirmed_by_id} - {None})


def test_dibao_from_acceptance_to_service(seated):
    desks = seated()
    case = desks.town.lodge(at(3, 2))
    desks.act(case, "刘敏", "accept", at(3, 3))
    desks.survey(case, at(3, 4))
    desks.act(case, "赵强", "first_opinion", at(3, 9), grants(m1_wage="300"))
    desks.act(case, "刘敏", "post", at(3, 10), hangs)

    page = desks.page("王镇长", at(3, 18))
    page.goto(f"{desks.address}{reverse('desk_case', args=[case.pk])}")
    assert "批以前看" in page.inner_text("main")
    assert page.locator(".desk-primary").count() == 1
    assert barriers(page) == []
    desks.act(case, "王镇长", "confirm", at(3, 18, 11), pays(amount="2400"))

    assert three_hands(case) == 3
    desks.serve(case, "decision", "陈立", at(3, 19))
    case.refresh_from_db()
    assert (case.amount, case.first_month) == (240000, "2026-04")


def test_tekun_is_approved_with_two_amounts(seated):
    desks = seated()
    case = desks.town.lodge(at(3, 2), programme="tekun")
    desks.act(case, "刘敏", "accept", at(3, 3))
    desks.survey(case, at(3, 4))
    desks.act(case, "赵强", "first_opinion", at(3, 9), grants(by_hand="1300"))
    desks.act(case, "刘敏", "post", at(3, 10), hangs)
    desks.act(case, "王镇长", "confirm", at(3, 18), pays(amount="1300", care_amount="280"))

    assert three_hands(case) == 3
    desks.serve(case, "decision", "陈立", at(3, 19))
    assert Case.objects.get(pk=case.pk).known().benefit.care == 28000


def test_where_a_meeting_decides_it_sits_before_the_approval(seated):
    desks = seated("qinyuan")
    configure("qinyuan", posting_days="7")
    case = desks.town.lodge(at(3, 2))
    desks.act(case, "刘敏", "accept", at(3, 3))
    desks.survey(case, at(3, 4))
    desks.act(case, "赵强", "first_opinion", at(3, 9), grants(m1_wage="300"))
    desks.act(case, "刘敏", "post", at(3, 10), hangs)

    def sits(page):
        heads = ids(desks.town, "马镇长", "王镇长", "赵强")
        for officer in heads:
            page.check(f"input[name=members][value='{officer}']")
        page.check(f"input[name=chair][value='{heads[0]}']")
        page.fill("[name=approves]", "3")
        page.fill("[name=rejects]", "0")
        page.check("input[name=minutes]")

    page = desks.page("王镇长", at(3, 18))
    page.goto(f"{desks.address}{reverse('desk_case', args=[case.pk])}")
    assert reverse("desk_act", args=[case.pk, "confirm"]) not in page.content()
    desks.act(case, "王镇长", "panel", at(3, 18), sits)
    desks.act(case, "王镇长", "confirm", at(3, 18, 11), pays(amount="2400"))

    assert three_hands(case) == 3
    desks.serve(case, "decision", "陈立", at(3, 19))
    case.refresh_from_db()
    assert (case.stage, case.amount) == ("confirmed", 240000)


def relieved(desks, case, when):
    """Money first, with neither acceptance nor check; then the papers."""

    def gives(page):
        page.fill("[name=amount]", "2000")
        if page.locator("input[name=channel]").count():
            page.check("input[name=channel][value=account]")
        reason = page.locator("[name=reason]")
        if reason.count():
            reason.fill("房子着了火")

    desks.act(case, "王镇长", "relieve", when, gives)
    case.refresh_from_db()
    assert case.known().relief.amount == 200_000


def fills_all(page):
    for box in page.locator("input[name=fields]").all():
        box.check()


def test_emergency_relief_comes_within_the_day_and_the_county_knows(seated):
    """SY-4.4d, SY-4.4e"""
    desks = seated()
    case = desks.town.lodge(at(3, 2), programme="temporary", emergency=True)
    relieved(desks, case, at(3, 2, 15))

    county = desks.page("何科长", at(3, 2, 15))
    county.goto(f"{desks.address}{reverse('desk_relief')}")
    assert case.number in county.inner_text("main")
    assert barriers(county) == []

    desks.act(case, "刘敏", "backfill", at(3, 4), fills_all)
    desks.act(case, "刘敏", "accept", at(3, 4, 11))
    desks.survey(case, at(3, 5))
    desks.act(case, "赵强", "first_opinion", at(3, 9), grants(by_hand="2000"))
    desks.act(case, "王镇长", "confirm", at(3, 10), pays(amount="2000"))

    assert three_hands(case) == 3
    desks.serve(case, "decision", "陈立", at(3, 11))


def test_the_papers_follow_within_five_working_days(seated):
    """YI-2.3b, YI-2.3c: reported on 30 September 2024 at 16:20."""
    desks = seated("yicheng")
    configure("yicheng", standard="800", posting_days="7")
    reported = datetime(2024, 9, 30, 16, 20, tzinfo=SHANGHAI)
    case = desks.town.lodge(reported, programme="temporary", emergency=True)
    relieved(desks, case, reported + timedelta(hours=17))
    page = desks.act(case, "刘敏", "backfill", reported + timedelta(days=9), fills_all)

    assert "先行救助" in page.inner_text("#story")
    assert not Case.objects.get(pk=case.pk).known().relief.filled ^ {
        "person", "reason", "amount", "signature", "seal",
    }  # fmt: skip

    after = reported + timedelta(days=9)
    desks.act(case, "刘敏", "accept", after + timedelta(hours=1))
    desks.survey(case, after + timedelta(days=1))
    desks.act(case, "赵强", "first_opinion", after + timedelta(days=2), grants(by_hand="2000"))
    desks.act(case, "王镇长", "confirm", after + timedelta(days=3), pays(amount="2000"))
    desks.act(case, "刘敏", "post", after + timedelta(days=3, hours=1), hangs)

    assert three_hands(case) == 3
    desks.serve(case, "decision", "陈立", after + timedelta(days=4))


def test_half_a_form_is_kept_by_the_page_itself_and_both_shortcuts_work(seated):
    desks = seated()
    case = desks.town.lodge(at(3, 2))
    desks.town.do("accept", case, "刘敏", at(3, 3))
    page = desks.page("刘敏", at(3, 4))
    url = f"{desks.address}{reverse('desk_act', args=[case.pk, 'relative'])}"
    page.goto(url)
    page.fill("[name=relation]", "叔侄")
    page.get_by_text("自动存好了 10:00").wait_for()

    page.goto(url)
    assert page.input_value("[name=relation]") == "叔侄"
    page.get_by_text("快捷:").wait_for()  # the page's script is there now
    page.keyboard.press("Control+Enter")
    page.wait_for_selector(".desk-errors")
    page.get_by_text("快捷:").wait_for()
    page.keyboard.press("Control+s")
    page.wait_for_url(f"**{reverse('desk_case', args=[case.pk])}")
    assert "存好了" in page.inner_text(".messages")


def test_a_batch_goes_on_by_itself_and_says_how_far_it_is(seated, monkeypatch):
    monkeypatch.setattr("casework.desk.batch.STEP", 2)
    desks = seated()
    cases = [desks.town.lodge(at(3, 2), name=f"户{number}") for number in range(5)]
    liu = desks.town.sit("刘敏", at(3, 3))
    for case in cases:
        liu.get(reverse("desk_case", args=[case.pk]))
    page = desks.page("刘敏", at(3, 3))
    page.goto(f"{desks.address}{reverse('desk_queue')}")
    assert barriers(page) == []
    for box in page.locator(
        "main section ~ table input[name=case], main form > table input[name=case]"
    ).all():
        box.check()
    page.click("button[name=verb][value=accept]")
    page.wait_for_selector("button[name=sure]")
    assert barriers(page) == []
    page.click("button[name=sure]")
    page.get_by_text("5/5 件办好了").wait_for()

    assert Event.objects.filter(kind="accept").count() == 5
    assert barriers(page) == []
