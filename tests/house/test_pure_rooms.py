"""rules/ and dialogue/ import the standard library and, downwards, each other: nothing else."""

import ast
import sys

import pytest

from tests.support.repository import files, name_of

PURE = {
    "policies/rules": ("policies.rules",),
    "casework/rules": ("casework.rules", "policies.rules"),
    "notices/rules": ("notices.rules", "casework.rules", "policies.rules"),
    # rapidfuzz is a pure function too: how alike two words are.
    "intake_bot/dialogue": ("intake_bot.dialogue", "casework.rules", "policies.rules", "rapidfuzz"),
}
# The clock and chance are arguments; files and processes belong to the shell around the rule.
FORBIDDEN_STDLIB = {
    "os",
    "subprocess",
    "socket",
    "random",
    "secrets",
    "time",
    "threading",
    "logging",
    "sqlite3",
}
CLOCKS = {"now", "today", "utcnow"}


def imports(tree):
    """Dotted names a module imports, `from a import b` as a.b too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def foreign(source, allowed):
    """What a pure module may not import."""
    found = []
    for name in imports(ast.parse(source)):
        root = name.split(".")[0]
        at_home = any(f"{name}.".startswith(f"{room}.") for room in allowed)
        stdlib = root in sys.stdlib_module_names and root not in FORBIDDEN_STDLIB
        if not (at_home or stdlib):
            found.append(name)
    return found


def clocks(source):
    """Calls that read the clock: datetime.now(), date.today(), …"""
    return [
        f"{ast.unparse(node.func)}()"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CLOCKS
    ]


@pytest.mark.parametrize("room", PURE)
def test_a_pure_room_knows_only_itself_and_the_standard_library(room):
    inside = [path for path in files(".py") if name_of(path).startswith(f"{room}/")]
    found = {name_of(path): foreign(path.read_text(encoding="utf-8"), PURE[room]) for path in inside}

    assert inside
    assert not {name: names for name, names in found.items() if names}


@pytest.mark.parametrize("room", PURE)
def test_a_pure_room_never_asks_what_time_it_is(room):
    found = {
        name_of(path): clocks(path.read_text(encoding="utf-8"))
        for path in files(".py")
        if name_of(path).startswith(f"{room}/")
    }

    assert not {name: calls for name, calls in found.items() if calls}


@pytest.mark.parametrize(
    "line", ["import django", "from rapidfuzz import fuzz", "import random", "from policies import models"]
)
def test_a_foreign_import_would_be_noticed(line):
    assert foreign(line, ("policies.rules",))


def test_a_clock_would_be_noticed():
    assert clocks("from datetime import datetime\nAT = datetime.now()") == ["datetime.now()"]
