"""Every answer about a county with people in it: allowed fields only, no private number, as many queries as ever."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from jsonschema import Draft202012Validator

from casework.models import Person
from notices.models import Publication, PublicRow
from notices.queries import office_phones
from policies.models import ProgrammeVersion
from policies.rules.private_numbers import scan
from tests.front.api.document import fields_of, operations
from tests.front.api.test_fields import allowed
from tests.front.api.walk import every_address

pytestmark = pytest.mark.usefixtures("county_at_noon")
# A condition is written in the law's own grammar, not in fields.
FREE = "rules.questions[].condition."
LISTS = (
    ("/api/policies/", 1),
    ("/api/programmes/", 4),
    ("/api/materials/", 30),
    ("/api/offices/", 30),
    ("/api/postings/", 3),
    ("/api/rosters/", 9),
)


def test_real_answers_hold_allowed_fields_only(reader):
    permitted = allowed()
    seen = {name: set() for name in permitted}
    for name, address in every_address(reader):
        found = {path for path in fields_of(reader.read(address)) if not path.startswith(FREE)}
        assert found <= permitted[name], (address, found - permitted[name])
        seen[name] |= found
    assert [name for name, found in seen.items() if not found] == []
    assert "items[].amount_fen" in seen["listRosterRows"]
    assert "rows[].name" in seen["getPosting"]
    assert set(operations(reader.read("/api/openapi.json"))) == set(permitted)


def test_real_answers_have_the_shapes_of_the_document(reader):
    document = reader.read("/api/openapi.json")
    shapes = {
        name: Draft202012Validator({**each.shape, "components": document["components"]})
        for name, each in operations(document).items()
    }
    for name, address in every_address(reader):
        shapes[name].validate(reader.read(address))


def test_no_answer_holds_a_private_number(reader):
    people = list(Person.objects.all())
    numbers = {
        number[-12:]
        for person in people
        for number in (person.sealed("id_number").open(), person.sealed("account").open())
        if number
    }
    phones, fingerprints = office_phones(), set(ProgrammeVersion.objects.values_list("sha256", flat=True))
    assert len(numbers) >= len(people) > 20
    for _, address in every_address(reader):
        text = json.dumps(reader.read(address), ensure_ascii=False)
        for fingerprint in fingerprints:  # a hash may look like a telephone by chance
            text = text.replace(fingerprint, "")
        assert scan(text, allow=phones) == (), address
        assert not any(number in text for number in numbers), address


def test_nobody_is_shown_who_is_not_on_a_public_line(reader):
    public = set(PublicRow.objects.values_list("display_name", flat=True))
    hidden = {name for name in Person.objects.values_list("name", flat=True) if name not in public}
    assert hidden
    for _, address in every_address(reader):
        if "/postings/" in address or "/rosters/" in address:
            text = json.dumps(reader.read(address), ensure_ascii=False)
            assert [name for name in hidden if f'"{name}"' in text] == [], address


@pytest.mark.parametrize(("address", "least"), LISTS)
def test_a_long_list_asks_the_database_no_more_than_a_short_one(reader, address, least):
    whole = reader.read(address, limit=100)  # and the rule books are in memory from here on
    assert whole["count"] >= least
    assert queries_of(reader, address, limit=1) == queries_of(reader, address, limit=100) <= 9


def test_a_roster_with_more_lines_asks_no_more(reader):
    roster = Publication.objects.filter(kind="roster").first()
    address = f"/api/rosters/{roster.pk}/rows/"
    before = queries_of(reader, address)
    day = roster.visible_from.date()
    PublicRow.objects.bulk_create(
        PublicRow(publication=roster, serial=serial, display_name="张三", from_day=day)
        for serial in range(1000, 1060)
    )
    assert reader.read(address, limit=100)["count"] >= 60
    assert queries_of(reader, address, limit=100) == before


def queries_of(reader, address, **asked):
    with CaptureQueriesContext(
        connection,
    ) as seen:
        reader.read(address, **asked)
    return len(seen)
