"""What a turn says: text with choices that can be pressed or answered with a number."""

from __future__ import annotations

import zlib
from dataclasses import dataclass

from intake_bot.dialogue.conversation import Button, Conversation
from intake_bot.dialogue.effects import Effect

LONGEST_TEXT = 4096
LONGEST_CODE = 64


@dataclass(frozen=True, slots=True)
class Link:
    """An address under a message, for channels that can show one as a link."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Reply:
    """One message. `kind` is a word for styles and for tests: question, card, receipt, refusal, say."""

    text: str
    choices: tuple[Button, ...] = ()
    links: tuple[Link, ...] = ()
    kind: str = "say"


@dataclass(frozen=True, slots=True)
class Turn:
    """The result of one step."""

    conversation: Conversation
    replies: tuple[Reply, ...] = ()
    effects: tuple[Effect, ...] = ()


def token(*parts: str) -> str:
    """Join parts to a button's code; parts that would not fit into 64 ASCII bytes become a checksum."""
    code = ".".join(parts)
    if code.isascii() and len(code) <= LONGEST_CODE:
        return code
    return ".".join((parts[0], f"{zlib.crc32(code.encode()):08x}"))


def numbered(choices: tuple[Button, ...]) -> tuple[Button, ...]:
    """Return the choices with their numbers in front, so that a typed number answers a button.

    Where the answers are numbers themselves (how many people?), nothing else may carry one.
    """
    if _are_numbers(choices):
        return choices
    return tuple(Button(item.code, f"{number}. {item.label}") for number, item in enumerate(choices, start=1))


def by_number(choices: tuple[Button, ...], typed: str) -> str:
    """Return the code of the choice that a typed number means, or nothing."""
    digits = typed.rstrip("、.。,) ")
    if _are_numbers(choices) or not (digits.isascii() and digits.isdigit() and len(digits) <= 3):
        return ""
    place = int(digits)
    return choices[place - 1].code if 1 <= place <= len(choices) else ""


def _are_numbers(choices: tuple[Button, ...]) -> bool:
    return any(item.label.isdigit() for item in choices)


def as_text(reply: Reply, *, with_choices: bool) -> str:
    """Write a reply as one text: the words, then the addresses, then (where asked) the numbered choices."""
    lines = [reply.text, *(f"{link.label}:{link.url}" for link in reply.links)]
    if with_choices:
        lines += [item.label for item in numbered(reply.choices)]
    return "\n".join(lines)
