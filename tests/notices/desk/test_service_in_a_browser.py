"""A clerk serves in a real browser: a refusal left behind with photos, and the end of support from notice to effect."""

import io

import pytest
from pypdf import PdfReader

from casework import outbox
from casework.actions.complaint import complain_to_county
from casework.models import Case, Statement
from notices.models import Notice, Publication, ServiceProof
from tests.casework.desk.cast import at
from tests.front.household import photo
from tests.support.accessibility import barriers

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def town(standing_town):
    return standing_town


@pytest.fixture
def picture(tmp_path):
    path = tmp_path / "door.jpg"
    path.write_bytes(photo().read())
    return path


def settle(when):
    while outbox.drain(now=when):
        pass


def open_letter(page, live_server, kind):
    notice = Notice.objects.get(kind=kind)
    page.goto(f"{live_server.url}/cms/desk/notices/")
    page.get_by_role("link", name=notice.number).first.click()
    page.wait_for_url(f"**/cms/desk/notice/{notice.pk}/")
    return notice


def receipt(page, live_server, notice):
    answer = page.request.get(f"{live_server.url}/cms/desk/notice/{notice.pk}/receipt.pdf")
    text = "".join(one.extract_text() for one in PdfReader(io.BytesIO(answer.body())).pages)
    return text.replace("\n", "").replace(" ", "")


def hand_over(page, live_server, kind):
    """Two go, the applicant signs."""
    notice = open_letter(page, live_server, kind)
    page.click(f"a[href$='/notice/{notice.pk}/serve/direct/']")
    for who in ("陈立", "赵强"):
        page.check(f"label:has-text('{who}') input")
    page.select_option("#id_signed_by", "m1")
    page.click(".desk-form button[type=submit]")
    page.wait_for_url(f"**/cms/desk/notice/{notice.pk}/")
    notice.refresh_from_db()
    assert notice.state == "served"
    return notice


@pytest.mark.parametrize("width", [390, 1280])
def test_a_refusal_is_left_behind_and_its_proof_is_printed_filled(
    town, live_server, sit_down, picture, width
):
    """SY-A1.5d, SY-A1.5e"""
    case = town.lodge(at(3, 2), name="阿依古丽·买买提")
    town.bring_to_opinion(case)
    town.do("refuse", case, "王镇长", at(3, 10), reason="家庭月人均收入高于标准")
    settle(at(3, 10))
    page = sit_down(town.sit("陈立", at(3, 11)), viewport={"width": width, "height": 800})
    notice = open_letter(page, live_server, "refusal")
    assert not barriers(page)
    page.click(f"a[href$='/notice/{notice.pk}/serve/left/']")
    assert not barriers(page)
    for who in ("陈立", "赵强"):
        page.check(f"label:has-text('{who}') input")
    page.check("#id_refused_to_sign")
    page.click(".desk-form button[type=submit]")
    assert "没有人签收，请写明事由" in page.inner_text(".desk-errors")
    assert page.is_checked("#id_refused_to_sign")
    page.fill("#id_reason", "见到本人，看过以后不肯签")
    page.set_input_files("#id_photos", [picture, picture])
    page.click(".desk-form button[type=submit]")
    page.wait_for_url(f"**/cms/desk/notice/{notice.pk}/")
    assert "留置送达：已送达" in page.inner_text("main")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert ServiceProof.objects.count() == 2
    printed = receipt(page, live_server, notice)
    for words in ("阿依古丽·买买提", "2026年3月11日", "√留置送达", "√照片", "陈立", "赵强", "看过以后不肯签"):
        assert words in printed


def do(page, live_server, case, verb, fill):
    """Open an act of the case, fill it in, go through the pause."""
    page.goto(f"{live_server.url}/cms/desk/case/{case.pk}/do/{verb}/")
    fill()
    with page.expect_navigation():
        page.click(".desk-form button[type=submit]")
    if page.locator("button[name=sure]").count():
        page.click("button[name=sure]")
    page.wait_for_url(f"**/cms/desk/case/{case.pk}/")


