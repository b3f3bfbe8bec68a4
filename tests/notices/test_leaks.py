"""A private number cannot be published: no column for it, a database that refuses it, a scan that withholds the page."""

import logging
from datetime import date

import pytest
from django.db import IntegrityError, models, transaction

from casework.models import Person
from notices import baking
from notices.models import Publication, PublicRow
from notices.models.postings import TEXT_COLUMNS
from notices.rendering import Leak
from policies.rules.identity import demo_id
from policies.rules.private_numbers import scan
from tests.notices.scene import Scene, files, moment
from tests.notices.test_scene_posting import browser

pytestmark = pytest.mark.django_db
NUMBER = demo_id("770101", date(1970, 1, 1), 7)
CHINESE = NUMBER.translate(str.maketrans("0123456789", "〇一二三四五六七八九"))
NOW = moment("2025-09-27 10:00")


def test_public_rows_lead_to_nobody():
    related = {field.related_model for field in PublicRow._meta.get_fields() if field.is_relation}
    assert related == {Publication}
    texts = {field.name for field in PublicRow._meta.get_fields() if isinstance(field, models.CharField)}
    assert texts == {*TEXT_COLUMNS, "first_month"}


def test_the_database_refuses_five_digits_in_a_row(shelf_root):
    Scene().posted()
    for column in TEXT_COLUMNS:
        for digits in ("12345", "见 770101 号", "１２３４５"):
            with pytest.raises(IntegrityError), transaction.atomic():
                PublicRow.objects.update(**{column: digits})


def test_a_month_is_a_month(shelf_root):
    Scene().posted()
    PublicRow.objects.update(first_month="2025-11")
    with pytest.raises(IntegrityError), transaction.atomic():
        PublicRow.objects.update(first_month="1234567")


@pytest.mark.parametrize(
    "written", [CHINESE, " ".join(NUMBER), "-".join(NUMBER[at : at + 4] for at in range(0, 18, 4))]
)
def test_a_number_in_disguise_is_withheld_and_rings(shelf_root, caplog, written):
    """The rows cannot hold it in plain digits; what slips past the database stops at the scan."""
    Scene().posted()
    posting = Publication.objects.get()
    title = f"公示 {written}"
    Publication.objects.update(title=title)
    posting.refresh_from_db()
    with caplog.at_level(logging.CRITICAL, logger="notices.leak"), pytest.raises(Leak) as caught:
        baking.bake(posting, now=NOW)
    assert caught.value.findings
    assert written not in str(caught.value) + caplog.text
    assert browser(shelf_root, "2025-09-27 10:00").get(posting.address).code == 410
    assert Publication.objects.get().withheld
    baking.bake_lists(posting.unit, now=NOW)
    board = browser(shelf_root, "2025-09-27 10:00").get(f"/public/board/{posting.unit_id}/")
    assert "李小田" not in board.text
    for path in files(shelf_root):
        if path.suffix == ".html":
            assert not scan(path.read_text())


def test_the_others_are_baked_all_the_same(shelf_root):
    Scene().confirmed()
    Publication.objects.filter(kind="posting").update(title=f"公示 {CHINESE}")
    with pytest.raises(Leak):
        baking.bake_all(now=NOW)
    roster = Publication.objects.get(kind="roster")
    Publication.objects.filter(kind="roster").update(visible_from=NOW)
    roster.refresh_from_db()
    baking.bake(roster, now=moment("2025-10-10 10:00"))
    assert browser(shelf_root, "2025-10-10 10:00").get(roster.address).code == 200


def test_the_worker_does_not_try_a_leak_again_and_again(shelf_root, caplog):
    from notices.receivers import on_bake

    Scene().posted()
    Publication.objects.update(title=f"公示 {CHINESE}")
    with caplog.at_level(logging.CRITICAL):
        on_bake(str(Publication.objects.get().pk), NOW)
    assert "withheld" in caplog.text
    assert CHINESE not in caplog.text


def test_nothing_on_the_shelf_holds_a_number_of_the_household(shelf_root):
    Scene().confirmed()
    numbers = [person.sealed("id_number").open() for person in Person.objects.all()]
    assert numbers
    for path in files(shelf_root):
        body = path.read_bytes()
        assert not any(number.encode() in body for number in numbers)
        if path.suffix == ".html":
            assert not scan(body.decode(), allow={"057582110001", "057582210002"})


@pytest.mark.parametrize(
    "name",
    ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{ settings.SECRET_KEY }}", "李&小田"],
)
def test_a_name_is_text_on_every_page(shelf_root, name):
    Scene(({"name": name, "age": 49},)).posted()
    posting = Publication.objects.get()
    from django.utils.html import escape

    for address in (
        posting.address,
        f"/public/board/{posting.unit_id}/",
        f"/public/board/{posting.unit_id}/screen/",
    ):
        page = browser(shelf_root, "2025-09-27 10:00").get(address).text
        assert escape(name) in page
        assert name == escape(name) or name not in page
    assert browser(shelf_root, "2025-09-27 10:00").get(f"{posting.address}poster.pdf").code == 200


def test_a_baked_page_belongs_to_nobody(shelf_root):
    Scene().posted()
    for path in files(shelf_root):
        if path.suffix == ".html":
            assert "csrfmiddlewaretoken" not in path.read_text()
