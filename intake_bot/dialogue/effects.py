"""What a turn asks of the house; the adapter's action carries it out in the turn's own transaction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Disclose:
    """Give the one-time disclosure for this household; answered with `Disclosed` or `Refused`.

    `adults` is None while nobody has said how many they are: then every paper is listed with its condition.
    """

    programme: str
    unit: str
    facts: Mapping[str, Any]
    adults: int | None = None
    minors: int = 0


@dataclass(frozen=True, slots=True)
class Handover:
    """Make a one-time link to the site's form (`apply`, `take`, `call`, `lead`); answered with `LinkMade`."""

    purpose: str
    context: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Track:
    """Look up the cases bound to this chat; answered with `Tracked`."""


@dataclass(frozen=True, slots=True)
class CallPerson:
    """Put a line into the window's list: somebody wants to talk to a human. Not answered."""

    reason: str
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class Complain:
    """Write a complaint into the county's book; answered with `Complained` or `Postponed`."""

    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class Object:
    """Object to one posting, by the number of its page; answered with `Objected` or `Refused`."""

    posting: int
    words: str


@dataclass(frozen=True, slots=True)
class Tell:
    """Tell the village of a neighbour in need, without an author; answered with `Told` or `Refused`."""

    village: str
    words: str
    urgent: bool


@dataclass(frozen=True, slots=True)
class Bind:
    """Bind this chat to the officer who holds this one-time code; answered with `Bound` or `Refused`."""

    code: str


@dataclass(frozen=True, slots=True)
class Unbind:
    """Take the officer's binding of this chat away. Not answered."""


@dataclass(frozen=True, slots=True)
class Remind:
    """Send words again at a later moment. Not answered."""

    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class Forget:
    """Remove what the chat said from inbox, outbox and links. Not answered."""


@dataclass(frozen=True, slots=True)
class Unanswered:
    """Count a sentence nobody understood, for the editors. Not answered."""

    text: str


Effect = (
    Disclose
    | Handover
    | Track
    | CallPerson
    | Complain
    | Object
    | Tell
    | Bind
    | Unbind
    | Remind
    | Forget
    | Unanswered
)
