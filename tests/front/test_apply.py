"""A household applies on the web: nothing is lost, nothing private is kept in the clear, once is once."""

import json
import re
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from casework.models import Attachment, Case, Disclosure, Lodgement
from front.actions import drafts
from front.actions.lodging import hand_in
from front.models import KEPT, ApplicationDraft
from tests.front.household import ACCOUNT, CHILD, LI, WANG, Resident, code_on, photo

pytestmark = pytest.mark.django_db


def test_the_whole_way_ends_in_a_case_with_everything_the_township_needs(resident, village):
    receipt = resident.apply(village)

    case = Case.objects.get()
    facts = case.known()
    assert resident.where(receipt) == "/apply/receipt/"
    assert case.number in receipt.content.decode()
    assert case.unit.code == village
    assert facts.channel == "web"
    assert facts.authorised == {"m1", "m2"}
    assert facts.signed == {"m1", "m2", "m3"}
    assert {"form", "id_copy", "household_book"} <= facts.supplied
    assert facts.circumstances["illness"] is True
    assert Attachment.objects.filter(case=case, lodgement=case.lodgement).count() == 3
    assert case.lodgement.disclosure == Disclosure.objects.get()
    assert case.lodgement.filed_by is None


def test_pressing_twice_makes_one_case(resident, village):
    resident.apply(village)
    draft = ApplicationDraft.objects.get()

    again = hand_in(draft=draft.pk, at=timezone.now())
    page = resident.fill("/apply/check/")

    assert again.pk == draft.pk
    assert Case.objects.count() == Lodgement.objects.count() == 1
    assert resident.where(page) == "/apply/receipt/"


def test_no_number_lies_in_the_clear_in_any_table(resident, village):
    resident.begin()
    resident.tell_household(WANG, CHILD)
    resident.fill("/apply/account/", account=ACCOUNT)
    before = everything()
    other = Resident()
    other.apply(village)

    whole = before + everything()
    assert LI["name"] in whole
    for secret in (LI["id_number"], WANG["id_number"], CHILD["id_number"], ACCOUNT, LI["phone"]):
        assert secret not in whole


