"""Every obligation of the five documents is met by something that a test proves, or is said to be open."""

import re

import pytest
from django.conf import settings

from policies.actions.pack_files import places, read_pack
from yimen.lawbook.citations import citations
from yimen.lawbook.obligations import obligations, obligations_page
from yimen.lawbook.provisions import refs

OWN = re.compile(r"(YC|HX|QY|YI|SY)-")
READS_PACKS_ONLY = "law/"


@pytest.fixture(scope="module")
def cited():
    return citations(settings.BASE_DIR / "tests")


def test_the_list_is_whole():
    """Two hundred and thirty-seven duties, each with its clause, its bearer and what is to be done."""
    listed = obligations()
    counted = {
        place: sum(one.id.startswith(place) for one in listed) for place in ("YC", "HX", "QY", "YI", "SY")
    }
    assert counted == {"YC": 38, "HX": 37, "QY": 48, "YI": 37, "SY": 77}
    assert all(one.clause and one.who and one.duty for one in listed)


def test_what_is_done_is_cited_by_a_test(cited):
    """Cite the id in the docstring of the test that proves it, or say `later = true`."""
    assert [one.id for one in obligations() if not one.later and one.id not in cited] == []


def test_what_is_open_is_not_proved_by_anybody(cited):
    """Whoever does what was open takes `later` away. A test that only reads the pack does not do it."""
    done = {
        one.id: [place.path for place in cited[one.id] if not place.path.startswith(READS_PACKS_ONLY)]
        for one in obligations()
        if one.later and one.id in cited
    }
    assert {ref: where for ref, where in done.items() if where} == {}


def test_an_id_that_is_cited_is_on_the_list(cited):
    """A slip of the pen proves nothing."""
    known = {one.id for one in obligations()}
    assert sorted(ref for ref in cited if OWN.match(ref) and ref not in known) == []


@pytest.mark.parametrize("place", places())
def test_an_id_that_a_pack_stands_on_is_on_the_list(place):
    known = {one.id for one in obligations()}
    assert {ref for ref in refs(read_pack(place)) if OWN.match(ref)} - known == set()


def test_the_page_says_which_are_open():
    page = obligations_page(settings.BASE_DIR / "tests")
    rows = {
        line.split(" | ")[0].removeprefix("| "): line for line in page.splitlines() if OWN.search(line[:6])
    }
    assert len(rows) == len(obligations())
    assert all(("还没有做 |" in rows[one.id]) == one.later for one in obligations())
