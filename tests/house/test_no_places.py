"""The repository names no machine: no private path, no package index, no secret of somebody's .env."""

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings

from tests.support.repository import files, name_of

TEXT = {
    ".py",
    ".md",
    ".toml",
    ".txt",
    ".html",
    ".css",
    ".js",
    ".sh",
    ".yaml",
    ".yml",
    ".json",
    ".typ",
    ".po",
    "",
}
SOMEBODY = re.compile(r"(?<![\w.])/(?:home|Users)/[a-z][\w-]*/|[A-Z]:\\Users\\", re.ASCII)
INDEX = re.compile(
    r"--(?:extra-)?index-url|index-url\s*=|https?://[^\s\"')]+/simple/?(?=[\s\"')]|$)", re.ASCII
)
PIP_SETTINGS = [Path("/etc/pip.conf"), Path.home() / ".pip/pip.conf", Path.home() / ".config/pip/pip.conf"]


def hosts_of_this_machine():
    """Hosts of the package index this machine happens to use; the public one may be named."""
    text = "\n".join(path.read_text() for path in PIP_SETTINGS if path.is_file())
    hosts = {urlsplit(url).hostname for url in re.findall(r"https?://\S+", text)}
    return hosts - {None, "pypi.org", "localhost", "127.0.0.1"}


def complaints(text, *, here, hosts):
    """What in this text belongs to one machine only."""
    found = [match.group() for pattern in (SOMEBODY, INDEX) for match in pattern.finditer(text)]
    found += [place for place in (here, *hosts) if place in text]
    return found


def test_no_file_names_a_place_of_one_machine():
    here, hosts = f"{settings.BASE_DIR}/", hosts_of_this_machine()
    found = {}
    for path in files():
        if path.suffix in TEXT and path != Path(__file__).resolve():
            text = path.read_text(encoding="utf-8", errors="replace")
            if complaint := complaints(text, here=here, hosts=hosts):
                found[name_of(path)] = complaint

    assert not found


@pytest.mark.parametrize(
    "text",
    [
        'DATA = "/home/wang/data"',
        "open('/Users/wang/x')",
        "--extra-index-url https://mirror.example/simple",
        "https://mirror.example/pypi/simple",
        "see /srv/checkout/docs",
        "from pkgs.example",
    ],
)
def test_a_place_would_be_noticed(text):
    assert complaints(text, here="/srv/checkout/", hosts={"pkgs.example"})


def test_secrets_stay_out_of_the_repository():
    names = {name_of(path) for path in files()}

    assert not {name for name in names if re.search(r"(^|/)\.env$|\.sqlite3$|\.pem$|^var/", name)}
