"""The public announcement that serves a letter nobody could hand over: masked, dated, and without a reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from notices.rules.forms import chinese_day
from notices.rules.wording import fill
from notices.rules.words import Letterhead
from policies.rules.wording import ANNOUNCEMENT_WORDS


@dataclass(frozen=True, slots=True)
class Form:
    """How the place words its announcements: title, the heads of the two columns, and the body with `{…}`."""

    title: str
    addressee: str
    village: str
    body: str

    @property
    def columns(self) -> list[list[str]]:
        """The two columns of the public page: key and head."""
        return [["name", self.addressee], ["village", self.village]]


@dataclass(frozen=True, slots=True)
class Announced:
    """The letter that is announced: its title and number, and the place's clause for serving it so."""

    title: str
    number: str
    clause: str = ""


def text(form: Form, letter: Announced, masked: str, head: Letterhead, since: date, until: date) -> str:
    """Return the announcement; `masked` is the addressee's surname and 某, and nothing says what the letter decides.

    It counts as served at the end of `until`, its last day (SY-A1.5h). Raises `WordingError` for a form with other words.
    """
    said = {
        "name": masked,
        "letter": letter.title,
        "number": letter.number,
        "basis": letter.clause,
        "office": head.office,
        "phone": head.phone,
        "since": chinese_day(since),
        "until": chinese_day(until),
        "days": str((until - since).days),
    }
    return "\n".join(fill(form.body, said, ANNOUNCEMENT_WORDS))
