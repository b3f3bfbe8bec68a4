"""Service by public announcement: only after door and post failed, only for configured days, masked, and down by itself."""

from datetime import date

import pytest
from django.conf import settings as live

from casework.rules.refusal import StepRefused
from notices.baked import BakedSite
from notices.models import Notice, Publication
from notices.queries import announcement_form
from notices.receipts import receipt_data
from policies.rules.reading import read_spec
from tests.notices.scene import Browser, Scene, moment, nowhere

pytestmark = pytest.mark.django_db
DOOR = {"kind": "refusal", "method": "direct", "servers": ["刘", "陈"]}
SENT = {"kind": "refusal", "method": "post", "waybill": "EB77", "address_confirmed": True}


def refused_and_unreachable(**parameters) -> Scene:
    scene = Scene(({"name": "欧阳阿依古丽·买买提", "age": 49},), parameters=parameters).opined()
    scene.do("2025-09-28 10:00", "refuse", "孙", reason="家庭月人均收入高于标准")
    scene.do("2025-09-29 10:00", "serve", "刘", **DOOR)
    scene.do("2025-09-30 10:00", "serve", "刘", **SENT)
    scene.do("2025-10-09 10:00", "serve", "刘", **SENT, delivered=False)
    return scene


def announce(scene: Scene) -> None:
    scene.do("2025-10-10 10:00", "serve", "刘", kind="refusal", method="public")


def passer_by(day: str) -> Browser:
    return Browser(BakedSite(nowhere, live.BAKED_ROOT, clock=lambda: moment(day).timestamp()))


def test_without_configured_days_nothing_is_announced_sy_a1_5h(shelf_root):
    """SY-A1.5h: the length is not stated, so the county has to configure it."""
    scene = refused_and_unreachable()
    with pytest.raises(StepRefused) as refusal:
        announce(scene)
    assert refusal.value.code == "configure"
    assert not Publication.objects.filter(kind="announcement").exists()


def test_mail_not_tried_is_refused_sy_a1_5h(shelf_root):
    """SY-A1.5h"""
    scene = Scene(parameters={"announcement_days": 30}).opined()
    scene.do("2025-09-28 10:00", "refuse", "孙", reason="收入高")
    scene.do("2025-09-29 10:00", "serve", "刘", **DOOR)
    with pytest.raises(StepRefused, match="要先邮寄送达没有送到"):
        announce(scene)


def test_it_hangs_masked_on_its_page_and_the_board_and_comes_down_by_itself(shelf_root):
    """SY-A1.5h: public page, masked; served at the end of its last day."""
    scene = refused_and_unreachable(announcement_days=30)
    announce(scene)
    publication = Publication.objects.get(kind="announcement")
    notice = Notice.objects.get(kind="refusal")
    assert str(publication.last_day) == str(notice.served_on) == "2025-11-09"
    shown = passer_by("2025-11-09 23:00")
    for address in (publication.address, f"/public/board/{publication.unit_id}/"):
        text = shown.get(address).text
        assert "欧阳某" in text
        assert "阿依古丽" not in text
        assert "收入高于标准" not in text
        assert notice.number in text
    assert passer_by("2025-11-10 00:00").get(publication.address).code == 410


def test_until_its_last_day_is_over_it_has_served_nobody(shelf_root):
    scene = refused_and_unreachable(announcement_days=30)
    announce(scene)
    served = scene.case.known().when("served:refusal")
    assert served is not None
    assert str(served.astimezone(moment("2025-11-09 10:00").tzinfo).date()) == "2025-11-09"


def test_the_proof_of_service_claims_no_day_before_the_announcement_is_over(shelf_root):
    """SY-A1.5h"""
    scene = refused_and_unreachable(announcement_days=30)
    announce(scene)
    notice = Notice.objects.get(kind="refusal")
    attempts = list(notice.attempts.order_by("at", "pk"))
    running = receipt_data(notice, attempts, date(2025, 11, 8))
    assert (running["day"], running["before"][-1].split(" ")[-1]) == ("", "公告送达：公告到2025年11月9日。")
    over = receipt_data(notice, attempts, date(2025, 11, 9))
    assert (over["day"], over["before"][-1].split(" ")[-1]) == ("2025年11月9日", "公告送达：已送达。")


def test_a_place_with_a_form_of_its_own_hangs_that_one(shelf_root):
    scene = refused_and_unreachable(announcement_days=30)
    place = Notice.objects.get(kind="refusal").case.unit.jurisdiction
    own = {
        "announcement_title": "公告送达启事",
        "announcement_body": "{name}:请来领取《{letter}》，到{until}为止。",
    }
    type(place).objects.filter(pk=place.pk).update(words={**place.words, **own})

    announce(scene)

    publication = Publication.objects.get(kind="announcement")
    assert publication.title == "公告送达启事"
    assert publication.text.startswith("欧阳某：请来领取《")
    assert publication.columns[0] == ["name", "受送达人"]


def test_what_the_studio_published_for_a_programme_is_what_hangs(shelf_root):
    """SY-A1.5h: the words of the version the letter was made under come before those of the place."""
    scene = refused_and_unreachable(announcement_days=30)
    version = Notice.objects.get(kind="refusal").version
    words = {**version.data["words"], "announcement_title": "公告送达启事"}
    spec = read_spec({**version.data, "words": words})
    assert announcement_form(scene.case.unit.jurisdiction, spec).title == "公告送达启事"
