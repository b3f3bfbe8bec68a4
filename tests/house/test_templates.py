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
# On a phone a row of the desk is a card without a head: a cell names itself, or its place says what it is.
ROWS = re.compile(r'<table class="desk-table.*?</table>', re.DOTALL)
CELL = re.compile(r"<td\b[^>]*>")
NAMED = re.compile(r'\bdata-label="|\bdesk-table__(?:tick|due|number|name|flags|act)\b')


@pytest.mark.parametrize("name", TEMPLATES)
def test_it_compiles(name):
    get_template(name)


@pytest.mark.parametrize("name", TEMPLATES)
def test_it_writes_nothing_inline(name):
    assert not INLINE.findall((ROOT / name).read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_cell_of_the_desk_says_on_a_phone_what_it_is(name):
    assert not nameless((ROOT / name).read_text(encoding="utf-8"))


def test_a_cell_without_a_name_would_be_noticed():
    row = '<td data-label="村">青石</td><td class="desk-table__act"></td>'
    assert nameless(f'<table class="desk-table">{row}<td>3</td></table>') == ["<td>"]


def nameless(text):
    """Cells that a phone would show without a word of what they are."""
    cells = (cell for table in ROWS.findall(text) for cell in CELL.findall(table))
    return [cell for cell in cells if not NAMED.search(cell)]


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
