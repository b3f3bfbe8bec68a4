"""What a policy page owes: every section says something, and a second look in time."""

from datetime import date

import pytest

from policies.rules.page_duties import EXPIRED, FRESH, SECTIONS, STALE, freshness, missing_sections

WHOLE = dict.fromkeys(SECTIONS, "<p>写明了。</p>")
TODAY = date(2026, 3, 2)


def test_a_page_that_says_everything_lacks_nothing():
    assert missing_sections(WHOLE) == ()


@pytest.mark.parametrize(
    "empty", ["", "<p></p>", '<p data-block-key="x1"> </p>', "<p>&nbsp;</p>", "<ol><li>\u200b</li></ol>"]
)
@pytest.mark.parametrize("section", SECTIONS)
def test_an_empty_paragraph_says_nothing(section, empty):
    """HX-8.5: a page without its procedure tells nobody how to apply."""
    assert missing_sections({**WHOLE, section: empty}) == (section,)


def test_a_section_that_is_not_there_is_missing():
    assert missing_sections({}) == tuple(SECTIONS)


@pytest.mark.parametrize(
    ("review_by", "until", "seen", "state", "day"),
    [
        (None, date(2026, 3, 1), None, EXPIRED, date(2026, 3, 1)),
        (date(2026, 3, 1), date(2026, 3, 1), None, EXPIRED, date(2026, 3, 1)),
        (date(2026, 3, 2), date(2026, 3, 2), None, STALE, date(2026, 3, 2)),
        (date(2026, 3, 3), None, date(2020, 1, 1), FRESH, date(2026, 3, 3)),
        (None, None, date(2025, 3, 2), STALE, date(2026, 3, 2)),
        (None, None, date(2025, 3, 3), FRESH, date(2026, 3, 3)),
        (None, None, date(2024, 2, 29), STALE, date(2025, 2, 28)),
        (None, None, date(2026, 2, 28), FRESH, date(2027, 2, 28)),
        (None, None, None, FRESH, None),
    ],
)
def test_a_page_ages(review_by, until, seen, state, day):
    """YI-0: what has run out says so; the rest is looked at by its day, or a year after it went out."""
    found = freshness(TODAY, review_by=review_by, until=until, seen=seen)
    assert (found.state, found.day) == (state, day)
    assert found.fresh == (state == FRESH)
