"""The screener as one pure function for web and chat: at most six answers in, a direction and its reasons out.

It never judges. Shape `A` says "worth applying", `B` says "less likely, and why, and what else", `C` says
"a person should look", `E` says "help first, papers later". Nothing here is stored.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from policies.rules.conditions import holds
from policies.rules.programme import Cite, ProgrammeSpec, Question

Answer = str | int | bool | tuple[str, ...]
Answers = Mapping[str, Answer]

NOT_CITED = Cite()
UNKNOWN = "unknown"
NOTHING = "none"
MOST_MEMBERS = 30
UNSURE = (UNKNOWN, "unsure", "not_sure")
# Facts of the household that the office will ask about before it can say yes; the packs use these very words.
PROPERTY = ("car", "second_home", "business")
# Facts that point to another programme, where the place has one: fact -> programme code.
HINTS = (
    ("no_supporter", "tekun"),
    ("illness", "expenditure"),
    ("illness", "margin"),
    ("illness", "temporary"),
)
_BETWEEN = re.compile(r"(\d+)[-_](\d+)")
_BELOW = re.compile(r"(?:under|below|lt)_?(\d+)|[-_](\d+)")
_ABOVE = re.compile(r"(?:over|above|gt)_?(\d+)|(\d+)[-_]")


class AnswerError(ValueError):
    """An answer does not fit its question; the message is Chinese and says what to do."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason of an outcome: a stable code, the choice's own words where there are some, and the clause."""

    code: str
    words: str = ""
    cite: Cite = NOT_CITED


@dataclass(frozen=True, slots=True)
class Outcome:
    """The direction: `shape` A, B, C or E; `reasons` against or unsure; `others` = codes of other programmes."""

    shape: str
    reasons: tuple[Reason, ...] = ()
    others: tuple[str, ...] = ()


def questions(spec: ProgrammeSpec, answers: Answers) -> tuple[Question, ...]:
    """Return the screener's questions in order, without those whose condition the answers do not meet."""
    facts = facts_from(spec, answers)
    return tuple(
        question
        for question in spec.questions
        if question.part == "screener" and (question.condition is None or holds(question.condition, facts))
    )


def next_question(spec: ProgrammeSpec, answers: Answers) -> Question | None:
    """Return the first question without an answer; None when enough is known (an emergency is enough)."""
    if answers.get("urgent") is True:
        return None
    return next((question for question in questions(spec, answers) if question.key not in answers), None)


def read_answer(question: Question, raw: Sequence[str]) -> Answer:
    """Turn what was ticked or typed into an answer; raise `AnswerError` when it fits no choice.

    `unknown` (不知道) is an answer to every question.
    """
    given = tuple(dict.fromkeys(word.strip() for word in raw if word.strip()))
    if given == (UNKNOWN,):
        return UNKNOWN
    if question.type == "multi":
        return _read_multi(question, given)
    if len(given) != 1:
        raise AnswerError("请选一个答案。不清楚就选“不知道”。")
    return _read_one(question, given[0])


def _read_multi(question: Question, given: tuple[str, ...]) -> tuple[str, ...]:
    codes = [choice.code for choice in question.choices]
    if UNKNOWN in given and set(given) <= {*codes, NOTHING, UNKNOWN}:
        raise AnswerError("“不知道”和别的一起选了。知道有什么，就去掉“不知道”上的勾；说不准，只留“不知道”。")
    if not given or not set(given) <= {*codes, NOTHING}:
        raise AnswerError("请选一项或几项。都没有，就选“都没有”。")
    if NOTHING in given and len(given) > 1:
        raise AnswerError(
            "“都没有”和别的一起选了。家里有的，就去掉“都没有”上的勾；真的都没有，只留“都没有”。"
        )
    return () if given == (NOTHING,) else tuple(code for code in codes if code in given)


def _read_one(question: Question, word: str) -> Answer:
    if question.type == "yesno":
        if word not in ("yes", "no"):
            raise AnswerError("请选“有”或者“没有”。")
        return word == "yes"
    if question.choices:
        if word not in {choice.code for choice in question.choices}:
            raise AnswerError("请从列出的答案里选一个。")
        return word
    if question.type == "number":
        return _read_number(word)
    if not word.isprintable():
        raise AnswerError("这里有读不懂的符号，请重新写。")
    return word[:60]


