"""The pages of decisions are numbered without a gap, have their four headings, and stand in the index."""

import re

import pytest
from django.conf import settings

FOLDER = settings.BASE_DIR / "docs" / "decisions"
PAGES = sorted(FOLDER.glob("[0-9]*.md"))
HEADINGS = ["## Context", "## Decision", "## Consequences", "## Status"]


def test_no_number_is_missing_or_given_twice():
    assert [int(page.name[:4]) for page in PAGES] == list(range(1, len(PAGES) + 1))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name[:4])
def test_a_page_has_its_number_its_headings_and_a_line_in_the_index(page):
    lines = page.read_text(encoding="utf-8").splitlines()
    number, title = re.fullmatch(r"# (\d+)\. (.+)", lines[0]).groups()

    assert int(number) == int(page.name[:4])
    assert [line for line in lines if line.startswith("## ")] == HEADINGS
    assert f"| {number} | [{title}]({page.name}) |" in (FOLDER / "README.md").read_text(encoding="utf-8")
