"""The web server is killed while people press buttons: no half act, no second case, and pressing again mends all."""

import re
import threading
import time
from datetime import date

import httpx
import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.test import Client

from casework.models import Case, Event, HouseholdMember, Lodgement, Outbox
from front.models import ApplicationDraft
from policies.rules.identity import demo_id
from tests.front.household import LI, Resident, code_on
from tests.kill.chains import broken

pytestmark = pytest.mark.kill
ROUNDS, AT_ONCE = 3, 4
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
SEEN = re.compile(r'name="seen" value="(\d+)"')


class Person:
    """Somebody before a browser whose session is open already, on the real server."""

    def __init__(self, session):
        self.session = session

    def page(self, address, path):
        """Open a page, which must be there; its cookies are kept for pressing."""
        with self._client(address) as client:
            found = client.get(path)
            assert found.status_code in (200, 302), (path, found.status_code)
            self.kept = {cookie.name: cookie.value for cookie in client.cookies.jar}
            return found.text

    def press(self, address, path, form, answers):
        """Send a form; a server that dies meanwhile is an answer too."""
        try:
            with self._client(address, self.kept) as client:
                answers.append(client.post(path, data=form, headers={"Referer": address + path}).status_code)
        except httpx.TransportError:
            answers.append(None)

    def _client(self, address, cookies=None):
        kept = {settings.SESSION_COOKIE_NAME: self.session, **(cookies or {})}
        return httpx.Client(base_url=address, cookies=kept, trust_env=False, timeout=20)


def cut_power(house, server, presses, after):
    """Let everybody press at once, and kill the server and its children after so many seconds."""
    threads = [threading.Thread(target=press) for press in presses]
    for thread in threads:
        thread.start()
    time.sleep(after)
    house.kill_all(server)
    for thread in threads:
        thread.join()


def clerk():
    client = Client()
    client.force_login(get_user_model().objects.get(username="shouli"))
    return Person(client.cookies[settings.SESSION_COOKIE_NAME].value)


def form_of(person, address, path):
    """What the page of an act would send."""
    text = person.page(address, path)
    return {"csrfmiddlewaretoken": TOKEN.search(text)[1], "seen": SEEN.search(text)[1], "sure": "1"}


def test_acceptances_are_whole_or_not_at_all(house, walk):
    cases = [walk("submitted").case for _ in range(ROUNDS * AT_ONCE)]
    person, answers = clerk(), []
    for number in range(ROUNDS):
        server, address = house.start_web()
        some = cases[number * AT_ONCE : (number + 1) * AT_ONCE]
        paths = [f"/cms/desk/case/{case}/do/accept/" for case in some]
        forms = [form_of(person, address, path) for path in paths]
        presses = [
            lambda path=path, form=form, at=address: person.press(at, path, form, answers)
            for path, form in zip(paths, forms, strict=True)
        ]
        cut_power(house, server, presses, after=0.05 + 0.12 * number)
        whole_or_nothing()
    assert None in answers, "the power was cut too late to mean anything"

    _, address = house.start_web()
    for case in Case.objects.filter(stage="submitted"):
        path = f"/cms/desk/case/{case.pk}/do/accept/"
        person.press(address, path, form_of(person, address, path), answers)

    assert set(Case.objects.values_list("stage", flat=True)) == {"accepted"}
    assert Event.objects.filter(kind="accept").count() == len(cases)
    whole_or_nothing()


def whole_or_nothing():
    """Each accepted case has its one event, its clocks and its row in the outbox; the others have none of it."""
    for case in Case.objects.all():
        accepted = case.events.filter(kind="accept")
        assert accepted.count() == (case.stage == "accepted")
        assert (case.accepted_by_id is not None) == (case.stage == "accepted")
        for event in case.events.all():
            assert Outbox.objects.filter(kind="event", ref=str(event.pk)).count() == 1
    assert not broken()


def ready_to_hand_in(village, serial):
    """A household whose application lacks only the last press; the session is kept."""
    cache.clear()
    resident = Resident()
    resident.begin()
    number = demo_id("770101", date(1955, 1, 1), 600 + serial)
    resident.fill("/apply/household/new/", **{**LI, "id_number": number})
    resident.answer_questions(village)
    resident.take_photos()
    resident.sign_all(m1=LI["name"])
    resident.fill("/apply/account/", no_account="on")
    return Person(resident.cookies[settings.SESSION_COOKIE_NAME].value)


def test_an_application_becomes_one_case_however_often_the_power_goes(house, offices, settings):
    settings.YIMEN_DEMO = True
    village = offices[0].villages[0].code
    people = [ready_to_hand_in(village, serial) for serial in range(ROUNDS * AT_ONCE)]
    answers = []
    for number in range(ROUNDS):
        server, address = house.start_web(YIMEN_DEMO="true")
        some = people[number * AT_ONCE : (number + 1) * AT_ONCE]
        forms = [{"csrfmiddlewaretoken": TOKEN.search(one.page(address, "/apply/check/"))[1]} for one in some]
        presses = [
            lambda one=one, form=form, at=address: one.press(at, "/apply/check/", form, answers)
            for one, form in zip(some, forms, strict=True)
            for _ in range(2)  # a trembling finger
        ]
        cut_power(house, server, presses, after=0.05 + 0.12 * number)
        no_half_application()
    assert None in answers, "the power was cut too late to mean anything"

    _, address = house.start_web(YIMEN_DEMO="true")
    for one in people:
        # Whoever is through already is led to his receipt instead.
        if found := TOKEN.search(one.page(address, "/apply/check/")):
            one.press(address, "/apply/check/", {"csrfmiddlewaretoken": found[1]}, answers)
    codes = {code_on(Answer(one.page(address, "/apply/receipt/"))) for one in people}

    assert len(codes) == Case.objects.count() == len(people)
    assert Lodgement.objects.count() == HouseholdMember.objects.filter(applicant=True).count() == len(people)
    numbers = sorted(
        int(number.rsplit("-", 1)[-1]) for number in Case.objects.values_list("number", flat=True)
    )
    assert numbers == list(range(numbers[0], numbers[0] + len(people)))
    no_half_application()


class Answer:
    """A page as the helpers of the public site read it."""

    def __init__(self, text):
        self.content = text.encode()


def no_half_application():
    """A draft has its case and its receipt, or neither; no case is without a draft."""
    lodged = ApplicationDraft.objects.exclude(case=None)
    assert Case.objects.count() == lodged.count() == Lodgement.objects.count()
    assert all(draft.kept_receipt() for draft in lodged)
    assert not broken()
