"""What the house imports is installed by requirements.txt alone: a county never installs the tests' packages."""

import ast
import re
import sys
from importlib.metadata import PackageNotFoundError, packages_distributions, requires

from django.conf import settings

from tests.support.repository import files, name_of

ROOMS = ("policies", "casework", "notices", "intake_bot", "site")
OWN = {"policies", "casework", "notices", "intake_bot", "yimen", "front"}


def canonical(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def with_what_they_bring(names):
    """The distributions, and all that comes with them without an extra."""
    found, waiting = set(), [canonical(name) for name in names]
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        found.add(name)
        try:
            needed = requires(name) or ()
        except PackageNotFoundError:  # for another system or Python
            continue
        waiting += [canonical(re.match(r"[\w.-]+", line)[0]) for line in needed if "extra ==" not in line]
    return found


def imported(path):
    """Names of the top-level packages a module imports."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.module.partition(".")[0]


def test_everything_imported_is_in_the_requirements():
    lines = (settings.BASE_DIR / "requirements.txt").read_text().splitlines()
    installed = with_what_they_bring(re.match(r"[\w.-]+", line)[0] for line in lines if line[:1].isalnum())
    homes = packages_distributions()
    missing = {
        f"{name_of(path)}: {name}"
        for path in files(".py")
        if name_of(path).partition("/")[0] in ROOMS
        for name in imported(path)
        if name not in sys.stdlib_module_names | OWN
        and not installed & {canonical(home) for home in homes.get(name, ())}
    }
    assert missing == set()
