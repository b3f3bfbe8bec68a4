"""Every variable the house reads from the environment stands in the table of docs/settings.md."""

import ast

import pytest
from django.conf import settings

from tests.support.repository import files, name_of

READERS = {"str", "bool", "int", "list", "db_url", "cache_url"}


def variables(source):
    """Names given to env.str("…"), env.bool("…") and required("…")."""
    for node in ast.walk(ast.parse(source)):
        if not (isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant)):
            continue
        function = node.func
        from_env = (
            isinstance(function, ast.Attribute)
            and function.attr in READERS
            and isinstance(function.value, ast.Name)
            and function.value.id == "env"
        )
        if from_env or (isinstance(function, ast.Name) and function.id == "required"):
            yield node.args[0].value


@pytest.fixture(scope="module")
def known():
    """Every variable that a settings file reads."""
    inside = [path for path in files(".py") if name_of(path).startswith("site/yimen/settings/")]
    return {name for path in inside for name in variables(path.read_text(encoding="utf-8"))}


@pytest.fixture(scope="module")
def documented():
    """Every variable that has a row of its own in the table."""
    text = (settings.BASE_DIR / "docs" / "settings.md").read_text(encoding="utf-8")
    return {line.split("`")[1] for line in text.splitlines() if line.startswith("| `")}


def test_every_variable_has_a_row(known, documented):
    assert len(known) > 15
    assert not known - documented


def test_no_row_speaks_of_a_variable_nobody_reads(known, documented):
    read_elsewhere = {
        "PYTHON",
        "YIMEN_CHROMIUM",
        "YIMEN_POSTGRES_BIN",
        "YIMEN_TEST_PROCESSES",
        "YIMEN_FULL_MINUTE",
    }

    assert not documented - known - read_elsewhere
