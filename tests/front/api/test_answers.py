"""What every answer has: a tag, a time to live, permission for other sites, and nothing of the reader in it."""

import pytest
from django.contrib.auth import get_user_model
from django.db import OperationalError

from front.api.addresses import RESOURCES
from policies.models import Unit

pytestmark = pytest.mark.django_db
ADDRESSES = (
    "/api/",
    "/api/openapi.json",
    *(url for _, _, url in RESOURCES),
    "/api/programmes/shangyu/dibao/",
)


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_unchanged_answer_is_not_sent_twice(village, reader, address):
    first = reader.get(address)
    again = reader.get(address, headers={"If-None-Match": first["ETag"]})
    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")
    assert again["ETag"] == first["ETag"] and again["Access-Control-Allow-Origin"] == "*"
    assert again["Cache-Control"] == first["Cache-Control"]
    assert reader.get(address, headers={"If-None-Match": '"other"'}).status_code == 200
    assert reader.get(address, headers={"If-None-Match": f'"other", W/{first["ETag"]}'}).status_code == 304


def test_the_tag_changes_with_the_content(village, reader):
    before = reader.get("/api/offices/")["ETag"]
    Unit.objects.filter(code=village).update(phone="0000-7654321")
    assert reader.get("/api/offices/", headers={"If-None-Match": before}).status_code == 200


def test_the_answer_to_head_is_that_to_get_without_the_body(village, reader):
    whole, head = reader.get("/api/offices/"), reader.head("/api/offices/")
    assert (head.status_code, head.content, head["ETag"]) == (200, b"", whole["ETag"])
    assert head["Content-Length"] == str(len(whole.content))


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "trace"])
@pytest.mark.parametrize("address", ["/api/", "/api/offices/", "/api/openapi.json", "/api/nowhere/"])
def test_nothing_can_be_written(reader, method, address):
    answer = getattr(reader, method)(address)
    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD, OPTIONS")
    assert answer.json()["code"] == "method-not-allowed"


def test_other_sites_may_read(village, reader):
    asked = reader.options("/api/offices/", headers={"Origin": "https://town.example"})
    assert (asked.status_code, asked["Access-Control-Allow-Origin"]) == (204, "*")
    assert "If-None-Match" in asked["Access-Control-Allow-Headers"]
    for address in ("/api/offices/", "/api/offices/?limit=0", "/api/nowhere/"):
        answer = reader.get(address, headers={"Origin": "https://town.example"})
        assert answer["Access-Control-Allow-Origin"] == "*"
        assert "Access-Control-Allow-Credentials" not in answer.headers


@pytest.mark.parametrize("address", [*ADDRESSES, "/api/nowhere/"])
def test_it_knows_nobody(village, reader, address):
    nobody = reader.get(address)
    officer = get_user_model().objects.create_user("liu", password="x")
    reader.force_login(officer)
    session = reader.session
    session["staff_seen_at"] = 0  # long idle: any page of the site would touch or close this session
    session.save()
    known = reader.get(address, headers={"Accept-Language": "en", "Authorization": "Bearer x"})
    assert (known.content, known.get("ETag")) == (nobody.content, nobody.get("ETag"))
    assert not known.cookies and "Vary" not in known.headers
    assert known["Content-Language"] == "zh-Hans"
    assert reader.session["staff_seen_at"] == 0 and reader.session["_auth_user_id"] == str(officer.pk)


def test_a_copy_lives_five_minutes_and_never_past_midnight(village, reader, clock):
    for now, seconds in (("12:00", 300), ("23:55:00", 300), ("23:59:00", 60)):
        clock(f"2026-07-21 {now}")
        assert reader.get("/api/offices/")["Cache-Control"] == f"public, max-age={seconds}"
        assert reader.read("/api/offices/")["as_of"] == "2026-07-21"
    clock("2026-07-22 00:00")
    assert reader.read("/api/offices/")["as_of"] == "2026-07-22"


def test_a_refusal_is_never_kept(reader):
    assert reader.get("/api/nowhere/")["Cache-Control"] == "no-store"


def test_an_address_that_is_none_is_a_problem_and_no_page(reader):
    for address in ("/api/nowhere/", "/api/offices", "/api/openapi.json/", "/api//", "/api/policies/x/"):
        assert reader.refused(address, 404) == "not-found"


def test_a_busy_database_asks_for_patience(reader, monkeypatch):
    def busy(*_):
        raise OperationalError("database is locked")

    monkeypatch.setattr("front.api.routers.offices.Unit.objects.select_related", busy)
    answer = reader.get("/api/offices/")
    assert (answer.status_code, answer["Retry-After"], answer.json()["code"]) == (503, "5", "unavailable")


def test_what_breaks_says_so_and_nothing_else(reader, monkeypatch, caplog):
    def broken(*_):
        raise RuntimeError("secret detail")

    monkeypatch.setattr("front.api.routers.offices.Unit.objects.select_related", broken)
    answer = reader.get("/api/offices/")
    assert (answer.status_code, answer.json()["code"]) == (500, "internal-error")
    assert "secret" not in answer.content.decode() and "the API broke" in caplog.text


def test_a_host_that_is_not_ours_is_told_in_the_same_shape(reader):
    answer = reader.get("/api/offices/", headers={"Host": "evil.example"})
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")


def test_demo_data_says_so_in_every_body(village, reader, settings):
    for demo in (True, False):
        settings.YIMEN_DEMO = demo
        assert reader.read("/api/offices/")["demo"] is demo


def test_nothing_of_wagtails_own_interfaces_is_mounted(reader):
    for address in ("/api/v2/pages/", "/api/v3/pages/", "/api/v3/openapi.json", "/api/docs", "/api/docs/"):
        assert reader.refused(address, 404) == "not-found"