def everything():
    """Every row of every table, as text."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        found = []
        for table in tables:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            found += [
                bytes(value).decode("latin-1") if isinstance(value, bytes | memoryview) else str(value)
                for row in cursor.fetchall()
                for value in row
            ]
    return "\n".join(found)


def test_numbers_are_read_as_people_write_them(resident):
    resident.begin()
    spaced = f" {LI['id_number'][:6]} {LI['id_number'][6:14]}-{LI['id_number'][14:]} ".lower()
    wide = "".join(chr(ord(digit) + 0xFEE0) if digit.isdigit() else digit for digit in spaced)

    resident.fill("/apply/household/new/", name="李桂田", id_number=wide, phone="+86 100 0000 0001")

    person = ApplicationDraft.objects.get().data().people[0]
    assert person.id_number == LI["id_number"]
    assert person.phone == LI["phone"]


def test_a_wrong_number_is_named_and_everything_typed_stays(resident):
    resident.begin()

    page = resident.fill(
        "/apply/household/new/", name="", id_number="7701011958030700", phone="12", disability="2"
    )

    text = page.content.decode()
    assert re.search(r"<title>\s*出错", text)
    assert 'id="error-summary"' in text
    for field in ("id_name", "id_id_number", "id_phone"):
        assert f'href="#{field}"' in text
        assert f'id="{field}"' in text
    assert 'value="7701011958030700"' in text
    assert text.count("身份证号码应为 18 位") == 2
    assert re.search(r'value="2"[^>]*checked', text)
    assert ApplicationDraft.objects.get().data().people == ()


def test_what_is_said_of_a_person_is_held_against_his_number(resident):
    """QY-3.1.1c: the website asks by the rule of the window; a word for either sex passes."""
    resident.begin()
    resident.tell_household()
    wife = {**WANG, "relation": "夫"}

    page = resident.fill("/apply/household/new/", **wife)

    assert "性别对不上" in page.content.decode()
    assert f'value="{WANG["name"]}"' in page.content.decode()
    assert len(ApplicationDraft.objects.get().data().people) == 1
    resident.fill("/apply/household/new/", **{**wife, "relation": "兄弟姐妹"})
    assert len(ApplicationDraft.objects.get().data().people) == 2


def test_where_somebody_is_registered_is_asked_only_where_the_place_asks_it(resident, village, monkeypatch):
    resident.begin()
    assert 'name="registered"' in resident.open("/apply/household/new/").content.decode()
    monkeypatch.setattr("front.queries.asks", lambda *_asked: False)

    page = resident.open("/apply/household/new/")
    resident.tell_household()

    assert 'name="registered"' not in page.content.decode()
    assert ApplicationDraft.objects.get().data().people[0].registered == ""


def test_the_same_person_is_not_written_twice(resident):
    resident.begin()
    resident.tell_household()

    page = resident.fill("/apply/household/new/", **{**WANG, "id_number": LI["id_number"]})

    assert "这个人已经写过了" in page.content.decode()


def test_a_private_number_in_free_text_is_refused_and_not_stored(resident, village):
    resident.begin()
    resident.tell_household()
    resident.fill("/apply/trouble/village/", village=village)

    page = resident.fill("/apply/trouble/difficulty/", difficulty=f"我的身份证 {LI['id_number']}")

    assert "请从这里删掉" in page.content.decode()
    assert "difficulty" not in ApplicationDraft.objects.get().data().answers


def test_the_list_is_told_once_and_again_only_for_another_household(resident, village):
    resident.begin()
    resident.tell_household(WANG)
    page = resident.answer_questions(village)
    first = Disclosure.objects.get()
    assert resident.where(page) == f"/m/{first.token}/"

    resident.fill("/apply/trouble/difficulty/?from=check", difficulty="又病了")
    assert Disclosure.objects.count() == 1

    resident.fill("/apply/household/new/", **CHILD)
    resident.open("/apply/trouble/")
    assert Disclosure.objects.count() == 2
    codes = {item["code"] for item in Disclosure.objects.latest("given_at").items["items"]}
    assert "household_book" in codes
    assert "household_book" not in {item["code"] for item in first.items["items"]}


def test_change_returns_to_the_check_page_in_one_step(resident, village):
    resident.begin()
    resident.tell_household(WANG)
    resident.answer_questions(village)
    resident.take_photos()
    resident.sign_all(m1=LI["name"], m2=WANG["name"])
    resident.fill("/apply/account/", no_account="on")

    for address, typed in (
        ("/apply/household/m1/", LI),
        ("/apply/trouble/difficulty/", {"difficulty": "还是那样"}),
        ("/apply/account/", {"account": ACCOUNT}),
    ):
        page = resident.fill(f"{address}?from=check", **typed)
        assert resident.where(page) == "/apply/check/", address
    assert "还是那样" in page.content.decode()
    names = re.findall(r'class="change"[^>]*>([^<]*)<span class="hidden">([^<]*)', page.content.decode())
    assert len(names) == len(set(names)) > 8


def test_a_signature_falls_when_another_person_takes_the_place(resident, village):
    resident.begin()
    resident.tell_household(WANG)
    resident.answer_questions(village)
    resident.sign_all(m1=LI["name"], m2=WANG["name"])

    stranger = {**CHILD, "name": "赵四"}
    resident.fill("/apply/household/m2/", **stranger)

    data = ApplicationDraft.objects.get().data()
    assert data.signature("m1")
    assert data.signature("m2") is None


def test_only_the_named_person_signs_and_only_with_consent(resident, village):
    resident.begin()
    resident.tell_household()
    resident.answer_questions(village)

    page = resident.fill("/apply/signing/m1/", name="别人")

    assert "请打勾" in page.content.decode()
    assert "由本人来写" in page.content.decode()
    assert not ApplicationDraft.objects.get().data().signatures


def test_an_absent_adult_signs_by_a_link_that_shows_no_number(resident, village):
    resident.begin()
    resident.tell_household(WANG)
    resident.answer_questions(village)
    link = (
        re.findall(r"/sign/[^\"< ]+", resident.open("/apply/signing/").content.decode())[-1].rstrip("/") + "/"
    )
    wang = Resident()

    page = wang.open(link)
    assert WANG["id_number"] not in page.content.decode()
    wang.fill(link, agree="on", name="王 桂兰", strokes="M1 2L30 40")

    mark = ApplicationDraft.objects.get().data().signature("m2")
    assert mark.how == "drawn"
    assert mark.strokes == "M1 2L30 40"
    assert "签好了" in wang.open(link).content.decode()
    assert wang.open("/apply/").content.decode().count("开始填") >= 1
    assert wang.open(link[:-5] + "xxxx/", status=410)


def test_what_is_no_photo_is_refused_and_a_second_one_replaces_the_first(resident, village):
    resident.begin()
    resident.tell_household()
    resident.answer_questions(village)
    fake = photo()
    fake.file.seek(0)
    fake.file.truncate()
    fake.file.write(b"MZ not a picture at all")
    fake.file.seek(0)
    fake.size = 23

    page = resident.fill("/apply/photos/id_copy-m1/", photo=fake)
    assert "不是照片" in page.content.decode()
    assert not Attachment.objects.exists()

    resident.fill("/apply/photos/id_copy-m1/", photo=photo())
    resident.fill("/apply/photos/id_copy-m1/", photo=photo(size=(500, 500)))
    assert Attachment.objects.count() == 1


def test_a_paper_that_cannot_be_had_does_not_hold_anybody_up(resident, village):
    resident.begin()
    resident.tell_household()
    resident.answer_questions(village)
    resident.fill("/apply/photos/id_copy-m1/", why="身份证丢了，正在补办")
    resident.sign_all(m1=LI["name"])
    resident.fill("/apply/account/", no_account="on")

    resident.fill("/apply/check/")

    facts = Case.objects.get().known()
    assert "id_copy" not in facts.supplied
    assert facts.circumstances["cannot:id_copy-m1"] == "身份证丢了，正在补办"


def test_nobody_else_reaches_the_draft(resident, village):
    resident.begin()
    resident.tell_household(WANG)
    stranger = Resident()

    for address in (
        "household/",
        "household/m1/",
        "trouble/",
        "photos/",
        "signing/",
        "account/",
        "check/",
        "receipt/",
    ):
        page = stranger.open(f"/apply/{address}")
        assert stranger.where(page) == "/apply/"
        assert LI["name"] not in page.content.decode()


def test_unfinished_applications_go_away_by_themselves_with_their_photos(resident, village):
    resident.begin()
    resident.tell_household()
    resident.answer_questions(village)
    resident.take_photos()
    now = timezone.now()

    assert drafts.sweep(now=now + KEPT - timedelta(hours=1)) == 0
    assert drafts.sweep(now=now + KEPT + timedelta(hours=1)) == 1
    assert not ApplicationDraft.objects.exists()
    assert not Attachment.objects.exists()
    assert resident.open("/apply/").status_code == 200


def test_throwing_away_is_one_press(resident):
    resident.begin()
    resident.tell_household()

    resident.fill("/apply/discard/")

    assert not ApplicationDraft.objects.exists()


def test_the_receipt_stays_readable_but_the_typed_data_is_gone(resident, village):
    first = resident.apply(village)
    again = resident.open("/apply/receipt/")

    draft = ApplicationDraft.objects.get()
    assert code_on(first) == code_on(again)
    assert not draft.sealed
    assert code_on(first) not in json.dumps(list(Case.objects.values("number", "code_index", "token")))
    assert LI["id_number"] not in again.content.decode()


def test_pages_with_personal_data_are_kept_nowhere(resident, village):
    resident.begin()
    for address in ("/apply/", "/apply/household/new/", "/track/", "/complain/", "/f/x/", "/sign/x/"):
        response = resident.get(address)
        assert "no-store" in response["Cache-Control"], address
        assert "private" in response["Cache-Control"], address
        assert "noindex" in response["X-Robots-Tag"], address
        assert response["Referrer-Policy"] == "same-origin"
        policy = response["Content-Security-Policy"]
        assert "unsafe-inline" not in policy
        assert resident.session.get_expiry_age() > 20 * 60 * 60
