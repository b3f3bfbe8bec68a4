"""What the shelf answers: no SQL, no path out of it, compressed and unchanged pages for what they are."""

import contextlib
import gzip
from datetime import date

import pytest
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.test.utils import CaptureQueriesContext

from front import text_size
from notices import looks, shelf
from notices.baked import BakedSite, in_front_of, security_headers
from notices.shelf import Page
from tests.notices.scene import Browser, files, moment, nowhere

SINCE = moment("2025-09-26 10:00")
NOW = moment("2025-09-27 10:00").timestamp()
LAST = date(2025, 10, 3)


def site(root, now=NOW, **kwargs) -> Browser:
    return Browser(BakedSite(nowhere, root, clock=lambda: now, **kwargs))


def put(root, address="/public/12/", body=b"<p>one</p>", last_day=LAST, **kwargs) -> None:
    shelf.put(root, address, [Page(body, last_day=last_day, **kwargs)], since=SINCE)


class TestAnswers:
    def test_plain_and_compressed_say_the_same(self, tmp_path):
        body = b"<p>" + "李小田".encode() * 300 + b"</p>"
        put(tmp_path, body=body)
        plain, small = (
            site(tmp_path).get("/public/12/"),
            site(tmp_path).get("/public/12/", accept_encoding="br, gzip"),
        )
        assert plain.body == gzip.decompress(small.body) == body
        assert small.headers["Content-Encoding"] == "gzip"
        assert "Content-Encoding" not in plain.headers
        assert int(small.headers["Content-Length"]) == len(small.body) < len(plain.body)
        assert plain.headers["ETag"] != small.headers["ETag"]

    def test_gzip_refused_is_not_sent(self, tmp_path):
        put(tmp_path)
        assert (
            "Content-Encoding"
            not in site(tmp_path).get("/public/12/", accept_encoding="gzip;q=0, br").headers
        )

    def test_an_unchanged_page_is_not_sent_again(self, tmp_path):
        put(tmp_path)
        browser = site(tmp_path)
        tag = browser.get("/public/12/").headers["ETag"]
        for said in (tag, f"W/{tag}", f'"other", {tag}', "*"):
            again = browser.get("/public/12/", if_none_match=said)
            assert (again.code, again.body) == (304, b"")
        assert browser.get("/public/12/", if_none_match='"other"').code == 200

    def test_a_head_has_no_body(self, tmp_path):
        put(tmp_path)
        answer = site(tmp_path).get("/public/12/", method="HEAD")
        assert (answer.code, answer.body, answer.headers["Content-Length"]) == (200, b"", "10")

    def test_no_copy_outlives_the_last_day(self, tmp_path):
        put(tmp_path)
        near = moment("2025-10-03 23:59").timestamp() + 18
        assert site(tmp_path, near).get("/public/12/").headers["Cache-Control"] == "public, max-age=42"
        assert site(tmp_path).get("/public/12/").headers["Cache-Control"] == "public, max-age=300"

    def test_search_engines_keep_nothing(self, tmp_path):
        put(tmp_path)
        for now in (NOW, moment("2025-10-04 00:00").timestamp()):
            assert site(tmp_path, now).get("/public/12/").headers["X-Robots-Tag"] == "noindex, noarchive"

    def test_over_is_410_with_a_way_on_even_without_a_page_for_it(self, tmp_path):
        put(tmp_path)
        answer = site(tmp_path, moment("2025-10-04 00:00").timestamp()).get("/public/12/")
        assert answer.code == 410
        assert "href='/public/'" in answer.text
        assert "href='/complain/'" in answer.text

    def test_a_tag_from_before_does_not_bring_it_back(self, tmp_path):
        put(tmp_path)
        tag = site(tmp_path).get("/public/12/").headers["ETag"]
        assert (
            site(tmp_path, moment("2025-10-04 00:00").timestamp()).get("/public/12/", if_none_match=tag).code
            == 410
        )

    def test_lists_follow_one_another_by_their_days(self, tmp_path):
        pages = [Page(b"after"), Page(b"first", last_day=LAST), Page(b"second", last_day=date(2025, 10, 8))]
        shelf.put(tmp_path, "/public/", pages, since=SINCE)
        said = [
            site(tmp_path, moment(at).timestamp()).get("/public/").body
            for at in ("2025-10-03 23:59", "2025-10-04 00:00", "2025-10-08 23:59", "2025-10-09 00:00")
        ]
        assert said == [b"first", b"second", b"second", b"after"]

    def test_a_new_page_is_seen_at_once_and_the_old_files_go(self, tmp_path):
        put(tmp_path)
        browser = site(tmp_path)
        assert browser.get("/public/12/").body == b"<p>one</p>"
        put(tmp_path, body=b"<p>two</p>")
        assert browser.get("/public/12/").body == b"<p>two</p>"
        assert len(files(tmp_path)) == 3
        shelf.take_down(tmp_path, "/public/12/")
        assert browser.get("/public/12/").code == 410
        assert len(files(tmp_path)) == 1

    def test_taking_down_what_never_hung(self, tmp_path):
        assert not shelf.take_down(tmp_path, "/public/77/")
        assert site(tmp_path).get("/public/77/").code == 404

    def test_the_page_for_what_is_over(self, tmp_path):
        put(tmp_path)
        shelf.put(tmp_path, "/public/over/", [Page(b"over", look=looks.PLAIN)], since=SINCE)
        answer = site(tmp_path, moment("2025-10-04 00:00").timestamp()).get("/public/12/")
        assert (answer.code, answer.body) == (410, b"over")


