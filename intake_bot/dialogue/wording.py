"""The words of the chat: one file a language, read once, asked for by key."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

LANGUAGES = ("zh-hans", "en")
_WEEKDAYS = "一二三四五六日"


@dataclass(frozen=True, slots=True)
class Wording:
    """All sentences of one language, under dotted keys."""

    language: str
    sentences: Mapping[str, str]

    def say(self, key: str, /, **values: object) -> str:
        """Return the sentence of a key with its values filled in; an unknown key is a `KeyError`."""
        return self.sentences[key].format(**values)

    def keys(self, prefix: str) -> tuple[str, ...]:
        """Return what stands under a prefix, in the order of the file, without the prefix."""
        start = prefix + "."
        return tuple(key.removeprefix(start) for key in self.sentences if key.startswith(start))

    def day(self, day: date) -> str:
        """Write a day as people say it: 3 月 18 日(周三) or 18 March (Wed)."""
        if self.language == "en":
            return f"{day.day} {day:%B} ({day:%a})"
        return f"{day.month} 月 {day.day} 日(周{_WEEKDAYS[day.weekday()]})"

    def full_day(self, day: date) -> str:
        """Write a day that may lie years ago: 2023 年 1 月 1 日 or 1 January 2023."""
        if self.language == "en":
            return f"{day.day} {day:%B} {day.year}"
        return f"{day.year} 年 {day.month} 月 {day.day} 日"


@cache
def wording(language: str) -> Wording:
    """Return the words of a language; anything we do not speak is answered in Chinese."""
    known = language if language in LANGUAGES else LANGUAGES[0]
    return Wording(known, _flat(read(known)))


@cache
def heard(language: str) -> Mapping[str, str]:
    """Return the words that name a command exactly, each with its command; the first in the file wins."""
    words = wording(language)
    found: dict[str, str] = {}
    for name in words.keys("heard"):
        for said in words.say(f"heard.{name}").split("|"):
            found.setdefault(said, name)
    return found


@cache
def read(name: str) -> dict[str, Any]:
    """Read one file of `intake_bot/wording/`."""
    return tomllib.loads(files("intake_bot").joinpath("wording", f"{name}.toml").read_text("utf-8"))


def _flat(data: Mapping[str, Any], prefix: str = "") -> dict[str, str]:
    found: dict[str, str] = {}
    for key, value in data.items():
        if isinstance(value, Mapping):
            found |= _flat(value, f"{prefix}{key}.")
        else:
            found[f"{prefix}{key}"] = str(value).strip()
    return found
