"""What no honest browser sends is answered 400, before a search engine or a page tree sees it."""

import pytest
from django.test import RequestFactory

from yimen.middleware.hostile_input import HostileInputMiddleware, refuses


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("/search/", "query=%00"),
        ("/search/", "%00=1"),
        ("/search/", "query=a%00b"),
        ("/", "offset=99999999999999999999"),
        ("/", "offset=-99999999999999999999"),
        ("/", "limit=" + "9" * 5000),
        ("/", "page=9223372036854775808"),
        ("/a\x00b/", ""),
        ("/track/99999999999999999999/", ""),
        ("/", "&".join(f"a{n}=1" for n in range(1001))),
    ],
)
def test_the_hostile_corpus_is_refused(path, query):
    assert refuses(path, query)


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("/", ""),
        ("/policy/", "q=低保"),
        ("/policy/", "q=%E4%BD%8E%E4%BF%9D&page=2"),
        ("/", "page=9223372036854775807"),
        ("/track/7K3M-9Q2X-4ZTA/", "code=000000000000000000000000001x"),
        ("/", "price=12.50&empty="),
    ],
)
def test_honest_requests_pass(path, query):
    assert not refuses(path, query)


def test_the_answer_is_a_sentence_and_the_view_is_not_called():
    middleware = HostileInputMiddleware(lambda request: pytest.fail("the view was called"))

    answer = middleware(RequestFactory().get("/", {"q": "\x00"}))

    assert answer.status_code == 400
    assert "请检查网址" in answer.content.decode()


def test_it_stands_before_everything_else(settings):
    # Only the door of /api/ stands before it, which asks the same question and answers as a problem.
    door, hostile = settings.MIDDLEWARE[:2]
    assert door.endswith("OpenDataMiddleware")
    assert hostile.endswith("HostileInputMiddleware")