def test_support_ends_told_heard_decided_served(town, live_server, sit_down):
    """SY-A1.6a, SY-A1.6b, SY-A1.6c, SY-A1.6d"""
    case = town.lodge(at(3, 2))
    town.bring_to_approval(case)
    town.do("confirm", case, "王镇长", at(3, 18), amount=102000)
    settle(at(3, 18))
    reviewer = sit_down(town.sit("赵强", at(5, 11)))

    def propose():
        reviewer.fill("#id_cause", "家庭收入超过标准")
        reviewer.check("input[name=what][value=stop]")

    do(reviewer, live_server, case, "propose_change", propose)
    settle(at(5, 11))
    assert "等送达" in reviewer.content() or "还没有送达" in reviewer.content()
    hand_over(reviewer, live_server, "advance")

    approver = sit_down(town.sit("王镇长"))
    approver.goto(f"{live_server.url}/cms/desk/case/{case.pk}/do/decide_change/")
    assert "陈述申辩期还没有满" in approver.inner_text("main")

    do(reviewer, live_server, case, "defend", lambda: reviewer.fill("#id_words", "我儿子的工资只发了一个月"))
    town.clock.set(at(5, 15))
    do(
        approver,
        live_server,
        case,
        "decide_change",
        lambda: approver.fill("#id_answer", "查过工资流水，已经连续六个月"),
    )
    settle(at(5, 15))
    assert Case.objects.get(pk=case.pk).amount == 102000
    decision = Notice.objects.filter(kind="decision").latest("issued_at")
    assert "查过工资流水" in decision.text
    reviewer.goto(f"{live_server.url}/cms/desk/notice/{decision.pk}/serve/direct/")
    for who in ("陈立", "赵强"):
        reviewer.check(f"label:has-text('{who}') input")
    reviewer.select_option("#id_signed_by", "m1")
    reviewer.click(".desk-form button[type=submit]")
    reviewer.wait_for_url(f"**/cms/desk/notice/{decision.pk}/")
    assert Case.objects.get(pk=case.pk).last_month == "2026-05"


@pytest.mark.parametrize("width", [390, 1280])
def test_the_desk_of_letters_postings_and_complaints_has_no_barrier(town, live_server, sit_down, width):
    """Every page of it on a phone and on a screen: no barrier that axe knows, nothing scrolls sideways."""
    town.bring_to_approval(town.lodge(at(3, 2)))
    refused = town.lodge(at(3, 2), name="阿依古丽·买买提")
    town.bring_to_opinion(refused)
    town.do("refuse", refused, "王镇长", at(3, 10), reason="家庭月人均收入高于标准")
    settle(at(3, 11))
    town.clock.set(at(3, 11))
    complain_to_county(at=at(3, 11), words="没有人来家里看", topic="delay", unit=town.village.parent.code)
    told = Statement.objects.get(kind="complaint").pk
    letter = f"/cms/desk/notice/{Notice.objects.get(kind='refusal').pk}/"
    posting = f"/cms/desk/posting/{Publication.objects.get(kind='posting').pk}/"
    seats = {
        "刘敏": [
            "/cms/desk/notices/",
            *(f"{letter}serve/{way}/" for way in ("direct", "post", "public")),
            "/cms/desk/stubs/?kind=refusal",
            "/cms/desk/postings/",
            posting,
        ],
        "何科长": ["/cms/desk/statements/", f"/cms/desk/complaint/{told}/"],
    }
    found = {}
    for name, addresses in seats.items():
        page = sit_down(town.sit(name), viewport={"width": width, "height": 800})
        for address in addresses:
            page.goto(f"{live_server.url}{address}")
            beyond = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            if barriers(page) or beyond > 0:
                found[address] = (barriers(page), beyond)
    assert not found
