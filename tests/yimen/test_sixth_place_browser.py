"""A sixth place, made by two people in a real browser: place, offices, values, calendar, programme; then a case runs there."""

from __future__ import annotations

import io

import pytest
from django.contrib.auth.models import Group, User
from pypdf import PdfReader

from casework import outbox
from casework.models import Case
from intake_bot.queries import script_for, served_place
from notices import actions as public
from notices.baked import BakedSite
from notices.models import Notice, Publication
from notices.papers import letter_bytes
from policies.actions.calendar import load_calendar
from policies.actions.pack_files import read_pack
from policies.actions.packs import load_pack
from policies.models import CalendarYear, Jurisdiction, ParameterValue, Programme, Unit
from tests.casework.desk import cast
from tests.casework.desk.cast import Town, at
from tests.notices.conftest import shelf_root as shelf_root
from tests.notices.scene import Browser, moment, nowhere
from tests.support.second_factor import confirm_in, tie_phone

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "a long enough secret"
CLAUSE = "新河县政府办〔2026〕1号"


@pytest.fixture
def house(transactional_db, shelf_root):
    """A house that knows five places' law from one pack, an editor, a publisher, and no sixth place."""
    load_calendar()
    load_pack(pack=read_pack("shangyu"), at=moment("2025-03-03 12:00"))
    for name, group in (("wen", "编辑"), ("lu", "发布人")):
        user = User.objects.create_user(name, password=PASSWORD)
        user.groups.add(Group.objects.get(name=group))
    return shelf_root


def choose(page, field: str, words: str) -> None:
    """Choose from a list: a value, or the row whose words end so."""
    row = page.locator(f"select[name={field}] option").filter(has_text=words).first
    known = page.locator(f"select[name={field}] option[value='{words}']").count()
    page.select_option(f"select[name={field}]", words if known else row.get_attribute("value"))


def add(page, live_server, model: str, **fields: str) -> None:
    """Fill the form of a new row and save it."""
    page.goto(f"{live_server.url}/cms/snippets/policies/{model}/add/")
    for name, words in fields.items():
        if page.locator(f"select[name={name}]").count():
            choose(page, name, words)
        else:
            page.fill(f"[name={name}]", words)
    page.get_by_role("button", name="保存").first.click()
    page.wait_for_url(lambda address: "/add/" not in address)


def state(page, live_server, key: str, value: str) -> None:
    """Complete a silence: the number, where it stands, and why."""
    row = ParameterValue.objects.get(jurisdiction__code="xinhe", key=key)
    page.goto(f"{live_server.url}/cms/snippets/policies/parametervalue/edit/{row.pk}/")
    page.fill("[name=value]", value)
    page.fill("[name=clause]", CLAUSE)
    page.fill("[name=reason]", "县里定的")
    page.get_by_role("button", name="保存").first.click()
    page.wait_for_url(lambda address: "/edit/" not in address)


def test_a_sixth_place_is_made_in_the_staff_shell_alone_and_its_people_are_served(house, live_server, enter):
    editor = enter("wen", PASSWORD)
    _found_the_place(editor, live_server)
    _enter_next_year(editor, live_server)
    made = _write_its_dibao(editor, live_server)
    _publish(enter("lu", PASSWORD), live_server, made)
    _chat_form_and_page_follow(enter("wen", PASSWORD), live_server)
    _a_case_runs_there(house)


def _found_the_place(page, live_server) -> None:
    add(
        page,
        live_server,
        "jurisdiction",
        name="演示市新河县",
        short_name="新河县",
        code="xinhe",
        region_code="770102",
        level="县",
        bureau="县民政局",
        hotline="0000-7654321",
    )
    offices = (
        ("county", "", "770102", "新河县"),
        ("township", "新河县", "770102001", "柳林镇"),
        ("village", "柳林镇", "770102001901", "河湾村"),
    )
    for level, parent, code, name in offices:
        above = {"parent": parent} if parent else {}
        common = {"name": name, "short_name": name.removesuffix("镇"), "phone": "0000-1234567"}
        add(page, live_server, "unit", jurisdiction="新河县", level=level, code=code, **above, **common)
    silent = ParameterValue.objects.filter(jurisdiction__code="xinhe")
    assert silent.count() > 10
    assert all(row.value is None for row in silent), "nothing national fills a silence by itself"
    state(page, live_server, "standard", "900.00")
    state(page, live_server, "posting_days", "7")
    state(page, live_server, "confirm_days", "3")


