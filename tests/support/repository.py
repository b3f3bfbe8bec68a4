"""Which files belong to the house: those git knows, or would know after the next commit."""

import subprocess
from functools import cache
from pathlib import Path

from django.conf import settings


@cache
def files(*suffixes: str) -> tuple[Path, ...]:
    """Tracked and not ignored files with one of the suffixes (all files when none is named)."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    paths = (settings.BASE_DIR / name for name in listed.split("\0") if name)
    return tuple(path for path in paths if path.is_file() and (not suffixes or path.suffix in suffixes))


def name_of(path: Path) -> str:
    """The path as a reader of the repository would write it."""
    return str(path.relative_to(settings.BASE_DIR))
