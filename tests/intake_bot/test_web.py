"""The chat on the site: the same dialogue, without a script, bound to one browser."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from casework.models import Disclosure, Statement
from intake_bot import web
from intake_bot.models import CallRequest, ChatSettings, Conversation, Inbound, OutMessage

pytestmark = pytest.mark.django_db

WALK = [
    "我能办低保吗",
    "开始",
    "没有",
    "我自己家",
    "长塘镇青石村",
    "2",
    "几乎没有",
    "都没有",
    "看要带什么",
    "没有孩子",
]


class Browser:
    """A browser without a script: it posts the form it sees and follows the redirect."""

    def __init__(self) -> None:
        self.client = Client()
        self.page = self.client.get("/chat/").content.decode()

    @property
    def nonce(self) -> str:
        """The number of the form on the page."""
        return re.search(r'name="nonce" value="([^"]+)"', self.page)[1]

    def post(self, **values: str) -> str:
        """Send the form; return the next page."""
        answer = self.client.post("/chat/", {"nonce": self.nonce, **values}, follow=True)
        assert answer.status_code == 200
        self.page = answer.content.decode()
        return self.page

    def say(self, *texts: str) -> str:
        """Type sentences one after the other."""
        for text in texts:
            self.post(text=text)
        return self.page

    def press(self, label: str) -> str:
        """Press a button by its words."""
        found = re.findall(r'name="code"\s+value="([^"]+)">([^<]+)<', self.page)
        (code,) = [code for code, words in found if words.partition(". ")[2] == label or words == label]
        return self.post(code=code)


@pytest.fixture
def browser(county: object) -> Browser:
    """Wang's browser."""
    return Browser()


def test_a_look_stores_nothing_and_greets(browser):
    assert "办救助不收一分钱" in browser.page
    assert not Conversation.objects.exists()
    assert browser.client.get("/chat/")["X-Robots-Tag"] == "noindex, noarchive"
    assert browser.client.head("/chat/").status_code == 200


def test_the_whole_way_to_the_link_without_a_script(browser):
    page = browser.say(*WALK)
    receipt = Disclosure.objects.get()
    assert receipt.number in page
    assert f'href="/m/{receipt.token}/"' in page
    assert receipt.channel == "web"
    browser.press("现在申请")
    assert "存款、房子、车" in browser.press("没有")
    browser.press("都没有")
    page = browser.press("听懂了，同意")
    assert re.search(r'href="/f/[\w-]+/"', page)
    assert "data-waiting" in page
    assert 'class="mine"' in page
    assert "听懂了，同意" in page


def test_the_greetings_own_buttons_work_on_the_first_press(browser):
    assert "6 个小问题" in browser.press("家里钱不够过日子")
    assert Conversation.objects.get().mind().trouble == "money"


def test_only_the_last_message_has_buttons(browser):
    browser.say("我能办低保吗")
    assert browser.page.count(">1. 开始<") == 1
    page = browser.press("开始")
    assert ">1. 开始<" not in page
    assert "第 1 问" in page


def test_the_same_form_sent_twice_is_handled_once(browser):
    browser.say("我能办低保吗")
    nonce = browser.nonce
    browser.post(text="开始")
    rows = OutMessage.objects.count()
    browser.client.post("/chat/", {"nonce": nonce, "text": "开始"})
    assert OutMessage.objects.count() == rows
    assert Conversation.objects.get().mind().question == "urgent"


def test_nonsense_is_let_go_quietly(browser):
    for values in ({"text": "  "}, {"nonce": "x", "text": "a"}, {"code": "", "text": ""}):
        browser.client.post("/chat/", {"nonce": browser.nonce, **values})
    assert not Inbound.objects.exists()
    browser.post(code="x" * 500)
    assert "这个按钮是前面的" in browser.page


def test_one_browser_never_sees_another_ones_talk(browser):
    browser.say("我男人得了尿毒症")
    assert "尿毒症" in browser.page
    assert "尿毒症" not in Browser().page


