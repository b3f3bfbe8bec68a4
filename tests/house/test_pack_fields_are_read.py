"""What a pack may say has an effect: every field of its schema is read by something that acts on it.

Reading a pack, writing one and editing one carry every field and act on none; they do not count.
"""

import ast
from collections.abc import Iterator
from dataclasses import fields
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings

from policies.actions.pack_files import catalogue, places, read_pack
from policies.rules import programme as schema
from policies.rules.invariants import STEP_OPTIONS
from policies.rules.packs import UnitRow
from policies.rules.place_words import WORDS
from policies.rules.programme import STEP_KINDS
from yimen.lawbook.obligations import obligations

ROOT = Path(settings.BASE_DIR)
ROOMS = ("policies", "casework", "notices", "intake_bot", "site")
CARRIERS = (
    "policies/rules/assembly.py",
    "policies/rules/invariants.py",
    "policies/rules/packs.py",
    "policies/rules/place_words.py",
    "policies/rules/programme.py",
    "policies/rules/reading.py",
    "policies/rules/wording.py",
    "policies/actions/",
    "policies/models/",
    "policies/studio/",
    "policies/vector",
    "site/yimen/lawbook/",
)
BY_HAND = ("income_window_months", "margin_multiple", "tekun_multiple")
"""Values that stand on the page of values for the reviewer: the amounts of 特困 and 低边 are typed, not computed."""
WAITING = {"review_months": ("YC-5.3a", "QY-3.1.1o"), "sample_percent": ("HX-4.4b", "YC-5.4b", "SY-4.3a")}
"""Values of rooms that are not built yet, with the obligations that say so."""
BY_KIND = ("panel",)
"""Words of a step are asked for by its kind (`spec.word(kind, …)`), so their names stand in no line of code."""


@cache
def readers() -> dict[str, ast.Module]:
    """Every file of the house that acts, parsed."""
    found = {}
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            name = path.relative_to(ROOT).as_posix()
            if "/migrations/" not in name and not name.startswith(CARRIERS):
                found[name] = ast.parse(path.read_text(encoding="utf-8"))
    return found


@cache
def pages() -> str:
    """Every template, as one text."""
    return "\n".join(
        path.read_text(encoding="utf-8") for path in sorted((ROOT / "site/templates").rglob("*.html"))
    )


def nodes() -> Iterator[ast.AST]:
    for tree in readers().values():
        yield from ast.walk(tree)


def constants(tree: ast.Module) -> dict[str, ast.expr]:
    """The names a file gives to its words."""
    return {
        target.id: node.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }


def written(argument: ast.expr | None) -> str:
    """A word as it is written, an f-string with stars for what is filled in; empty for anything else."""
    if isinstance(argument, ast.Constant):
        return str(argument.value)
    if isinstance(argument, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "*" for part in argument.values)
    return ""


@cache
def options_read() -> frozenset[str]:
    """The words handed to a call of `option`: as they are, as f-strings, or by the name their file gives them."""
    found = set()
    for tree in readers().values():
        named = constants(tree)
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr == "option"
            ):
                found |= {
                    written(named.get(one.id) if isinstance(one, ast.Name) else one) for one in node.args
                }
    return frozenset(found - {""})


@cache
def attributes_read() -> frozenset[str]:
    return frozenset(node.attr for node in nodes() if isinstance(node, ast.Attribute))


@cache
def strings() -> frozenset[str]:
    return frozenset(
        node.value for node in nodes() if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


def is_read(option: str) -> bool:
    return any(
        option == read
        or ("*" in read and option.startswith(read.split("*")[0]) and option.endswith(read.split("*")[-1]))
        for read in options_read()
        if read.strip("*")
    )


@pytest.mark.parametrize("kind", sorted(STEP_OPTIONS))
def test_every_option_of_a_step_is_asked_for_by_a_rule_or_a_screen(kind):
    assert {option for option in STEP_OPTIONS[kind] if not is_read(option)} == set()


@pytest.mark.parametrize(
    "shape",
    [
        schema.Material,
        schema.BannedProof,
        schema.Question,
        schema.Step,
        schema.Clock,
        schema.NoticeForm,
        schema.PaperForm,
        schema.Column,
        schema.Silence,
        schema.Source,
        schema.ProgrammeSpec,
        UnitRow,
    ],
    ids=lambda shape: shape.__name__,
)
def test_every_field_of_a_programme_is_read(shape):
    unread = {one.name for one in fields(shape)} - attributes_read()
    assert {name for name in unread if f".{name}" not in pages()} == set()


def named_by_packs() -> set[str]:
    """Values that a rule asks for under the name a pack gives: limits, ceilings and the lengths of clocks."""
    specs = [
        read_pack(place).spec(body["code"]) for place in places() for body in read_pack(place).programmes
    ]
    options = {step.option(name) for spec in specs for step in spec.steps for name in ("limit", "ceiling")}
    return {clock.parameter for spec in specs for clock in spec.clocks} | options - {None}


def test_every_value_of_the_catalogue_is_asked_for():
    """A day of the month is asked for by its unit, for the calendar of the front page."""
    known = catalogue()["parameters"]
    by_unit = {key for key, entry in known.items() if entry["unit"] == "day_of_month"}
    unread = set(known) - strings() - by_unit - named_by_packs()
    assert unread == {*BY_HAND, *WAITING}


def test_what_waits_for_its_room_is_an_obligation_nobody_claims_to_meet():
    still_open = {one.id for one in obligations() if one.later}
    assert {ref for refs in WAITING.values() for ref in refs} <= still_open


def test_every_word_of_a_place_is_said_somewhere():
    by_kind = {*STEP_KINDS, *BY_KIND}
    worded = catalogue()["announcements"]
    parts = {f"announcement_{part}" for part in worded["service"]} | {
        f"receipt_{part}" for part in worded["receipt"]
    }
    assert set(WORDS) - by_kind - parts - strings() == set()
