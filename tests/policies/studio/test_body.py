"""A draft says exactly what its programme says: into the form and out again, nothing is lost and nothing added."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policies.actions.pack_files import places, read_pack
from policies.models import Programme
from policies.rules import step_options
from policies.rules.assembly import normal
from policies.rules.programme import STEP_KINDS, SpecError, canonical_json, digest
from policies.rules.reading import read_spec
from policies.studio import words
from policies.studio.body import to_body, to_columns

SHIPPED = [body for place in places() for body in read_pack(place).programmes]


def there_and_back(body: dict[str, Any]) -> dict[str, Any]:
    return to_body(to_columns(body), place=body["place"], code=body["code"])


@pytest.mark.parametrize("body", SHIPPED, ids=lambda body: f"{body['place']}-{body['code']}")
def test_every_shipped_programme_goes_into_the_form_and_out_again(body):
    assert canonical_json(there_and_back(body)) == canonical_json(body)


@pytest.mark.django_db
@pytest.mark.parametrize("body", SHIPPED, ids=lambda body: f"{body['place']}-{body['code']}")
def test_the_columns_of_the_database_keep_it_too(body, shangyu):
    draft = Programme(jurisdiction=shangyu, code=body["code"])
    draft.jurisdiction.code = body["place"]
    draft.take_body(body)
    assert digest(draft.draft_body()) == digest(body)


@given(data=st.data())
def test_any_part_of_any_programme_may_be_left_out(data):
    """Whatever an editor deletes, what is left says the same on both sides."""
    body = deepcopy(data.draw(st.sampled_from(SHIPPED)))
    shelf = data.draw(st.sampled_from(["materials", "questions", "steps", "clocks", "notices"]))
    entries = body[shelf]
    if entries:
        entry = data.draw(st.sampled_from(entries))
        key = data.draw(st.sampled_from(sorted(set(entry) - {"kind"})))
        entry[key] = data.draw(st.sampled_from([None, "", [], {}, entry[key]]))
        if data.draw(st.booleans()):
            entries.remove(entry)
    assert canonical_json(there_and_back(normal(body))) == canonical_json(normal(body))


texts = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=12)
values = st.one_of(st.booleans(), st.integers(0, 99), texts.filter(bool))
leaves = st.builds(
    lambda op, value: {"fact": "age", op: value}, st.sampled_from(["is", "at_least", "below"]), values
)
conditions = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.builds(lambda parts: {"all": parts}, st.lists(inner, min_size=1, max_size=3)),
        st.builds(lambda parts: {"any": parts}, st.lists(inner, min_size=1, max_size=3)),
        st.builds(lambda part: {"not": part}, inner),
    ),
    max_leaves=5,
)


@given(when=conditions)
def test_every_condition_survives_whether_it_fits_the_rows_or_not(when):
    body = deepcopy(SHIPPED[0])
    body["materials"][0]["when"] = when
    # A value of nothing but spaces says nothing: the one spelling of a body leaves it out before it is compared.
    assert canonical_json(there_and_back(normal(body))) == canonical_json(normal(body))


def test_plain_conditions_are_rows_and_not_json():
    body = deepcopy(SHIPPED[0])
    body["materials"][0]["when"] = {"fact": "illness", "is": True}
    assert to_columns(body)["materials"][0]["value"]["when"] == {
        "join": "all",
        "rows": [{"fact": "illness", "compare": "is", "value": "有"}],
        "written": "",
    }


def test_what_the_form_has_no_place_for_is_refused_not_dropped():
    body = deepcopy(SHIPPED[0])
    body["surprise"] = "a key nobody knows"
    with pytest.raises(SpecError, match="放不下"):
        to_columns(body)


def test_broken_json_in_a_condition_is_named():
    columns = to_columns(SHIPPED[0])
    columns["materials"][0]["value"]["when"] = {"rows": [], "written": "{"}
    with pytest.raises(SpecError, match="花括号"):
        to_body(columns, place="x", code="y")


def test_items_in_wagtails_envelopes_are_read_like_plain_ones():
    body = deepcopy(next(body for body in SHIPPED if any("substitutes" in one for one in body["materials"])))
    columns = to_columns(body)
    for block in columns["materials"]:
        if "substitutes" in block["value"]:
            block["value"]["substitutes"] = [
                {"type": "item", "value": item, "id": "x"} for item in block["value"]["substitutes"]
            ]
    assert canonical_json(to_body(columns, place=body["place"], code=body["code"])) == canonical_json(body)


class TestTheClosedWords:
    def test_every_kind_of_step_has_its_block(self):
        assert set(words.STEPS) == set(step_options.OPTIONS) == set(STEP_KINDS)

    @pytest.mark.parametrize("body", SHIPPED, ids=lambda body: f"{body['place']}-{body['code']}")
    def test_a_form_that_is_sent_back_untouched_changes_no_order(self, body):
        """Tick boxes come back in the order of the form: every list of the packs stands in that order."""
        for entry, key, choices in closed_lists(body):
            codes = [code for code, _ in choices]
            given_ = entry[key] if isinstance(entry[key], list) else [entry[key]]
            assert [code for code in codes if code in given_] == given_, (entry, key)


def closed_lists(body):
    order = {"roles": step_options.ROLES, "after": words.MILESTONES, "apart_from": words.KINDS}
    for step in body["steps"]:
        options = {
            key: spec[1]
            for key, spec in step_options.OPTIONS[step["kind"]].items()
            if isinstance(spec[1], list)
        }
        yield from ((step, key, choices) for key, choices in {**order, **options}.items() if key in step)
    for clock in body["clocks"]:
        events = {"start": words.EVENTS, "stop": words.EVENTS, "extension_reasons": words.REASONS}
        yield from ((clock, key, choices) for key, choices in events.items() if key in clock)
    for notice in body["notices"]:
        if "on" in notice:
            yield notice, "on", step_options.NOTICE_EVENTS


def test_a_sound_spec_is_read_from_what_comes_back():
    assert read_spec(there_and_back(SHIPPED[0])) == read_spec(SHIPPED[0])
