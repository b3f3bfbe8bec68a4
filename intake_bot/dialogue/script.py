"""The script of the chat, made from the published programmes: what is asked, offered and cited is their data."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from intake_bot.dialogue.conversation import Button, Channel, Conversation
from intake_bot.dialogue.matching import Saying
from intake_bot.dialogue.wording import Wording, read, wording
from policies.rules.programme import ProgrammeSpec

MOST_QUESTIONS = 6


@dataclass(frozen=True, slots=True)
class Office:
    """Who answers here. `site` is the address of the website without a slash at its end."""

    place: str
    name: str
    hotline: str = ""
    county_hotline: str = ""
    hours: str = ""
    site: str = ""


@dataclass(frozen=True, slots=True)
class Unit:
    """A township (`parent` empty) or a village of the place; `area`: urban, rural or not told apart."""

    code: str
    name: str
    parent: str = ""
    area: str = ""


@dataclass(frozen=True, slots=True)
class Standard:
    """The standard of a part of the place, fen a person a month; `scope` as in the table of values."""

    scope: str
    where: str
    fen: int


@dataclass(frozen=True, slots=True)
class Programme:
    """One published programme. `standard` is fen a person a month, None where it is not stated.

    `local`: the standards of parts of the place, which go before it there.
    """

    spec: ProgrammeSpec
    version_day: date
    standard: int | None = None
    url: str = ""
    local: tuple[Standard, ...] = ()

    @property
    def screens(self) -> bool:
        """Say whether the programme brings its own screener."""
        return any(question.part == "screener" for question in self.spec.questions)

    def standard_in(self, unit: Unit | None) -> int | None:
        """Return the standard of a village: its township's, else that of town or country, else the place's."""
        scopes = (unit.parent or unit.code, unit.area) if unit else ()
        known = {one.scope: one.fen for one in self.local}
        return next((known[scope] for scope in scopes if scope in known), self.standard)


@dataclass(frozen=True, slots=True)
class Script:
    """Everything one turn may look up; built anew for every turn, so an edit shows on the next message."""

    office: Office
    channel: Channel
    programmes: tuple[Programme, ...]
    units: tuple[Unit, ...] = ()
    sayings: Iterable[Saying] = ()

    def words(self, language: str) -> Wording:
        """Return the sentences of a language."""
        return wording(language)

    def programme(self, conversation: Conversation) -> Programme:
        """Return the programme this chat is about: the chosen one, else the first that fits the trouble."""
        if chosen := self.named(conversation.programme):
            return chosen
        fitting = (self.named(code) for code in read("topics")["troubles"].get(conversation.trouble, ()))
        return next((one for one in fitting if one and one.screens), self.first())

    def named(self, code: str) -> Programme | None:
        """Return the programme of a code, or None where the place has none."""
        return next((one for one in self.programmes if one.spec.code == code), None)

    def first(self) -> Programme:
        """Return the first programme that can be asked about; the caller has made sure there is one."""
        return next((one for one in self.programmes if one.screens), self.programmes[0])

    def codes(self) -> tuple[str, ...]:
        """Return the codes of the programmes the place really has."""
        return tuple(one.spec.code for one in self.programmes)

    def names(self) -> tuple[Saying, ...]:
        """Return what the programmes are called, in full and in short, each with its code."""
        specs = [one.spec for one in self.programmes]
        return tuple(Saying(name, spec.code) for spec in specs for name in (spec.name, spec.short))

    def villages(self, parent: str = "") -> tuple[Button, ...]:
        """Return the villages (of one township, or all with the township's name in front)."""
        names = {unit.code: unit.name for unit in self.units}
        return tuple(
            Button(unit.code, unit.name if parent else f"{names.get(unit.parent, '')}{unit.name}")
            for unit in self.units
            if unit.parent and parent in ("", unit.parent)
        )

    def townships(self) -> tuple[Button, ...]:
        """Return the townships."""
        return tuple(Button(unit.code, unit.name) for unit in self.units if not unit.parent)

    def unit(self, code: str) -> Unit | None:
        """Return a unit, or None for a code we do not know."""
        return next((unit for unit in self.units if unit.code == code), None)
