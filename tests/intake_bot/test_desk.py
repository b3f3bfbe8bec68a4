"""The staff's side: who waits for a call, and whose chat belongs to which officer."""

from datetime import date

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client

from casework.models import Account, Appointment, Officer
from casework.sealing import seal
from intake_bot.models import BindingCode, CallRequest, OfficerBinding
from policies.models import Unit
from tests.intake_bot.conftest import NOON, Chat

pytestmark = pytest.mark.django_db


def sit_down(name: str, role: str, unit: Unit) -> Client:
    """Log an officer in with a post."""
    user = User.objects.create_user(f"u{User.objects.count()}", password="x")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    officer = Officer.objects.create(name=name)
    Account.objects.create(user=user, officer=officer)
    Appointment.objects.create(officer=officer, unit=unit, role=role, since=date(2020, 1, 1))
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def clerk(county: Unit) -> Client:
    """Liu at the township's window."""
    return sit_down("刘敏", "acceptor", county.parent)


@pytest.fixture
def supervisor(county: Unit) -> Client:
    """The county."""
    return sit_down("县里", "county", county.parent.parent)


def waiting(*, urgent: bool = False, phone: str = "13800001234") -> CallRequest:
    row = CallRequest.objects.create(reason="person", urgent=urgent, asked_at=NOON)
    row.phone_sealed, row.left_at = seal(phone, row.phone_place()), NOON
    row.save()
    return row


def test_emergencies_come_first_and_no_number_stands_on_the_list(clerk):
    waiting()
    waiting(urgent=True)
    page = clerk.get("/cms/chat/calls/").content.decode()
    assert page.index(">急<") < page.index("看电话")
    assert "13800001234" not in page


def test_a_number_is_shown_to_the_caller_and_noted_and_goes_after_the_call(clerk):
    row = waiting()
    page = clerk.post("/cms/chat/calls/", {"call": row.pk, "show": "1"}).content.decode()
    assert "13800001234" in page
    row.refresh_from_db()
    assert row.shown_to.name == "刘敏"
    clerk.post("/cms/chat/calls/", {"call": row.pk, "done": "1"})
    row.refresh_from_db()
    assert row.called_by.name == "刘敏"
    assert row.phone() == ""
    assert "没有人在等回话" in clerk.get("/cms/chat/calls/").content.decode()


def test_a_link_nobody_used_is_not_a_call_and_an_emergency_without_a_number_is(clerk):
    CallRequest.objects.create(reason="person", token_hash="a", asked_at=NOON)
    assert "没有人在等回话" in clerk.get("/cms/chat/calls/").content.decode()
    CallRequest.objects.create(reason="urgent", urgent=True, asked_at=NOON)
    page = clerk.get("/cms/chat/calls/").content.decode()
    assert "他自己会打来" in page
    assert clerk.post("/cms/chat/calls/", {"call": "x"}).status_code == 302


def test_a_village_reads_no_numbers_and_gives_no_codes(county):
    village = sit_down("张会计", "village", county)
    row = waiting()
    for address in ("/cms/chat/calls/", "/cms/chat/bindings/"):
        assert village.get(address).status_code == 403
        assert village.post(address, {"call": row.pk, "show": "1"}).status_code == 403
    row.refresh_from_db()
    assert row.shown_at is None


def test_the_county_gives_a_code_once_and_takes_the_binding_away(supervisor, zhang, chat: Chat, monkeypatch):
    page = supervisor.post("/cms/chat/bindings/", {"officer": zhang.pk, "issue": "1"}).content.decode()
    code = page.split("<strong>v_")[1].split("<")[0]
    assert BindingCode.objects.get().issued_by is not None
    BindingCode.objects.update(issued_at=NOON, expires_at=NOON.replace(day=20))
    (said,) = chat.say(f"v_{code}")
    assert "张会计" in said["text"]
    page = supervisor.get("/cms/chat/bindings/").content.decode()
    assert "已绑定" in page
    assert code not in page
    supervisor.post("/cms/chat/bindings/", {"officer": zhang.pk, "end": "1"})
    assert OfficerBinding.objects.get().ended_at is not None
    assert supervisor.post("/cms/chat/bindings/", {"officer": "nobody"}).status_code == 302


def test_the_township_gives_no_codes(clerk):
    assert clerk.get("/cms/chat/bindings/").status_code == 403


def test_editors_find_the_sayings(county):
    editor = User.objects.create_superuser("editor", password="x")
    client = Client()
    client.force_login(editor)
    assert "吃低保" in client.get("/cms/snippets/intake_bot/alias/?q=吃低保").content.decode()
    answer = client.post("/cms/snippets/intake_bot/alias/add/", {"phrase": "吃公家饭", "intent": "check"})
    assert answer.status_code == 302
    assert "小问题" in Chat().say("吃公家饭")[0]["text"]
    answer = client.post("/cms/snippets/intake_bot/alias/add/", {"phrase": "吃公家饭!", "intent": "policy"})
    assert "已经有别的意思了" in answer.content.decode()
    answer = client.post("/cms/snippets/intake_bot/alias/add/", {"phrase": "!!", "intent": "policy"})
    assert "写几个字" in answer.content.decode()
    assert client.get("/cms/snippets/intake_bot/unanswered/").status_code == 200
    assert client.get("/cms/settings/intake_bot/chatsettings/", follow=True).status_code == 200
