"""A stranger never gets a 500, whatever he sends to whichever door."""

import pytest
from django.urls import get_resolver

from front import urls
from tests.front.household import Resident

pytestmark = pytest.mark.django_db

DIGITS = "9" * 40
HOSTILE = (
    "", " ", "\x00", "a\x00b", "\x1b[31m", "\r\nSet-Cookie: a=b", "\u202e", "\ufeff", "\u200b", "\ud83d\ude00",
    "\U0001f9d3\u200d\U0001f33e", "\uff11\uff12\uff13", "\u00b2", "\u0661\u0662", "½", "Ⅷ", "①", "零", "〇〇〇",
    "-1", "0", "1e309", "NaN", "Infinity", "-Infinity", "0x10", "1_000", "1,000", "9" * 400, DIGITS, f"-{DIGITS}",
    "9223372036854775808", "18446744073709551616", "null", "None", "undefined", "true", "[]", "{}", "[object Object]",
    "' OR 1=1 --", '"; DROP TABLE casework_case; --', "%", "_", "%00", "%ff", "%c0%ae", "../../etc/passwd",
    "..%2f..%2f", "/", "//", "\\", "C:\\", "file:///etc/passwd", "<script>alert(1)</script>", "{{ 7*7 }}",
    "{% load x %}", "${7*7}", "`id`", "$(id)", "|cat", "&&", ";", "A" * 70_000, "。" * 5_000, "a" * 255, "m1", "new",
    "770101195803070014", "77010119550818019X", "unknown", "none", "\ud800", "\udcff", "é", "e\u0301", "ﷺ", "\u0000\u0000",
    "00000000-0000-0000-0000-000000000000", "id_copy-m1", "id_copy-", "-", "--", ".", "..", "a.b", "a/b", "?x=1", "#",
)  # fmt: skip
PLAIN = [pattern for pattern in urls.urlpatterns if "<" not in str(pattern.pattern)]
WITH_WORD = [pattern for pattern in urls.urlpatterns if "<" in str(pattern.pattern)]
FIELDS = (
    "size", "language", "next", "asked", "back", "a.urgent", "a.village", "a.members", "a.situation", "urgent", "village",
    "members", "monthly_income_band", "situation", "name", "id_number", "relation", "phone", "disability", "registered",
    "difficulty", "income", "spending", "photo", "why", "account", "sure", "no_account", "agree", "strokes", "code",
    "second", "topic", "words", "unit", "contact", "who", "address",
)  # fmt: skip


@pytest.fixture
def insider(resident, village):
    """Somebody half way through an application, so that the inner pages are reached too."""
    resident.raise_request_exception = False
    resident.begin()
    resident.tell_household()
    resident.answer_questions(village)
    return resident


def test_the_corpus_is_large_enough():
    assert len(set(HOSTILE)) >= 60
    assert len(PLAIN) + len(WITH_WORD) == len(urls.urlpatterns) >= 35


def test_any_query_and_any_form_is_answered(insider):
    for pattern in PLAIN:
        address = f"/{pattern.pattern}"
        for text in HOSTILE:
            typed = clean(dict.fromkeys(FIELDS, text))
            asked = insider.get(address, clean({"from": text, "q": text[:2000]}))
            sent = insider.post(address, typed)
            assert max(asked.status_code, sent.status_code) < 500, (address, text[:40])
        if address == "/apply/discard/":
            insider.begin()


def test_any_word_in_an_address_is_answered(insider):
    words = [text for text in HOSTILE if text not in (".", "..", "") and len(text) < 5_000]
    for pattern in WITH_WORD:
        for text in words:
            parts = str(pattern.pattern).split("/")
            address = "/" + "/".join(encoded(text) if part.startswith("<") else part for part in parts)
            asked = insider.get(address)
            sent = insider.post(address, clean({"why": text, "difficulty": text}))
            assert max(asked.status_code, sent.status_code) < 500, (address, text[:40])


def clean(typed):
    """What a form encoder can send at all: lone surrogates become question marks, as in a browser."""
    return {key: text.encode("utf-8", "replace").decode() for key, text in typed.items()}


def encoded(text):
    from urllib.parse import quote

    return quote(text.encode("utf-8", "surrogatepass"), safe="")


def test_raw_bytes_that_are_no_text_are_answered(insider):
    for address in ("/apply/household/new/", "/track/", "/complain/", "/check/"):
        for body in (b"\xff\xfe", b"name=%ff%fe&id_number=%c3%28", b"=" * 3000, b"a=1&" * 2000):
            response = insider.generic(
                "POST", address, body, content_type="application/x-www-form-urlencoded"
            )
            assert response.status_code < 500
        broken = insider.generic("POST", address, b"--x\r\n", content_type="multipart/form-data; boundary=x")
        assert broken.status_code < 500


def test_a_broken_or_foreign_cookie_is_no_fault_of_the_reader(village):
    for cookie in ("\x00", "x" * 4000, "../../", '"', "é"):
        stranger = Resident(raise_request_exception=False)
        for name in ("yimen_session", "yimen_text", "django_language", "csrftoken"):
            stranger.cookies[name] = cookie
        assert stranger.get("/apply/").status_code < 500


def test_the_walk_covers_every_address_of_the_front():
    names = {pattern.name for pattern in urls.urlpatterns}

    assert {"home", "check", "apply", "track", "complain", "demo", "sign", "handoff", "disclosure"} <= names
    assert get_resolver().reverse_dict.getlist("home")
