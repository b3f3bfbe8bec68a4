"""One case seen from three chairs: the resident asks and applies, the clerk accepts, the chat says so; then the
township decides, the posting hangs, the roster names him, and no number of his is anywhere."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.conf import settings as live_settings
from django.utils import timezone

from casework import outbox
from casework.models import Case
from casework.rules.lodgement import PersonDraft
from notices.baked import BakedSite
from notices.models import Notice, Publication
from policies import queries as law
from tests.front.household import LI
from tests.journeys.chairs import Clerk, Resident
from tests.notices.scene import Browser, nowhere
from tests.support.leaks import Secrets
from tests.support.processes import wait_until
from yimen.demo import county as demo
from yimen.demo import journeys
from yimen.demo.people import Registry

pytestmark = [pytest.mark.browser, pytest.mark.kill]
HEAD = PersonDraft(key="m1", name=LI["name"], birth=date(1958, 3, 7), id_number=LI["id_number"])
PHONE = {"viewport": {"width": 360, "height": 740}}


@pytest.fixture
def office(transactional_db):
    """The first township of the demo county, with work on its desk already."""
    offices = demo.build(timezone.localtime())
    registry, calendar = Registry(77, timezone.localdate()), law.calendar()
    for stage in ("submitted", "accepted"):
        day = timezone.localdate() - timedelta(days=10)
        journeys.walk(stage, journeys.Journey(offices[0], 1, registry, calendar, day))
    return offices[0]


@pytest.fixture
def address(house, office):
    """The open door: web, worker and clock as `script/server` starts them."""
    _, address = house.start_web(YIMEN_DEMO="true")
    house.start("worker", YIMEN_DEMO="true")
    house.start("beat", YIMEN_DEMO="true")
    return address


@pytest.fixture
def same_folders(house, settings):
    """What this process makes lies where the processes of the house look for it."""
    private = {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": house.folder / "private"},
    }
    settings.STORAGES = {**live_settings.STORAGES, "private": private}
    settings.BAKED_ROOT = house.folder / "baked"
    return settings


@pytest.mark.parametrize("script", [True, False], ids=["with a script", "without any script"])
def test_asked_applied_accepted_and_told(
    house, office, address, open_context, tmp_path, same_folders, script
):
    village = office.villages[0]
    resident = Resident(open_context(java_script_enabled=script, **PHONE).new_page(), address, tmp_path)
    resident.ask(f"{office.township.short_name}街道{village.name}")
    resident.go_over_to_the_form()
    resident.fill_in(village.code)
    number, code = resident.hand_in()

    clerk = Clerk(open_context().new_page(), address, "shouli")
    assert number in clerk.first_of_the_queue()
    clerk.open(number)
    assert LI["id_number"] not in clerk.page.content()
    clerk.do("收下")

    resident.page.goto(f"{address}/chat/")
    wait_until(lambda: resident.hears("收下了"), seconds=30, what=house.words("worker")[-2000:])
    assert number in resident.page.inner_text("#talk")
    assert "收下了" in resident.progress(code)

    case = Case.objects.get(number=number)
    assert case.stage == "accepted"
    assert str(case.accepted_by_id) == office.officers["acceptor"][0]
    wait_until(lambda: Notice.objects.filter(case=case, kind="acceptance").count() == 1, what="no letter")
    decided_and_shown(house, office, case)


def decided_and_shown(house, office, case):
    """The township goes on, day by day; what hangs is read as a passer-by reads it on that day."""
    today = timezone.localdate()
    registry = Registry(1, today)
    journey = journeys.Journey(
        office,
        0,
        registry,
        law.calendar(),
        today,
        case=case.pk,
        people=(HEAD,),
        belongings=next(registry.belongings),
    )
    for leg in (journeys.check, journeys.survey, journeys.opine, journeys.post):
        leg(journey)
    settle(journey)
    posting = Publication.objects.get(case=case)
    shown(house, posting, journey.at())

    journeys.confirm(journey)
    settle(journey)
    case.refresh_from_db()
    assert len({case.accepted_by_id, case.opined_by_id, case.confirmed_by_id}) == 3
    roster = Publication.objects.get(kind="roster", unit=case.unit, programme=case.programme)
    assert roster.rows.count() == 1
    shown(house, roster, journey.at() + timedelta(days=1))
    assert passer_by(house, posting.end + timedelta(seconds=1)).get(posting.address).code == 410


def settle(journey):
    """Let everything that waits for its turn happen on the day of the journey."""
    while outbox.drain(now=journey.at()):
        pass


def passer_by(house, at: datetime):
    """Somebody who opens the public pages at a moment."""
    return Browser(BakedSite(nowhere, house.folder / "baked", clock=at.timestamp))


def shown(house, publication, at):
    """The page names him, and holds no number of anybody."""
    page = passer_by(house, at).get(publication.address)

    assert page.code == 200
    assert [row.display_name for row in publication.rows.all() if row.display_name in page.text]
    assert not Secrets.of_everybody(allowed=("00001234567",)).in_text(page.text)
