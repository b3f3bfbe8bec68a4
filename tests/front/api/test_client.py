"""A mini-program as the head: it knows the document and nothing else of the house."""

import pytest
from django.test import Client

from tests.front.api.client import APIProblem, GeneratedClient


@pytest.fixture
def head(county_at_noon):
    browser = Client(raise_request_exception=False)

    def fetch(address, headers):
        answer = browser.get(address, headers=headers)
        return answer.status_code, dict(answer.headers), answer.content

    return GeneratedClient(browser.get("/api/openapi.json").json(), fetch)


def test_it_leads_from_the_entrance_to_the_papers_of_a_programme(head):
    entrance = head.getEntry()
    assert entrance["demo"] and entrance["contact"]["phone"] == "0000-1234567"
    assert {each["name"] for each in entrance["resources"]} >= {"policies", "programmes", "postings"}

    [policy] = head.every("listPolicies")
    place, code = policy["programmes"][0].split("/")
    programme = head.getProgramme(place=place, code=code)
    listed = programme["rules"]["materials"]
    assert next(line["code"] for line in listed if line["group"] == "applicant") == "id_copy"
    one = head.getMaterial(place=place, programme=code, code="id_copy")
    assert one["clause"] == listed[0]["clause"] and one["version"] == programme["version"]


def test_it_is_the_screen_of_a_village(head):
    villages = {unit["code"]: unit["name"] for unit in head.every("listOffices", level="village", limit=2)}
    rosters = list(head.every("listRosters", limit=3))
    assert len({roster["id"] for roster in rosters}) == len(rosters) == head.listRosters()["count"] > 3
    for roster in rosters:
        assert roster["unit"] in villages
        lines = list(head.every("listRosterRows", id=roster["id"], limit=1))
        assert len(lines) == roster["row_count"]
        assert [line["serial"] for line in lines] == list(range(1, len(lines) + 1))
        assert {line["village"] for line in lines} <= {villages[roster["unit"]]}


def test_what_it_has_it_does_not_fetch_again(head):
    first = head.listPostings()
    assert head.listPostings() is first and head.spared == 1


def test_it_hears_why_it_was_refused(head):
    with pytest.raises(APIProblem) as refused:
        head.listOffices(limit=101)
    assert (refused.value.code, refused.value.parameters) == ("bad-parameter", ["limit"])
    with pytest.raises(APIProblem) as missing:
        head.getPosting(id=999_999)
    assert missing.value.code == "not-found"
    with pytest.raises(TypeError):
        head.listPostings(name="李")
