"""Scenes about what is private: a number for half a minute with a reason, a photo for who is asked, and the log."""

import io

import pytest
from django.urls import reverse
from PIL import Image

from casework.evidence import store_photo
from casework.models import Reveal
from tests.casework.desk.acting import text
from tests.casework.desk.cast import at


def see(case, member="m1", field="id_number"):
    return reverse("desk_reveal", args=[case.pk, member, field])


@pytest.fixture
def photo_of(town, settings, tmp_path):
    private = settings.STORAGES["private"]
    moved = {**private, "OPTIONS": {**private["OPTIONS"], "location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "private": moved}

    def make(case):
        raw = io.BytesIO()
        Image.new("RGB", (40, 30), "white").save(raw, "PNG")
        raw.seek(0)
        actor = town.actor("刘敏", at(3, 2).date())
        return store_photo(raw, material="id_copy", member="m1", actor=actor, at=at(3, 2), case=case)

    return make


def test_the_case_page_shows_no_private_number(town):
    case = town.lodge(at(3, 2))
    page = text(town.sit("刘敏", at(3, 3)).get(reverse("desk_case", args=[case.pk])))
    person = town.family("李桂田")[0]

    for number in (person.id_number, person.phone, person.account):
        assert number not in page
    assert "尾号 0001" in page
    assert not Reveal.objects.exists()


def test_a_number_is_shown_with_a_reason_for_half_a_minute_and_the_look_is_kept(town):
    case = town.lodge(at(3, 2))
    number = case.household.members.get(key="m1").person.sealed("id_number").open()
    liu = town.sit("刘敏", at(3, 3))

    asked = liu.get(see(case))
    unreasoned = liu.post(see(case), {})
    shown = liu.post(see(case), {"reason": "match"})

    assert number not in text(asked) + text(unreasoned)
    assert unreasoned.status_code == 422
    assert number in text(shown)
    assert "no-store" in shown["Cache-Control"]
    assert shown["Refresh"].startswith("30; url=")
    look = Reveal.objects.get()
    assert (str(look.officer), look.field, look.reason) == ("刘敏", "id_number", "核对证件")


def test_a_number_typed_as_the_reason_is_not_kept(town):
    case = town.lodge(at(3, 2))
    typed = {"other": "打 13812345678 找他"}

    answer = town.sit("刘敏", at(3, 3)).post(reverse("desk_reveal", args=[case.pk, "m1", "phone"]), typed)

    assert answer.status_code == 422
    assert not Reveal.objects.exists()


@pytest.mark.parametrize(("member", "field"), [("m9", "id_number"), ("m1", "birth")])
def test_what_is_not_there_cannot_be_revealed(town, member, field):
    case = town.lodge(at(3, 2))

    assert town.sit("刘敏", at(3, 3)).get(see(case, member, field)).status_code == 404
    assert town.sit("刘敏").post(see(case, member, field), {"reason": "match"}).status_code == 404
    assert not Reveal.objects.exists()


def test_a_photo_is_sent_to_the_office_of_the_case_and_nobody_keeps_a_copy(town, photo_of):
    case = town.lodge(at(3, 2))
    row = photo_of(case)
    url = reverse("desk_photo", args=[case.pk, row.pk])

    sent = town.sit("刘敏", at(3, 3)).get(url)

    assert Image.open(io.BytesIO(b"".join(sent.streaming_content))).format == "JPEG"
    assert "no-store" in sent["Cache-Control"]
    assert sent["X-Content-Type-Options"] == "nosniff"
    assert Reveal.objects.get().field == "paper"
    assert town.sit("外乡人").get(url).status_code == 404


def test_a_photo_of_one_case_is_not_found_under_another(town, photo_of):
    mine, other = town.lodge(at(3, 2)), town.lodge(at(3, 2), name="别家")
    row = photo_of(other)

    assert town.sit("刘敏", at(3, 3)).get(reverse("desk_photo", args=[mine.pk, row.pk])).status_code == 404


def test_the_village_reads_the_photos_only_until_the_township_has_accepted(town, photo_of):
    case = town.lodge(at(3, 2))
    url = reverse("desk_photo", args=[case.pk, photo_of(case).pk])
    village = town.sit("张会计", at(3, 2, 11))
    early = village.get(url)
    assert b"".join(early.streaming_content)
    town.do("accept", case, "刘敏", at(3, 3))

    assert village.get(url).status_code == 404
