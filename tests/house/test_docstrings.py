"""Every module says in one sentence what is in the room."""

import ast

from tests.support.repository import files, name_of


def is_silent(path):
    """No docstring; an empty `__init__.py` of a test folder has nothing to say."""
    source = path.read_text(encoding="utf-8")
    if not source.strip() and path.name == "__init__.py" and "tests" in path.parts:
        return False
    return not ast.get_docstring(ast.parse(source))


def test_every_module_has_a_docstring():
    silent = [name_of(path) for path in files(".py") if "migrations" not in path.parts and is_silent(path)]

    assert not silent


def test_a_module_without_one_would_be_noticed(tmp_path):
    module = tmp_path / "room.py"
    module.write_text("WALLS = 4\n")

    assert is_silent(module)
