"""Which fields leave the house: a new one fails here until somebody has written it into the list, knowingly."""

import json
from pathlib import Path

import pytest

from front.api.urls import api
from tests.front.api.document import fields, operations

ALLOWED = Path(__file__).with_name("fields.json")


@pytest.fixture(scope="module")
def document():
    return json.loads(json.dumps(api.get_openapi_schema(), default=str))


def allowed():
    return {name: set(paths) for name, paths in json.loads(ALLOWED.read_text(encoding="utf-8")).items()}


def test_the_document_names_the_allowed_fields_and_no_others(document):
    named = {name: set(fields(each.shape, document)) for name, each in operations(document).items()}
    assert named == allowed()


def test_every_shape_is_closed(document):
    open_shapes = [
        name
        for name, shape in document["components"]["schemas"].items()
        if shape.get("additionalProperties") is not False
    ]
    assert open_shapes == []


def test_no_field_has_the_name_of_something_private(document):
    words = {path.rsplit(".", 1)[-1] for paths in allowed().values() for path in paths}
    private = {
        "id_number",
        "account",
        "birth",
        "applicant",
        "person",
        "case",
        "members_names",
        "mask_label",
        "group_name",
    }
    assert not words & private
