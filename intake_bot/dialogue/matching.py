"""What a typed sentence is about: act words first, then the editors' sayings, then likeness; never a guess.

An act word (停了, 要烟, 举报) decides before any programme's name is looked at, because
a complaint must never be answered with a brochure.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from rapidfuzz import fuzz

from intake_bot.dialogue.wording import read

SURE = 85.0
AHEAD = 12.0
SAME = 100.0  # word for word: nothing else can be meant
POSSIBLE = 55.0
MOST_OFFERED = 3
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
class _Act:
    intent: str
    any: re.Pattern[str]
    unless: re.Pattern[str] | None


def understand(text: str, sayings: Iterable[Saying]) -> Match:
    """Say what a sentence is about. `sayings` is the editors' table."""
    words = fold(text)
    if not words:
        return Match()
    acts = [act.intent for act in _acts() if act.any.search(words) and not _excused(act, words)]
    if acts:
        return Match(acts[0], score=SAME, act=True)
    ranked = sorted(_scores(words, sayings).items(), key=lambda item: -item[1])
    return _decide(ranked)


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


def _scores(words: str, sayings: Iterable[Saying]) -> Mapping[str, float]:
    scores: dict[str, float] = {}
    for saying in sayings:
        score = _likeness(words, fold(saying.phrase))
        scores[saying.intent] = max(score, scores.get(saying.intent, 0.0))
    return scores


def _likeness(words: str, phrase: str) -> float:
    """Return 0–100. A whole saying inside a longer sentence counts by how much of the sentence it is."""
    if words == phrase:
        return SAME
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
            re.compile("|".join(group["any"])),
            re.compile("|".join(group["unless"])) if "unless" in group else None,
        )
        for group in read("topics")["acts"]
    )
