"""What may be asked: pages with bounds, filters that filter, and nothing hostile gets an answer worth having."""

import logging
from urllib.parse import quote

import pytest

from policies.models import Unit
from tests.front.household import ACCOUNT, LI
from tests.front.test_strangers import HOSTILE

pytestmark = pytest.mark.django_db
LISTS = ("policies", "programmes", "materials", "offices", "postings", "rosters")
FILTERS = ("place", "q", "on", "level", "parent", "unit", "programme", "group", "limit", "offset")


@pytest.mark.parametrize("limit", [1, 3, 7, 100])
def test_the_pages_make_the_whole_list_once(village, reader, limit):
    codes, address = [], f"/api/offices/?limit={limit}"
    while address:
        page = reader.read(address)
        assert len(page["items"]) <= page["limit"] == limit
        assert bool(page["previous"]) is (page["offset"] > 0)
        codes += [item["code"] for item in page["items"]]
        address = page["next"]
    assert codes == list(Unit.objects.order_by("code").values_list("code", flat=True))
    assert len(codes) == page["count"] > 7


def test_the_links_keep_what_was_asked(village, reader):
    page = reader.read("/api/offices/", level="township", limit=2, offset=2, q="街道")
    assert page["next"].startswith("/api/offices/?") and "level=township" in page["next"]
    assert [item["level"] for item in reader.read(page["next"])["items"]] == ["township"] * 2
    assert reader.read(page["previous"])["offset"] == 0


@pytest.mark.parametrize("kind", LISTS)
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("limit", "0"), ("limit", "101"), ("limit", "-1"), ("limit", "x"), ("limit", ""), ("limit", "1.5"),
        ("limit", "999999999999999"), ("offset", "-1"), ("offset", "100001"), ("offset", "1e3"), ("place", "a b"),
        ("place", "x" * 41),
    ],
)  # fmt: skip
def test_what_is_out_of_bounds_is_refused_by_name(reader, kind, name, value):
    answer = reader.get(f"/api/{kind}/", {name: value})
    assert answer.status_code == 400
    assert (answer.json()["code"], answer.json()["parameters"]) == ("bad-parameter", [name])
    assert "x" * 41 not in answer.content.decode()


@pytest.mark.parametrize(
    "value", ["2026-13-01", "2026-1-1", "0", "1577836800", "today", "", "2026-02-30", "20260101"]
)
def test_a_day_is_written_one_way(reader, value):
    assert reader.refused("/api/programmes/", 400, on=value) == "bad-parameter"


def test_a_page_beyond_the_end_is_empty(village, reader):
    page = reader.read("/api/offices/", offset=100_000)
    assert (page["items"], page["next"]) == ([], "")


def test_offices_are_found_by_place_level_parent_and_words(village, reader):
    def codes(**asked):
        return [item["code"] for item in reader.read("/api/offices/", limit=100, **asked)["items"]]

    assert codes(q="青石") == codes(level="village") == codes(parent=village[:-3]) == [village]
    assert codes(place="nowhere") == []
    assert len(codes(place="shangyu")) == Unit.objects.count()
    office = reader.read(f"/api/offices/{village}/")
    assert (office["name"], office["parent"], office["level"]) == ("青石村", village[:-3], "village")
    assert reader.refused("/api/offices/000000/", 404) == "not-found"


def test_a_village_says_whether_its_own_township_decides(village, reader):
    Unit.objects.filter(code=village[:-3]).update(covered=False)
    assert reader.read(f"/api/offices/{village}/")["covered"] is False


PRIVATE = (
    LI["id_number"],
    LI["phone"],
    ACCOUNT,
    " ".join(LI["id_number"]),
    "-".join(LI["id_number"]),
    LI["id_number"].translate({ord(digit): chr(ord(digit) + 0xFEE0) for digit in "0123456789"}),
    f"姓名 {LI['id_number']}",
)


@pytest.mark.parametrize("term", PRIVATE)
@pytest.mark.parametrize(
    "address", [*(f"/api/{kind}/?q=" for kind in LISTS), "/api/?x=", "/api/offices/", "/api/nowhere/"]
)
def test_a_private_number_is_refused_and_nobody_writes_it_down(reader, caplog, address, term):
    """T4: no oracle for who is in the files, and no number in anybody's log."""
    with caplog.at_level(logging.DEBUG):
        answer = reader.get(address + quote(term))
    assert (answer.status_code, answer.json()["code"]) == (400, "private-number")
    assert term not in answer.content.decode() + caplog.text
    assert LI["id_number"] not in caplog.text and quote(term) not in caplog.text


def test_an_ordinary_search_is_no_private_number(village, reader):
    for term in ("崧厦", "330604001", "0575-82110001", "2026", "12345"):
        assert reader.get("/api/offices/", {"q": term}).status_code == 200


def test_there_is_no_search_by_name_in_what_is_published(reader):
    document = reader.read("/api/openapi.json")
    for path in ("/api/postings/", "/api/rosters/", "/api/rosters/{id}/rows/"):
        names = {each["name"] for each in document["paths"][path]["get"]["parameters"]}
        assert not names & {"q", "name", "search"}


def test_any_word_anywhere_is_answered(village, reader):
    for text in HOSTILE:
        typed = text.encode("utf-8", "replace").decode()
        in_path = quote(text[:3000].encode("utf-8", "surrogatepass"), safe="")
        for kind in LISTS:
            for address, asked in (
                (f"/api/{kind}/", dict.fromkeys(FILTERS, typed[:3000])),
                (f"/api/{kind}/", {"q": typed[:3000]}),
                (f"/api/{kind}/{in_path}/", {}),
                (f"/api/{kind}/{in_path}/{in_path}/", {}),
            ):
                answer = reader.get(address, asked)
                assert answer.status_code in (200, 400, 404), (address, text[:40], answer.status_code)
                assert answer["Content-Type"].startswith(("application/json", "application/problem+json"))


@pytest.mark.parametrize(
    "query",
    [
        "q=%00",
        "limit=" + "9" * 40,
        "q=%ff%fe",
        "&" * 2000,
        "q=a&" * 1100,
        "offset=9223372036854775808",
        "q=%ED%A0%80",
    ],
)
def test_raw_rubbish_is_a_problem_or_an_answer(reader, query):
    answer = reader.get(f"/api/offices/?{query}")
    assert answer.status_code in (200, 400)
    assert answer["Content-Type"].startswith(("application/json", "application/problem+json"))
