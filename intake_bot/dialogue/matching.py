"""What a typed sentence is about: act words first, then the editors' sayings, then likeness; never a guess.

An act word (停了, 要烟, 举报) decides before any programme's name is looked at, because
a complaint must never be answered with a brochure.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from rapidfuzz import fuzz

from intake_bot.dialogue.wording import read

SURE = 85.0
AHEAD = 12.0
SAME = 100.0  # word for word: nothing else can be meant
POSSIBLE = 55.0
MOST_OFFERED = 3
ANY_NAME = "低保"  # the sayings are written about it
_SCRAP = 2  # so few Latin letters mean something word for word only
_NOISE = re.compile(r"[^\w%]+")
_PARTICLES = re.compile(r"(请问一下|请问|麻烦|一下子|一下|啊|呀|哦|哈|嘞|咧|噢|嗯)")


@dataclass(frozen=True, slots=True)
class Saying:
    """One way of saying something, and what it means."""

    phrase: str
    intent: str


@dataclass(frozen=True, slots=True)
class Match:
    """What was understood: one `intent` for sure, or up to three `offered`, or nothing at all."""

    intent: str = ""
    offered: tuple[str, ...] = ()
    score: float = 0.0
    act: bool = False


@dataclass(frozen=True, slots=True)
class Near:
    """One meaning that a sentence comes near to, by its likest saying; the score runs to 100."""

    intent: str
    score: float
    phrase: str


@dataclass(frozen=True, slots=True)
class Reading:
    """How a sentence was understood. `rule` names what decided; `heard` is the act word in the sentence.

    Rules: `act`, `word_for_word`, `alike`, `named` (only a programme's name was clear), `close` (a race: offered),
    `unknown`, `empty`. `about` is the code of the programme that the sentence names.
    """

    words: str
    match: Match
    rule: str
    heard: str = ""
    near: tuple[Near, ...] = ()
    about: str = ""


@dataclass(frozen=True, slots=True)
class _Act:
    intent: str
    any: re.Pattern[str]
    unless: re.Pattern[str] | None


def understand(text: str, sayings: Iterable[Saying]) -> Match:
    """Say what a sentence is about. `sayings` is the editors' table."""
    return read_sentence(text, sayings).match


def read_sentence(text: str, sayings: Iterable[Saying], names: Iterable[Saying] = ()) -> Reading:
    """Say what a sentence is about, and why: the act word, or the likest sayings in their order.

    `names` are what the programmes of the place are called, with their codes: where nothing else is clear, a
    sentence that names one asks about it.
    """
    words = fold(text)
    if not words:
        return Reading(words, Match(), "empty")
    for act in _acts():
        found = act.any.search(words)
        if found and not _excused(act, words):
            return Reading(words, Match(act.intent, score=SAME, act=True), "act", found.group())
    near, match = _ranked(words, sayings)
    name = _named(words, names)
    if match.intent or name is None:
        return Reading(words, match, _rule(match), near=near, about=name.intent if name else "")
    return _about(words, name, sayings)


def _named(words: str, names: Iterable[Saying]) -> Saying | None:
    """Return the longest name of a programme in a sentence: 低保边缘 is not 低保."""
    folded = [Saying(fold(one.phrase), one.intent) for one in names]
    found = [one for one in folded if len(one.phrase) > 1 and one.phrase in words]
    return max(found, key=lambda one: len(one.phrase), default=None)


def _about(words: str, name: Saying, sayings: Iterable[Saying]) -> Reading:
    """Say what is asked about a programme: what is left without its name, else with the commonest name in its place."""
    kept = tuple(sayings)
    without, instead = (words.replace(name.phrase, other) for other in ("", ANY_NAME))
    tried = [_ranked(rest, kept) for rest in (without, instead) if rest]
    near, match = next(((near, match) for near, match in tried if match.intent), tried[-1])
    if match.offered:
        return Reading(words, match, "close", near=near, about=name.intent)
    found = match if match.intent else Match("check", score=SAME)
    return Reading(words, found, "named", near=near, about=name.intent)


def _ranked(words: str, sayings: Iterable[Saying]) -> tuple[tuple[Near, ...], Match]:
    near = tuple(sorted(_nearest(words, sayings), key=lambda one: -one.score))
    return near, _decide([(one.intent, one.score) for one in near])


def fold(text: str) -> str:
    """Write a sentence in one way: width, case, punctuation, particles, homophones."""
    words = _NOISE.sub("", unicodedata.normalize("NFKC", text).lower())
    if len(words) > 1 and not words.isascii():
        words = _PARTICLES.sub("", words) or words
    for said, meant in _folds():
        words = words.replace(said, meant)
    return words


def seeds() -> tuple[Saying, ...]:
    """Return the sayings that come with the house, before any editor touched them."""
    return tuple(
        Saying(phrase, group["intent"]) for group in read("topics")["aliases"] for phrase in group["phrases"]
    )


def _decide(ranked: list[tuple[str, float]]) -> Match:
    best = ranked[0][1] if ranked else 0.0
    runner_up = ranked[1][1] if len(ranked) > 1 else 0.0
    if best < POSSIBLE:
        return Match(score=best)
    if best >= SURE and (best - runner_up >= AHEAD or best == SAME > runner_up):
        return Match(ranked[0][0], score=best)
    near = tuple(intent for intent, score in ranked if score >= POSSIBLE)
    return Match(offered=near[:MOST_OFFERED], score=best)


def _rule(match: Match) -> str:
    if match.intent:
        return "word_for_word" if match.score == SAME else "alike"
    return "close" if match.offered else "unknown"


def _nearest(words: str, sayings: Iterable[Saying]) -> Iterable[Near]:
    best: dict[str, Near] = {}
    for saying in sayings:
        near = Near(saying.intent, _likeness(words, fold(saying.phrase)), saying.phrase)
        if saying.intent not in best or near.score > best[saying.intent].score:
            best[saying.intent] = near
    return best.values()


def _likeness(words: str, phrase: str) -> float:
    """Return 0–100. A whole saying inside a longer sentence counts by how much of the sentence it is."""
    if words == phrase:
        return SAME
    if len(words) <= _SCRAP and words.isascii():
        return 0.0  # a slip of the thumb stands inside every Latin saying
    return max(fuzz.ratio(words, phrase), min(fuzz.WRatio(words, phrase), 90.0))


def _excused(act: _Act, words: str) -> bool:
    return act.unless is not None and act.unless.search(words) is not None


@cache
def _folds() -> tuple[tuple[str, str], ...]:
    return tuple(read("topics")["fold"].items())


@cache
def _acts() -> tuple[_Act, ...]:
    return tuple(
        _Act(
            group["intent"],
            _pattern(group["any"]),
            _pattern(group["unless"]) if "unless" in group else None,
        )
        for group in read("topics")["acts"]
    )


def _pattern(words: Iterable[str]) -> re.Pattern[str]:
    """Return the words as one pattern; a folded sentence has no blanks, so they have none either."""
    return re.compile("|".join(words).replace(" ", ""))
