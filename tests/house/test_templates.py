"""Every template of the house compiles, and none writes a style or a script into the page."""

import re

import pytest
from django.conf import settings
from django.template.loader import get_template

from tests.support.repository import files

ROOT = settings.BASE_DIR / "site" / "templates"
TEMPLATES = sorted(
    str(path.relative_to(ROOT)) for path in files(".html", ".txt") if path.is_relative_to(ROOT)
)
# The content security policy of public pages would refuse these silently, in the reader's browser.
INLINE = re.compile(
    r"<script(?![^>]*\b(?:src|type=\"application/(?:ld\+)?json\"))[^>]*>|<style|\sstyle=|\son(?:click|load|change|submit|input|toggle|key[a-z]+|mouse[a-z]+|error|focus|blur)=",
    re.IGNORECASE,
)


@pytest.mark.parametrize("name", TEMPLATES)
def test_it_compiles(name):
    get_template(name)


@pytest.mark.parametrize("name", TEMPLATES)
def test_it_writes_nothing_inline(name):
    assert not INLINE.findall((ROOT / name).read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "line", ["<script>", '<script type="module">', '<p style="color:red">', '<a onclick="go()">', "<style>"]
)
def test_inline_code_would_be_noticed(line):
    assert INLINE.search(line)


@pytest.mark.parametrize(
    "line",
    ['<script src="/static/x.js" defer>', '<link rel="stylesheet" href="x.css">', "<p>once upon=1</p>"],
)
def test_our_own_files_are_welcome(line):
    assert not INLINE.search(line)