class TestLooks:
    def test_cookies_choose_size_and_language(self, tmp_path):
        shelf.put(
            tmp_path, "/public/12/", [Page(look.encode(), look=look) for look in looks.ALL], since=SINCE
        )
        browser = site(tmp_path)
        assert browser.get("/public/12/").body == b"normal.zh-hans"
        for look in looks.ALL:
            assert browser.get("/public/12/", cookie=f"a=b; {looks.cookies(look)}").text == look
        odd = f"{looks.SIZE_COOKIE}=huge; {looks.LANGUAGE_COOKIE}=fr"
        assert browser.get("/public/12/", cookie=odd).body == b"normal.zh-hans"

    def test_without_a_cookie_the_browsers_language_counts(self, tmp_path):
        shelf.put(
            tmp_path, "/public/12/", [Page(look.encode(), look=look) for look in looks.ALL], since=SINCE
        )
        asked = {"en-GB,en;q=0.9": "en", "zh-CN,zh;q=0.9,en;q=0.8": "zh-hans", "fr": "zh-hans", "": "zh-hans"}
        for header, language in asked.items():
            answer = site(tmp_path).get("/public/12/", accept_language=header)
            assert answer.text == f"normal.{language}"
            assert "Accept-Language" in answer.headers["Vary"]
        both = site(tmp_path).get("/public/12/", accept_language="en", cookie=looks.cookies("large.zh-hans"))
        assert both.text == "large.zh-hans"

    def test_the_cookies_are_those_of_the_site(self, settings):
        assert (looks.SIZE_COOKIE, looks.SIZES) == (text_size.COOKIE, text_size.SIZES)
        assert looks.LANGUAGE_COOKIE == settings.LANGUAGE_COOKIE_NAME
        assert list(looks.LANGUAGES) == [code for code, _name in settings.LANGUAGES]


class TestDefence:
    @pytest.mark.parametrize(
        "path",
        [
            "/public/../secret/",
            "/public/..%2f..%2fsecret/",
            "/public//etc/passwd",
            "/public/12/../../secret.txt",
            "/public/12/manifest.json",
            "/public/12/manifest.json/",
            "/public/.lock",
            "/public/\x00/",
            "/public/一/",
            "/public/12",
            "/public/" + "a/" * 9,
            "/public/" + "a" * 300 + "/",
        ],
    )
    def test_nothing_outside_the_shelf_is_answered(self, tmp_path, path):
        root = tmp_path / "baked"
        put(root)
        (tmp_path / "secret.txt").write_text("secret")
        assert site(root).get(path).body == b"django"

    def test_only_addresses_of_the_shelf_can_be_put_there(self, tmp_path):
        for address in ("/public/../x/", "/x/", "/public/X/", "/public/.hidden/"):
            with pytest.raises(shelf.AddressRefused):
                shelf.put(tmp_path, address, [], since=SINCE)

    def test_a_post_goes_to_the_house(self, tmp_path):
        put(tmp_path)
        assert site(tmp_path).get("/public/12/", method="POST").body == b"django"

    def test_other_addresses_go_to_the_house(self, tmp_path):
        assert site(tmp_path).get("/policy/").body == b"django"

    def test_the_headers_are_those_django_sends(self, client, db, settings):
        theirs = client.get("/help/").headers
        for name, value in security_headers():
            assert theirs[name] == value

    def test_memory_is_bounded(self, tmp_path, monkeypatch):
        monkeypatch.setattr("notices.baked.KEPT_BYTES", 40)
        browser = site(tmp_path)
        for number in range(10):
            put(tmp_path, f"/public/{number}/")
            assert browser.get(f"/public/{number}/").code == 200
        assert len(browser.app._kept) <= 2


@pytest.mark.django_db
def test_a_baked_page_costs_no_sql(shelf_root):
    put(shelf_root, body=b"<p>roster</p>", last_day=None)
    browser = Browser(in_front_of(get_wsgi_application()))
    with CaptureQueriesContext(
        connection,
    ) as queries:
        answers = [browser.get("/public/12/", accept_encoding="gzip") for _ in range(3)]
    assert [answer.code for answer in answers] == [200, 200, 200]
    assert len(queries) == 0


class TestCrash:
    """kill -9 between any two steps of a put leaves the old page or the new one, whole."""

    @pytest.mark.parametrize("step", range(6))
    def test_killed_at_any_step(self, tmp_path, monkeypatch, step):
        put(tmp_path)
        taken = 0

        class Killed(BaseException):
            pass

        def die_at(function):
            def inner(*args, **kwargs):
                nonlocal taken
                taken += 1
                if taken > step:
                    raise Killed
                return function(*args, **kwargs)

            return inner

        for name in ("_write", "_sync_folder", "_sweep"):
            monkeypatch.setattr(shelf, name, die_at(getattr(shelf, name)))
        with contextlib.suppress(Killed):
            put(tmp_path, body=b"<p>two</p>")
        answer = site(tmp_path).get("/public/12/", accept_encoding="gzip")
        assert answer.code == 200
        assert gzip.decompress(answer.body) in (b"<p>one</p>", b"<p>two</p>")
