"""The chat in a real Chromium: accessible, narrow enough, and without reloading where there is a script."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from casework.models import Lead
from casework.rules.asking import SHANGHAI
from intake_bot.models import Alias, Conversation, Inbound, Unanswered
from tests.support.accessibility import barriers

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def press(page, label: str) -> None:
    page.locator("#answers .replies button", has_text=label).click()


@pytest.mark.parametrize(("size", "width"), [("normal", 320), ("large", 360), ("normal", 1280)])
def test_accessible_and_narrow_enough(county, live_server, open_context, size, width):
    context = open_context(viewport={"width": width, "height": 800})
    context.add_cookies([{"name": "yimen_text", "value": size, "url": live_server.url}])
    page = context.new_page()
    page.goto(f"{live_server.url}/chat/")
    assert not barriers(page)
    page.fill("#text", "我能办低保吗")
    page.keyboard.press("Enter")
    page.get_by_text("6 个小问题").wait_for()
    assert not barriers(page)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    small = page.evaluate(
        """least => [...document.querySelectorAll('#answers button, #say button, #say input:not([type=hidden]), #talk a.button')]
        .filter(item => item.getBoundingClientRect().height + 0.5 < least).map(item => item.outerHTML)""",
        60 if size == "large" else 44,
    )
    assert not small


def test_with_a_script_nothing_is_reloaded_and_every_line_stands_once(county, live_server, page):
    page.goto(f"{live_server.url}/chat/")
    page.evaluate("window.kept = true")
    press(page, "家里钱不够过日子")
    page.get_by_text("6 个小问题").wait_for()
    press(page, "开始")
    page.get_by_text("第 1 问").wait_for()
    press(page, "没有")
    page.get_by_text("第 2 问").wait_for()
    assert page.evaluate("window.kept") is True
    said = page.locator("#talk li .words").all_inner_texts()
    assert len(said) == len(set(said))
    assert [words for words in said if words in ("1. 开始", "开始")]
    assert page.get_by_role("log").get_attribute("aria-live") == "polite"
    assert Conversation.objects.get().mind().question == "for_whom"
    assert not page.complaints


def test_two_quick_presses_answer_one_question(county, live_server, page):
    page.goto(f"{live_server.url}/chat/")
    page.fill("#text", "我能办低保吗")
    page.keyboard.press("Enter")
    page.get_by_text("6 个小问题").wait_for()
    page.locator("#answers .replies button", has_text="开始").dblclick()
    page.get_by_text("第 1 问").wait_for()
    page.wait_for_timeout(300)
    assert Conversation.objects.get().mind().question == "urgent"
    assert Inbound.objects.filter(payload__has_key="code").count() == 1


def test_without_a_script_the_same_talk(county, live_server, open_context):
    page = open_context(java_script_enabled=False).new_page()
    page.goto(f"{live_server.url}/chat/")
    page.fill("#text", "低保咋停了")
    page.keyboard.press("Enter")
    page.get_by_text("您放心").wait_for()
    page.locator("#answers .replies button", has_text="钱没到").click()
    page.get_by_text("越具体越好").wait_for()


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
def test_the_question_desk_without_a_script_and_without_a_barrier(
    county, live_server, sit_down, scheme, width, client
):
    sun = User.objects.create_superuser("sun")
    client.force_login(sun, backend="django.contrib.auth.backends.ModelBackend")
    Unanswered.objects.create(text="灶王爷给不给补", day=timezone.now().astimezone(SHANGHAI).date(), count=3)
    size = {"width": width, "height": 900}
    # On a phone the shell's own menu lies over the page until its script has run.
    page = sit_down(client, java_script_enabled=False)
    page.goto(f"{live_server.url}/cms/chat/ask/")
    page.locator("#ask-open ~ ol a", has_text="加一个说法").click()
    page.get_by_text("不敢猜").wait_for()
    page.select_option("#ask-other", "check")
    page.get_by_role("button", name="加上", exact=True).click()
    page.get_by_text("加上了").wait_for()
    assert Alias.objects.filter(phrase="灶王爷给不给补", intent="check").exists()
    # The same pages with a script, because axe is one.
    seen = sit_down(client, viewport=size, color_scheme=scheme)
    for address in ("/cms/chat/ask/", "/cms/"):
        seen.goto(f"{live_server.url}{address}")
        assert not barriers(seen), address
        assert seen.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), address
    page.get_by_role("button", name="撤回这个说法").click()
    page.get_by_text("撤回了").wait_for()
    seen.goto(f"{live_server.url}/cms/chat/ask/")
    assert not barriers(seen)
    assert not Alias.objects.filter(phrase="灶王爷给不给补").exists()


def test_a_neighbour_speaks_up_and_adds_a_name_without_a_barrier(county, live_server, open_context):
    context = open_context(viewport={"width": 360, "height": 800})
    context.add_cookies([{"name": "yimen_text", "value": "large", "url": live_server.url}])
    page = context.new_page()
    page.goto(f"{live_server.url}/chat/")
    page.fill("#text", "邻居家快揭不开锅了")
    page.keyboard.press("Enter")
    page.get_by_text("谢谢您替他说").wait_for()
    press(page, "青石村")
    press(page, "就这些")
    page.get_by_text("会有人去看").wait_for()
    assert not barriers(page)
    page.goto(live_server.url + page.locator("#talk a.button").last.get_attribute("href"))
    assert not barriers(page)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.get_by_role("button", name="补上").click()
    page.get_by_text("姓名和电话都没有写").first.wait_for()
    assert not barriers(page)
    page.fill("[name=name]", "周老汉")
    page.get_by_role("button", name="补上").click()
    page.get_by_role("heading", name="补上了").wait_for()
    assert not barriers(page)
    lead = Lead.objects.get()
    assert (lead.name, lead.seen, lead.by) == ("周老汉", "邻居家快揭不开锅了", None)
