"""What can happen to a conversation: something a person did, or the answer of the house to an effect."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from intake_bot.dialogue.conversation import Button


@dataclass(frozen=True, slots=True)
class Text:
    """Typed words. Private numbers are already replaced; `hidden` says that there were some."""

    text: str
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Chosen:
    """A button was pressed."""

    code: str


@dataclass(frozen=True, slots=True)
class Command:
    """A command without its slash: `status`, `help`, …"""

    name: str


@dataclass(frozen=True, slots=True)
class Start:
    """The chat was opened, perhaps through a link or QR code that carries a payload."""

    payload: str = ""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Something a chat may not carry came in: `photo`, `voice`, `document`, `contact`, `other`."""

    kind: str


@dataclass(frozen=True, slots=True)
class Paper:
    """One line of the frozen one-time disclosure, as it was given."""

    code: str
    name: str
    fetch: str
    why: str = ""
    where: str = ""
    without: str = ""
    substitutes: tuple[str, ...] = ()
    count: int = 1


@dataclass(frozen=True, slots=True)
class Disclosed:
    """The one-time disclosure exists: its number, its page, its lines."""

    id: str
    number: str
    url: str
    papers: tuple[Paper, ...]
    not_needed: tuple[str, ...] = ()
    version_day: date | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class LinkMade:
    """A one-time address of the site's form exists."""

    purpose: str
    url: str
    hours: int


@dataclass(frozen=True, slots=True)
class Lodged:
    """The application is in: its number, its tracking code and what happens next by which day."""

    number: str
    code: str
    url: str
    stage: str = "submitted"
    next_label: str = ""
    next_day: date | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """Where one case of this chat stands, in the public's words; nothing of its content."""

    number: str
    word: str
    url: str
    next_label: str = ""
    next_day: date | None = None


@dataclass(frozen=True, slots=True)
class Tracked:
    """The cases that belong to this chat; empty where none is bound to it."""

    cases: tuple[Progress, ...] = ()


@dataclass(frozen=True, slots=True)
class Complained:
    """The complaint is in the county's book."""

    number: str
    code: str = ""
    last_day: date | None = None


@dataclass(frozen=True, slots=True)
class Postponed:
    """Too many complaints came from here today: this one is not in the county's book yet."""


@dataclass(frozen=True, slots=True)
class Objected:
    """The objection stands in the case: its number, its code, the office that must look into it."""

    number: str
    code: str
    office: str
    phone: str = ""
    last_day: date | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """A resident's lead lies before the village and its township; under `url` he may add whom it is about."""

    url: str
    hours: int


@dataclass(frozen=True, slots=True)
class Reported:
    """The officer's lead is filed; a near relative (`related`) has no further hand in it."""

    related: bool


@dataclass(frozen=True, slots=True)
class Named:
    """The resident has added whom his lead is about."""


@dataclass(frozen=True, slots=True)
class Bound:
    """The chat now belongs to an officer who may file for the people of these villages."""

    officer: str
    name: str
    villages: tuple[Button, ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """The house said no; the sentence is Chinese and says what to do."""

    reason: str
    clause: str = ""


Event = (
    Text
    | Chosen
    | Command
    | Start
    | Unreadable
    | Disclosed
    | LinkMade
    | Lodged
    | Tracked
    | Complained
    | Postponed
    | Objected
    | Told
    | Reported
    | Named
    | Bound
    | Refused
)