def _read_number(word: str) -> int:
    # isascii keeps out digits such as "²", which isdigit accepts and int() does not.
    if not (word.isascii() and word.isdigit() and len(word) <= 2 and 1 <= int(word) <= MOST_MEMBERS):
        raise AnswerError(f"请写 1 到 {MOST_MEMBERS} 之间的数字。")
    return int(word)


def facts_from(spec: ProgrammeSpec, answers: Answers) -> dict[str, Answer]:
    """Return the facts that conditions may use: every choice of a multi question is a fact of its own."""
    facts: dict[str, Answer] = {}
    for question in spec.questions:
        answer = answers.get(question.key)
        if answer is None or answer in UNSURE:
            continue
        if isinstance(answer, tuple | list):  # a list when it was kept as JSON
            facts |= {
                choice.code: choice.code in answer for choice in question.choices if choice.code != NOTHING
            }
        else:
            facts[question.key] = _as_number(answer) if question.key == "members" else answer
    return facts


def _as_number(answer: Answer) -> Answer:
    if isinstance(answer, str):
        digits = re.match(r"\d+", answer)
        return int(digits.group()) if digits else answer
    return answer


def outcome(
    spec: ProgrammeSpec, answers: Answers, *, standard: int | None, programmes: Sequence[str] = ()
) -> Outcome:
    """Say which way the answers point.

    `standard` is the place's monthly standard per person in fen, None where it is not stated: then income
    is compared with nothing. `programmes` are the codes the place really has; only those are hinted at.
    """
    facts = facts_from(spec, answers)
    others = tuple(
        dict.fromkeys(code for fact, code in HINTS if facts.get(fact) is True and code in programmes)
    )
    if facts.get("urgent") is True:
        return Outcome("E", others=("temporary",) if "temporary" in programmes else ())
    reasons = (*_property(spec, facts), *_income(spec, facts, standard))
    if reasons:
        return Outcome("B", reasons, others)
    unsure = _unsure(spec, answers)
    return Outcome("C", unsure, others) if unsure else Outcome("A", (), others)


def _property(spec: ProgrammeSpec, facts: Mapping[str, Answer]) -> tuple[Reason, ...]:
    found = {}
    for question in spec.questions:
        for choice in question.choices:
            if choice.code in PROPERTY and facts.get(choice.code) is True:
                found[choice.code] = Reason(choice.code, choice.label, question.cite)
        if question.key in PROPERTY and facts.get(question.key) is True:
            found[question.key] = Reason(question.key, question.label, question.cite)
    return tuple(found.values())


def _income(spec: ProgrammeSpec, facts: Mapping[str, Answer], standard: int | None) -> tuple[Reason, ...]:
    band, members = facts.get("monthly_income_band"), facts.get("members")
    if standard is None or not isinstance(band, str) or not isinstance(members, int):
        return ()
    low, _ = income_band(band)
    if low is None or low * 100 < standard * members:
        return ()
    return (Reason("income", cite=_cite(spec, "monthly_income_band")),)


def income_band(code: str) -> tuple[int | None, int | None]:
    """Return the ends of an income band in yuan a month (None = open or unknown).

    Codes read as `none`, `under_1000` or `-1000`, `1000_2000` or `1000-2000`, `over_4000` or `4000-`.
    """
    if code in (NOTHING, "almost_none", "0"):
        return 0, 0
    if found := _BETWEEN.fullmatch(code):
        return int(found[1]), int(found[2])
    if found := _BELOW.fullmatch(code):
        return 0, int(found[1] or found[2])
    if found := _ABOVE.fullmatch(code):
        return int(found[1] or found[2]), None
    return None, None


def _unsure(spec: ProgrammeSpec, answers: Answers) -> tuple[Reason, ...]:
    """Return what decides and is not known: the income, and how many share the table."""
    asked = [q for q in questions(spec, answers) if q.key in ("monthly_income_band", "members")]
    return tuple(
        Reason(question.key, question.label, question.cite)
        for question in asked
        if answers.get(question.key, UNKNOWN) in UNSURE
    )


def _cite(spec: ProgrammeSpec, key: str) -> Cite:
    return next((question.cite for question in spec.questions if question.key == key), NOT_CITED)
