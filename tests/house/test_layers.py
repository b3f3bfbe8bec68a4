"""Imports run downwards only, and the contracts that say so can fail."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

CODE = ["policies", "casework", "notices", "intake_bot", "site/yimen", "site/front"]


def lint_imports(folder):
    return subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache", "--config", folder / "pyproject.toml"],
        cwd=folder,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": "site:."},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def house_copy(tmp_path):
    """The house without its data, to plant wrong imports in."""
    for name in CODE:
        shutil.copytree(
            settings.BASE_DIR / name,
            tmp_path / name,
            ignore=lambda folder, names: [
                entry for entry in names if not entry.endswith(".py") and not (Path(folder) / entry).is_dir()
            ],
        )
    shutil.copy(settings.BASE_DIR / "pyproject.toml", tmp_path)
    return tmp_path


def test_the_contracts_are_kept():
    linted = lint_imports(settings.BASE_DIR)

    assert linted.returncode == 0, linted.stdout


@pytest.mark.parametrize(
    ("file", "line", "contract"),
    [
        ("casework/planted.py", "import notices.apps", "Imports run downwards only"),
        ("policies/planted.py", "import casework.apps", "Imports run downwards only"),
        ("site/front/planted.py", "import intake_bot.apps", "Imports run downwards only"),
        ("notices/planted.py", "import yimen.celery", "Imports run downwards only"),
        ("policies/rules/planted.py", "import django", "know no framework"),
        ("intake_bot/dialogue/planted.py", "import telegram", "know no framework"),
        ("casework/rules/planted.py", "import casework.models", "never reach back"),
        ("casework/planted.py", "import telegram", "Only intake_bot knows Telegram"),
    ],
)
def test_a_wrong_import_breaks_them(house_copy, file, line, contract):
    (house_copy / file).write_text(f'"""Planted."""\n\n{line}\n')

    linted = lint_imports(house_copy)

    assert linted.returncode != 0
    broken = [row for row in linted.stdout.splitlines() if row.endswith("BROKEN")]
    assert any(contract in row for row in broken), linted.stdout
