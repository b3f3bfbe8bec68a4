"""The stub book says by itself when a number is missing or a stub says something else."""

from notices.rules.stubs import Stub, audit


def test_a_series_without_a_gap_is_sound():
    """HX-5.2b"""
    assert audit([Stub(2, "b", "b"), Stub(1, "a", "a"), Stub(3, "c", "c")]).sound
    assert audit([]).sound


def test_missing_numbers_and_other_texts_are_named():
    """HX-5.2b: gap-free serials per unit and year; stub hash = issued text hash."""
    found = audit([Stub(1, "a", "a"), Stub(4, "d", "x")])
    assert (found.missing, found.different) == ((2, 3), (4,))
    assert not found.sound
