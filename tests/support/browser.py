"""A real Chromium for tests marked `browser`: found, started once, never allowed off the machine."""

import os
import shutil
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.test import Client

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
LOOPBACK = {"localhost", "127.0.0.1", "[::1]", "::1"}
MISSING = (
    "没有 Chromium,浏览器测试没有跑:请安装 chromium 或设 YIMEN_CHROMIUM。 No Chromium: browser test NOT run."
)


def executable() -> str | None:
    """Path of a Chromium on this machine."""
    override = os.environ.get("YIMEN_CHROMIUM")
    return override or next(filter(None, map(shutil.which, NAMES)), None)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """The running browser; a missing one is a skip that says so, and a failure in CI."""
    found = executable()
    if found is None:
        if os.environ.get("CI") == "true":
            pytest.fail(MISSING)
        pytest.skip(MISSING)
    from playwright.sync_api import sync_playwright

    with pytest.MonkeyPatch.context() as patch:
        # Playwright's loop runs in the thread of the test; the ORM there is as synchronous as ever.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=found)
            yield browser
            browser.close()


def _only_loopback(route: Any) -> None:
    """Let a request through when it stays on this machine."""
    if urlsplit(route.request.url).hostname in LOOPBACK or route.request.url.startswith(("data:", "blob:")):
        route.continue_()
    else:
        route.abort()


@pytest.fixture
def open_context(chromium: Any) -> Iterator[Any]:
    """A function that opens a fresh browser context: open_context(java_script_enabled=False, …)."""
    contexts = []

    def open_one(**options: Any) -> Any:
        context = chromium.new_context(
            **{
                "locale": "zh-CN",
                "timezone_id": "Asia/Shanghai",
                "viewport": {"width": 1280, "height": 900},
                # What slides in is not looked at half-way.
                "reduced_motion": "reduce",
                **options,
            }
        )
        context.route("**/*", _only_loopback)
        context.set_default_timeout(10_000)
        contexts.append(context)
        return context

    yield open_one
    for context in contexts:
        context.close()


@pytest.fixture
def page(open_context: Any) -> Any:
    """One page; `page.complaints` collects script errors and everything the content policy refused."""
    return _listening(open_context().new_page())


def _listening(page: Any) -> Any:
    """Let a page collect what goes wrong in it."""
    page.complaints = []
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.on(
        "console",
        lambda message: page.complaints.append(message.text) if message.type == "error" else None,
    )
    return page


def take_seat(context: Any, client: Client, address: str) -> None:
    """Give a browser the session of a client who is signed in already."""
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": address}])


@pytest.fixture
def sit_down(live_server: Any, open_context: Any) -> Any:
    """A function that puts a client who is signed in already before a window of his own: sit_down(client, **options)."""

    def sit(client: Client, **options: Any) -> Any:
        context = open_context(**options)
        take_seat(context, client, live_server.url)
        return _listening(context.new_page())

    return sit


@pytest.fixture
def enter(live_server: Any, open_context: Any) -> Any:
    """A function that signs somebody of the staff in, in a browser of his own: enter("wen", password, **options)."""

    def sign_in(name: str, password: str, **options: Any) -> Any:
        page = open_context(**{"viewport": {"width": 1500, "height": 1000}, **options}).new_page()
        page.set_default_timeout(40_000)
        page.goto(f"{live_server.url}/cms/login/")
        page.fill("input[name=username]", name)
        page.fill("input[name=password]", password)
        page.press("input[name=password]", "Enter")
        page.wait_for_url(lambda address: "login" not in address)
        return page

    return sign_in
