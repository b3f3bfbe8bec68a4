"""What typed words answer: yes or no, a number however it is written, an amount within a band, a village by its name."""

from __future__ import annotations

import re
import unicodedata

from intake_bot.dialogue.asking import MANDATORY, answers
from intake_bot.dialogue.conversation import Button
from intake_bot.dialogue.talk import Talk
from policies.rules import screening
from policies.rules.numerals import numbers, whole
from policies.rules.programme import Question

LONGEST_WORDS = 60
_TAIL = re.compile(r"[啊呀呢的哦了吧嘛哈\s。.,!~]+$")
_VILLAGE = re.compile(r"(村|社区|居委会|村委会)$")
_NUMBER = re.compile(r"(?=.*\d)[-\d.,\s]+(元|块|块钱|口|口人|个|个人|人)?")
_LIST = re.compile(r"[\d\s,、.和]+")
_LEAST = 100  # yuan; a smaller figure is rather the number of a button that is not there
_PART = 3  # so many characters of a choice's words name it


def hear(talk: Talk, question: Question, text: str) -> tuple[str, ...] | None:
    """Return the raw answer in typed words, or None when they do not answer the question."""
    words = unicodedata.normalize("NFKC", text).strip()
    match question.type:
        case "number":
            count = whole(words)
            return (str(count),) if count is not None and _fits(question, str(count)) else None
        case "money":
            found = re.search(r"\d+", words)
            return (found.group(),) if found else None
        case "text":
            return (words[:LONGEST_WORDS],)
        case "multi":
            return _several(talk, question, words)
    return _one(talk, question, words)


def is_number(text: str) -> bool:
    """Say whether the words are a number and nothing else: meant as an answer, whatever it says."""
    return _NUMBER.fullmatch(unicodedata.normalize("NFKC", text).strip()) is not None


def _one(talk: Talk, question: Question, words: str) -> tuple[str, ...] | None:
    choices = answers(talk, question)
    codes = {choice.code for choice in choices}
    for code in _bare(talk, words):
        if code in codes:
            return (code,)
    if question.type == "place" and (village := _village(talk, words)):
        return (village,)
    if question.type == "choice" and (meant := _band(choices, words) or _figure(choices, words)):
        return (meant,)
    return _named(choices, words)


def _bare(talk: Talk, words: str) -> tuple[str, ...]:
    """Return the codes that a bare yes, a bare no or nothing at all may mean, the likeliest first."""
    said = _TAIL.sub("", words.lower())
    if said in talk.say("typed.yes").split("|"):
        return ("yes",)
    none = (screening.NOTHING, "0")
    if said in talk.say("typed.no").split("|"):
        return ("no", *none)
    return none if said in talk.say("typed.nothing").split("|") else ()


def _village(talk: Talk, words: str) -> str:
    """Return the one village that is meant by its own name, whole or without 村; nothing where two could be."""
    villages = [unit for unit in talk.script.units if unit.parent]
    said = _VILLAGE.sub("", words)
    for named in (
        [unit.code for unit in villages if unit.name in words],
        [
            unit.code
            for unit in villages
            if len(said) > 1 and (said in unit.name or _short(unit.name) in said)
        ],
    ):
        if len(named) == 1:
            return named[0]
    return ""


def _short(name: str) -> str:
    """Return a village's name as its people say it, without 村; one letter is too little to know it by."""
    short = _VILLAGE.sub("", name)
    return short if len(short) > 1 else name


def _band(choices: tuple[Button, ...], words: str) -> str:
    """Return the band an amount of yuan falls into; on the edge of two the lower one, which excludes nobody."""
    bands = [(choice.code, *screening.income_band(choice.code)) for choice in choices]
    stated = [(code, low, high) for code, low, high in bands if low is not None]
    amounts = numbers(words)
    if len(stated) < 2 or not amounts or any(0 < each < _LEAST for each in amounts):
        return ""
    for code, low, high in stated:
        if all(low <= each and (high is None or each <= high) for each in amounts):
            return code
    return ""


def _figure(choices: tuple[Button, ...], words: str) -> str:
    """Return the choice that is the very number (两个 is 2)."""
    count = whole(words)
    return next((choice.code for choice in choices if choice.label == str(count)), "")


def _named(choices: tuple[Button, ...], words: str) -> tuple[str, ...] | None:
    """Return the one choice whose words are in what was typed, or of whose words a part was typed."""
    whole_label = [choice.code for choice in choices if choice.label in words]
    part = [choice.code for choice in choices if len(words) >= _PART and words in choice.label]
    for found in (whole_label, part):
        if len(found) == 1:
            return (found[0],)
    return None


def _several(talk: Talk, question: Question, words: str) -> tuple[str, ...] | None:
    choices = answers(talk, question)
    places = [int(number) for number in re.findall(r"\d+", words)]
    if places and _LIST.fullmatch(words):
        fits = all(1 <= place <= len(choices) for place in places)
        return tuple(dict.fromkeys(choices[place - 1].code for place in places)) if fits else None
    if named := tuple(choice.code for choice in choices if choice.label in words):
        return named
    if screening.NOTHING not in _bare(talk, words) or question.key in MANDATORY:
        return None
    # Whoever has picked some and says 没有了 has no more; whoever picked none has nothing.
    return talk.mind.picked or (screening.NOTHING,)


def _fits(question: Question, digits: str) -> bool:
    try:
        screening.read_answer(question, (digits,))
    except screening.AnswerError:
        return False
    return True
