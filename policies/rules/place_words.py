"""The words a place has of its own (`[words]`): which there are, and what is wrong with one before it is ever used."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from policies.rules.programme import STEP_KINDS
from policies.rules.wording import ANNOUNCEMENT_WORDS, TITLE_MOST, template_faults

ANNOUNCEMENT = {
    "title": "送达公告的标题",
    "addressee": "送达公告里“受送达人”一栏怎么叫",
    "village": "送达公告里“村（社区）”一栏怎么叫",
    "body": "送达公告的正文",
}
"""The parts of the announcement that serves a letter; a place's own stands under `announcement_…`."""

ANNOUNCEMENT_MUST = frozenset({"name", "letter", "until"})
"""For whom, which letter, until when: without these nobody is served by it (SY-A1.5h)."""

_PREFIX = "announcement_"
WORDS = {
    **dict.fromkeys(STEP_KINDS, "这一步怎么叫"),
    "panel": "集体研究怎么叫",
    "platform": "上级的办理平台",
    "platform_aliases": "同一个平台的别的写法，用顿号隔开",
    "relations": "本地另外算近亲属的关系，用顿号隔开",
    "offered_with": "批了哪个项目（代码），可以一并提出这一个",
    **{_PREFIX + key: said for key, said in ANNOUNCEMENT.items()},
    "receipt_title": "送达回证的标题",
    "receipt_plain": "送达回证上的大白话",
}
"""Every word that something in the house reads, and what it is."""


def word_faults(words: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Return what is wrong with a place's words: the key, and in Chinese what to do about it."""
    for key, word in words.items():
        if key not in WORDS:
            yield key, f"没有地方用这个词，请去掉或者改对；可以写的是 {'、'.join(WORDS)}"
        elif not isinstance(word, str):
            yield key, "要写成一段文字，放在引号里"
        elif key.startswith(_PREFIX):
            for fault in announcement_faults({key.removeprefix(_PREFIX): word}):
                yield key, fault[1]
        elif not word.strip():
            yield key, "是空的，要写上，或者去掉这一行"


def announcement_faults(form: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Return what is wrong with the parts of an announcement's form that are given: the part, and what to do."""
    for part, text in form.items():
        if part == "body":
            faults = template_faults(text, ANNOUNCEMENT_WORDS, must=ANNOUNCEMENT_MUST)
        else:
            faults = title_faults(text)
        for fault in faults:
            yield part, fault


def title_faults(text: str) -> Iterator[str]:
    """Say what is wrong with a title or a head, which is printed as it stands: nothing is filled in."""
    if not text.strip():
        yield "没有写，要写上"
    if "{" in text or "}" in text:
        yield "标题照印，里面不填空，请去掉花括号"
    if len(text) > TITLE_MOST:
        yield f"标题太长，最多 {TITLE_MOST} 个字"
