"""`docs/api.md` says what is so: its examples answer, and it names every list and every problem."""

import json
import re

import pytest
from django.conf import settings

from front.api.addresses import RESOURCES
from front.api.problems import PROBLEMS, problem

TEXT = (settings.BASE_DIR / "docs" / "api.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^GET (\S+)", TEXT, re.MULTILINE)


@pytest.mark.django_db
@pytest.mark.parametrize("address", EXAMPLES)
def test_an_example_answers(village, reader, address):
    assert reader.get(address).status_code == 200


def test_there_are_examples():
    assert len(EXAMPLES) >= 7


def test_it_names_every_list_and_every_problem():
    assert [url for _, _, url in RESOURCES if f"`{url}`" not in TEXT] == []
    assert [
        code
        for code, (status, _, _) in PROBLEMS.items()
        if f"`{code}`" not in TEXT or str(status) not in TEXT
    ] == []


def test_the_printed_bodies_have_the_real_fields(client, db):
    listing, refusal = (json.loads(body) for body in re.findall(r"```json\n(.+)\n```", TEXT))
    assert list(listing) == list(client.get("/api/offices/").json())
    assert refusal == json.loads(problem("bad-parameter", ["limit"]).content)