def _enter_next_year(page, live_server) -> None:
    page.goto(f"{live_server.url}/cms/law/calendar/enter/?year=2027")
    page.fill("#id_source", "演示通知1号")
    page.fill("[name=text]", "2027-01-01 休 元旦")
    page.locator("button[name=look]").click()
    page.locator("#law-look").wait_for()
    page.locator("button[name=enter]").click()
    page.wait_for_url(lambda address: address.rstrip("/").rsplit("/", 1)[-1].isdigit())
    assert CalendarYear.objects.get(year=2027).complete


def _write_its_dibao(page, live_server) -> Programme:
    source = Programme.objects.get(jurisdiction__code="shangyu", code="dibao")
    page.goto(f"{live_server.url}/cms/snippets/policies/programme/copy/{source.pk}/")
    choose(page, "jurisdiction", "新河县")
    page.fill("input[name=name]", "新河最低生活保障")
    page.fill("input[name=code]", "dibao")
    page.fill("input[name=short]", "低保")
    page.fill("[name=source_number]", CLAUSE)
    page.get_by_role("button", name="保存草稿").first.click()
    page.wait_for_url(lambda address: "/edit/" in address)
    return Programme.objects.get(jurisdiction__code="xinhe", code="dibao")


def _publish(page, live_server, made: Programme) -> None:
    page.goto(f"{live_server.url}/cms/studio/{made.pk}/review/")
    page.get_by_role("button", name="我看过了").click()
    page.get_by_role("button", name="发布", exact=True).click()
    confirm_in(page, tie_phone(User.objects.get(username="lu")))
    page.get_by_text("第 1 版").first.wait_for()
    assert made.versions.get().publisher.username == "lu"


def _chat_form_and_page_follow(page, live_server) -> None:
    page.goto(f"{live_server.url}/policy/of/xinhe/dibao/")
    assert "新河最低生活保障" in page.content()
    assert "20 个工作日内" in page.content()
    assert served_place() == "xinhe"
    assert script_for("web", at(11, 2)).codes() == ("dibao",)
    page.goto(f"{live_server.url}/chat/")
    page.fill("#text", "我能办低保吗")
    page.keyboard.press("Enter")
    page.get_by_text("低保").last.wait_for()
    page.goto(f"{live_server.url}/apply/")
    assert page.locator("main form").count() >= 1


def _a_case_runs_there(house) -> None:
    """Steps, clocks, letters and roster are those of the new place."""
    village = Unit.objects.get(code="770102001901")
    officers = {name: cast._officer(name, roles, village) for name, roles in cast.STAFF.items()}
    town = Town(village, village, officers, clock=None, place="xinhe")
    case = town.lodge(at(3, 2))
    town.bring_to_approval(case)
    town.do("confirm", case, "王镇长", at(3, 18), amount=102000)
    while outbox.drain(now=at(3, 18)):
        pass

    case = Case.objects.get(pk=case.pk)
    assert case.version.programme.jurisdiction == Jurisdiction.objects.get(code="xinhe")
    assert case.number.startswith("柳林")
    letter = Notice.objects.get(case=case, kind="decision")
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(letter_bytes(letter))).pages)
    assert "柳林镇" in text
    assert "1,020" in text or "1020" in text

    public.order_rosters(now=at(4, 1))
    while outbox.drain(now=at(4, 1)):
        pass
    roster = Publication.objects.get(kind="roster", unit=village)
    assert [column[0] for column in roster.columns] == ["name", "village", "members", "amount"]
    page = Browser(BakedSite(nowhere, house, clock=lambda: at(4, 1).timestamp())).get(roster.address)
    assert page.code == 200
    assert "河湾村" in page.text