def test_a_number_typed_into_the_chat_is_not_shown_again(browser):
    page = browser.say("我电话13800001234")
    assert "13800001234" not in page
    assert "〔已隐去〕" in page
    assert 'href="/apply/"' in page


def test_a_complaint_stays_in_no_transcript(browser):
    browser.say("投诉", "别的")
    page = browser.say("王主任上月收了两条烟")
    assert Statement.objects.get().words == "王主任上月收了两条烟"
    assert "两条烟" not in page


def test_what_fails_is_said_and_the_chat_goes_on(browser, monkeypatch):
    browser.say("我能办低保吗")
    monkeypatch.setattr(web, "handle", lambda **_: False)
    assert "刚才那句没办成" in browser.say("开始")
    monkeypatch.undo()
    assert "第 1 问" in browser.say("开始")


def test_too_many_sentences_a_minute_are_not_taken(browser, monkeypatch):
    browser.say("你好")
    monkeypatch.setattr(web, "MOST_A_MINUTE", 2)
    browser.say("在吗", "有人吗")
    assert "刚才那句没办成" in browser.say("喂")


def test_a_village_behind_one_address_may_talk_at_once(county, monkeypatch):
    """Many phones of one carrier or one village office share an address: none uses up another's minute."""
    monkeypatch.setattr(web, "MOST_A_MINUTE", 3)
    for phone in (Browser(), Browser(), Browser()):
        assert "刚才那句没办成" not in phone.say("你好", "在吗")


def test_one_network_cannot_open_chats_without_end_nor_talk_without_end(county, monkeypatch):
    monkeypatch.setattr(web, "MOST_A_MINUTE", 3)
    first, *others = (Browser() for _ in range(4))
    assert all("刚才那句没办成" not in phone.say("你好") for phone in (first, *others[:2]))
    assert "刚才那句没办成" in others[2].say("你好")
    monkeypatch.setattr(web, "MOST_OF_A_NETWORK", 3)
    assert "刚才那句没办成" in first.say("在吗")


def test_words_are_shown_as_words(browser):
    page = browser.say("<script>alert(1)</script>")
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;" in page


def test_the_site_in_english_speaks_english_in_the_chat(county):
    client = Client(headers={"accept-language": "en"})
    assert "Help costs nothing" in client.get("/chat/").content.decode()
    browser = Browser.__new__(Browser)
    browser.client = client
    browser.page = client.get("/chat/").content.decode()
    assert "I did not understand" in browser.say("xyzzy plugh")


def test_a_county_may_let_the_web_chat_ask_more(browser):
    ChatSettings.objects.create(web_carries_personal=True)
    browser.say(*WALK)
    assert "谁" in browser.press("现在申请")
    assert Conversation.objects.get().mind().question == "living_together"


def wanted() -> tuple[CallRequest, str]:
    """Ask for a call; return the request and the address of its page."""
    browser = Browser()
    browser.say("打电话")
    page = browser.press("约个电话")
    return CallRequest.objects.get(), re.search(r'href="(/chat/call/[^"]+)"', page)[1]


def test_a_number_left_on_the_page_is_sealed_and_the_link_is_used_up(county):
    row, address = wanted()
    client = Client()
    assert client.get(address).status_code == 200
    answer = client.post(address, {"phone": "12"})
    assert answer.status_code == 422
    assert 'value="12"' in answer.content.decode()
    assert "会打给您" in client.post(address, {"phone": "138 0000 1234"}).content.decode()
    row.refresh_from_db()
    assert b"13800001234" not in bytes(row.phone_sealed)
    assert row.phone() == "13800001234"
    assert client.get(address).status_code == 410
    assert client.post(address, {"phone": "13800001234"}).status_code == 410
    assert OutMessage.objects.filter(key=f"call:{row.pk}").exists()


def test_the_link_of_a_call_grows_old(county):
    row, address = wanted()
    CallRequest.objects.filter(pk=row.pk).update(expires_at=timezone.now() - timedelta(seconds=1))
    assert Client().get(address).status_code == 410
    assert Client().get("/chat/call/人/").status_code == 410


def test_the_post_needs_its_token(county):
    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/chat/", {"text": "你好"}).status_code == 403
