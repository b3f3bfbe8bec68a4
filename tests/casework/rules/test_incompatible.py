"""Posts that one human may not hold together: whoever decides does not supervise."""

from datetime import date

import pytest

from casework.rules.incompatible import Post, clash, read_pairs
from policies.actions.pack_files import catalogue

PAIRS = read_pairs(catalogue()["incompatible"])


@pytest.mark.parametrize("role", ["approver", "township_head", "acceptor", "surveyor", "reviewer", "cadre"])
def test_the_township_s_hands_and_the_county_s_eyes_are_two_people(role):
    """HX-2b: given a township confirmer, adding the district sampler role is refused, and the other way round."""
    found = clash(Post("county"), [Post("village"), Post(role)], PAIRS)

    assert found is not None
    assert "监督" in found.why
    assert clash(Post(role), [Post("county")], PAIRS) == found


def test_several_posts_of_one_township_are_kept_apart_case_by_case_and_not_here():
    assert clash(Post("approver"), [Post("acceptor"), Post("reviewer")], PAIRS) is None


@pytest.mark.parametrize(
    ("left", "came", "together"),
    [
        (date(2026, 3, 31), date(2026, 4, 1), False),
        (date(2026, 3, 31), date(2026, 3, 31), True),
        (None, date(2026, 4, 1), True),
        (date(2026, 3, 31), None, True),
    ],
)
def test_who_left_the_one_before_he_came_to_the_other_holds_one(left, came, together):
    was, comes = Post("approver", date(2020, 1, 1), left), Post("county", came)

    assert (clash(comes, [was], PAIRS) is not None) is together
    assert (clash(was, [comes], PAIRS) is not None) is together
