"""The stub book: are the numbers of a series without a gap, and does every stub say what its letter says?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stub:
    """One stub: its place in the series, and the hashes of letter and stub (sha256, hex)."""

    serial: int
    text_hash: str
    stub_hash: str


@dataclass(frozen=True, slots=True)
class Audit:
    """What a look through a series finds: numbers that are missing, stubs that say something else."""

    missing: tuple[int, ...]
    different: tuple[int, ...]

    @property
    def sound(self) -> bool:
        """Say whether nothing was found."""
        return not self.missing and not self.different


def audit(stubs: Iterable[Stub]) -> Audit:
    """Look through one series of one unit and year from number 1 on (HX-5.2b)."""
    rows = sorted(stubs, key=lambda stub: stub.serial)
    known = {stub.serial for stub in rows}
    last = rows[-1].serial if rows else 0
    missing = tuple(number for number in range(1, last + 1) if number not in known)
    return Audit(missing, tuple(stub.serial for stub in rows if stub.text_hash != stub.stub_hash))
