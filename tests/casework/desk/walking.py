"""How a walk through the desk goes on: officers before browser windows, forms filled in, letters served with their proof."""

import io
from datetime import timedelta

from django.urls import reverse
from pypdf import PdfReader

from casework import outbox
from casework.models import Event
from notices.models import Notice, ServiceProof
from tests.casework.desk.acting import ids
from tests.front.household import photo
from tests.support.accessibility import barriers

SUBMIT = ".desk-form button[type=submit]:not([name])"


class Desks:
    """The officers, each before a browser window of his own."""

    def __init__(self, town, live_server, sit_down):
        self.town, self.address, self.sit_down = town, live_server.url, sit_down
        self.pages = {}

    def page(self, name, when):
        client = self.town.sit(name, when)
        if name not in self.pages:
            self.pages[name] = self.sit_down(client)
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

    def serve(self, case, kind, name, when, *, says):
        """From the case to its letter; two of the staff hand it over, the applicant signs; the proof is printed filled."""
        while outbox.drain(now=when):
            pass
        page = self.look(case, name, when)
        notice = Notice.objects.get(case=case, kind=kind)
        page.locator(f"#service a[href='{reverse('desk_notice', args=[notice.pk])}']").first.click()
        page.wait_for_url(f"**{reverse('desk_notice', args=[notice.pk])}")
        assert says in page.inner_text("main")
        assert barriers(page) == []
        page.click(f"a[href='{reverse('desk_notice_serve', args=[notice.pk, 'direct'])}']")
        assert barriers(page) == []
        for officer in ids(self.town, "陈立", "赵强"):
            page.check(f"input[name=servers][value='{officer}']")
        page.fill("[name=place]", "青石村 3 组家中")
        page.select_option("select[name=signed_by]", "m1")
        page.set_input_files(
            "[name=signed]", {"name": "receipt.jpg", "mimeType": "image/jpeg", "buffer": photo().read()}
        )
        page.get_by_role("button", name="登记").click()
        page.wait_for_url(f"**{reverse('desk_notice', args=[notice.pk])}")
        notice.refresh_from_db()
        assert notice.state == "served"
        assert ServiceProof.objects.filter(attempt__notice=notice, kind="signed").count() == 1
        printed = self.receipt(page, notice)
        for words in (case.applicant_name, "√直接送达", "陈立", "赵强", "青石村3组家中"):
            assert words in printed
        seen = self.look(case, name, when).inner_text("#service")
        assert f"{notice.number}\n{when:%Y-%m-%d} 送达" in seen
        return notice

    def look(self, case, name, when):
        """Open the case as this officer."""
        page = self.page(name, when)
        page.goto(f"{self.address}{reverse('desk_case', args=[case.pk])}")
        return page

    def receipt(self, page, notice):
        """Return the words of the printed proof of service (送达回证)."""
        answer = page.request.get(f"{self.address}{reverse('desk_notice_receipt', args=[notice.pk])}")
        assert answer.ok
        pages = PdfReader(io.BytesIO(answer.body())).pages
        return "".join("".join(one.extract_text() for one in pages).split())

    def survey(self, case, first, *, reported_by="陈立"):
        """What other rooms' own scenes drive: the check and the visit."""
        self.town.do("request_check", case, "陈立", first)
        self.town.do(
            "check_report", case, reported_by, first + timedelta(hours=1), result="within", number="HD-1"
        )
        who = ids(self.town, "陈立", "赵强", "张会计")
        self.town.do("visit", case, "陈立", first + timedelta(hours=2), who=who, findings="房子老旧")


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
        if page.locator("[name=basis]").count():
            page.fill("[name=basis]", "收入低于标准，同意。")

    return fill


def three_hands(case):
    case.refresh_from_db()
    return len({case.accepted_by_id, case.opined_by_id, case.confirmed_by_id} - {None})
