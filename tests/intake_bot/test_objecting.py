"""From the poster's code to a stopped approval, in chat (SY-A1.4b): the right household, no name, a receipt."""

import pytest
from django.test import Client

from casework.models import Case, Statement
from intake_bot import web
from intake_bot.models import Conversation, Inbound
from notices.models import Publication
from policies.models import Jurisdiction, ParameterValue
from tests.intake_bot.conftest import Chat
from tests.intake_bot.test_web import Browser
from tests.notices.conftest import shelf_root  # noqa: F401 - a fixture
from tests.notices.scene import HOTLINE, PHONE, Scene, moment

pytestmark = pytest.mark.django_db

WHILE, AFTER = moment("2025-09-28 10:00"), moment("2025-10-06 10:00")


@pytest.fixture
def posting(shelf_root) -> Publication:  # noqa: F811
    Scene().posted()
    return Publication.objects.get(kind="posting")


@pytest.fixture
def chat(posting) -> Chat:
    found = Chat()
    found.now = WHILE
    return found


def test_words_said_in_chat_stop_the_approval_of_that_very_case(chat, posting):
    (opened,) = chat.send(start=f"p_{posting.pk}")
    assert opened["links"][0]["url"].endswith(f"/public/{posting.pk}/object/")
    chat.say("就在这里说")
    (said,) = chat.say("他家有小汽车")
    row = Statement.objects.get()
    assert (row.kind, row.case, row.words) == ("objection", posting.case, "他家有小汽车")
    assert Case.objects.get().stage == "objected"
    assert row.number in said["text"]
    assert PHONE in said["text"]
    assert "10 月 3 日" in said["text"]
    assert "小汽车" not in str(list(Inbound.objects.values_list("payload", flat=True)))


def test_a_private_number_in_the_words_is_taken_out_first(chat, posting):
    chat.send(start=f"p_{posting.pk}")
    chat.say("就在这里说", "他电话13800001234,家里有车")
    assert "〔已隐去〕" in Statement.objects.get().words


def test_after_its_last_day_a_posting_takes_no_more_words(chat, posting):
    chat.send(start=f"p_{posting.pk}")
    chat.say("就在这里说")
    chat.now = AFTER
    (said,) = chat.say("他家有小汽车")
    assert "到期撤下" in said["text"]
    assert not Statement.objects.exists()
    assert Case.objects.get().stage == "posted"


def test_the_same_on_the_site_and_a_look_stores_nothing(posting, monkeypatch):
    monkeypatch.setattr(web.timezone, "now", lambda: WHILE)
    browser = Browser()
    address = f"/chat/?start=p_{posting.pk}"
    browser.page = browser.client.get(address).content.decode()
    assert f'href="/public/{posting.pk}/object/"' in browser.page
    assert not Conversation.objects.exists()
    browser.post(start=f"p_{posting.pk}", code=f"posting.{posting.pk}")
    page = browser.say("他家有小汽车")
    assert Statement.objects.get().number in page
    assert Statement.objects.get().case == posting.case
    assert HOTLINE


def test_somebody_in_the_middle_of_something_may_follow_a_posters_code_too(posting, monkeypatch):
    monkeypatch.setattr(web.timezone, "now", lambda: WHILE)
    browser = Browser()
    browser.say("你好")
    browser.page = browser.client.get(f"/chat/?start=p_{posting.pk}").content.decode()
    assert "村里看不到是谁说的" in browser.page
    browser.post(start=f"p_{posting.pk}", code=f"posting.{posting.pk}")
    browser.say("人口不对")
    assert Statement.objects.get().case == posting.case


@pytest.mark.parametrize("start", ["p_<script>", "x_1", "p_" + "1" * 80, "p_\n7"])
def test_what_is_no_start_is_left_alone(posting, start):
    page = Client().get("/chat/", {"start": start}).content.decode()
    assert "您碰到啥难处了" in page
    assert "<script>alert" not in page


def test_the_county_promises_a_day_only_where_one_is_stated(chat):
    chat.say("投诉", "别的")
    (said,) = chat.say("拖了三个月")
    assert "没有写期限" in said["text"]
    ParameterValue.objects.create(
        jurisdiction=Jurisdiction.objects.get(code="shangyu"),
        key="complaint_answer_days",
        label="投诉几天内回话",
        value="5",
        unit="day",
        clause="本县规定",
    )
    chat.say("投诉", "别的")
    (said,) = chat.say("拖了三个月")
    assert "最晚 10 月 3 日" in said["text"]
