"""Red and green: what a draft says differently from a version, item by item and word by word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as _p

from policies.rules.assembly import IDENTITY
from policies.rules.conditions import ConditionError, parse, sentence
from policies.rules.wording import FACT_WORDS
from policies.studio import blocks

Body = Mapping[str, Any]
PARTS = {
    "materials": _p("studio", "材料"),
    "banned": _("不得索要的证明"),
    "questions": _("问题"),
    "steps": _("步骤"),
    "clocks": _p("studio", "时限"),
    "silences": _("没有载明的"),
    "notices": _p("studio", "文书"),
    "papers": _("表单"),
    "posting_columns": _("公示的栏目"),
    "roster_columns": _("名册的栏目"),
}
TEXTS = {
    "name": _("名称"),
    "short": _("简称"),
    "summary": _("一句话说清楚"),
    "effective_from": _("从哪天起施行"),
    "effective_until": _("到哪天止"),
    "posting_title": _("公示的标题"),
}
_STRUCTS = {
    "materials": blocks.MATERIAL,
    "banned": blocks.PROOF,
    "questions": blocks.QUESTION,
    "clocks": blocks.CLOCK,
    "silences": blocks.SILENCE,
    "notices": blocks.NOTICE,
    "papers": blocks.PAPER,
    "posting_columns": blocks.COLUMN,
    "roster_columns": blocks.COLUMN,
}
_STEPS = dict(blocks.STEPS)
NEW, GONE, CHANGED, MOVED = "new", "gone", "changed", "moved"
KINDS = {NEW: _("新增"), GONE: _("去掉"), CHANGED: _("改动"), MOVED: _("换了先后")}


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a line: `same`, `gone` (red) or `new` (green)."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """One field of an entry: how it is called, and its words before and after in pieces."""

    label: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """One entry that is new, gone, changed or moved."""

    part: str
    name: str
    kind: str
    lines: tuple[Line, ...] = ()

    @property
    def kind_name(self) -> str:
        """The kind, as people read it."""
        return str(KINDS[self.kind])


def compare(before: Body, after: Body) -> tuple[Difference, ...]:
    """Return what differs between two canonical bodies, in the order of the tabs."""
    return (*_general(before, after), *(one for name in PARTS for one in _list(name, before, after)))


def _general(before: Body, after: Body) -> Iterator[Difference]:
    old = {
        **_texts(before),
        **_flat(gettext("出处"), before.get("source", {})),
        **_flat(gettext("叫法"), before.get("words", {})),
    }
    new = {
        **_texts(after),
        **_flat(gettext("出处"), after.get("source", {})),
        **_flat(gettext("叫法"), after.get("words", {})),
    }
    for label in dict.fromkeys((*old, *new)):
        if old.get(label, "") != new.get(label, ""):
            yield Difference(
                gettext("概况"), label, CHANGED, (Line("", pieces(old.get(label, ""), new.get(label, ""))),)
            )


def _texts(body: Body) -> dict[str, str]:
    return {str(label): str(body.get(key) or "") for key, label in TEXTS.items()}


def _flat(label: str, data: Mapping[str, Any]) -> dict[str, str]:
    return {f"{label} {key}": str(value) for key, value in data.items()}


def _list(name: str, before: Body, after: Body) -> Iterator[Difference]:
    identity = IDENTITY[name]
    old = {str(entry.get(identity)): entry for entry in before.get(name, ())}
    new = {str(entry.get(identity)): entry for entry in after.get(name, ())}
    for key, entry in new.items():
        if key not in old:
            yield Difference(str(PARTS[name]), _name(name, entry), NEW, tuple(_lines(name, {}, entry)))
        elif entry != old[key]:
            yield Difference(
                str(PARTS[name]), _name(name, entry), CHANGED, tuple(_lines(name, old[key], entry))
            )
    for key, entry in old.items():
        if key not in new:
            yield Difference(str(PARTS[name]), _name(name, entry), GONE, tuple(_lines(name, entry, {})))
    stayed = [key for key in old if key in new]
    if stayed != [key for key in new if key in old]:
        words = pieces(
            "、".join(_name(name, old[key]) for key in stayed),
            "、".join(_name(name, new[key]) for key in new if key in old),
        )
        yield Difference(str(PARTS[name]), gettext("先后"), MOVED, (Line("", words),))


def _name(name: str, entry: Mapping[str, Any]) -> str:
    if name == "steps":
        block = _STEPS.get(str(entry.get("kind")))
        return str(block.label) if block else str(entry.get("kind"))
    said = entry.get("name") if name != "clocks" else entry.get("label")
    return str(said or entry.get("title") or entry.get("label") or entry.get(IDENTITY[name]))


def _lines(name: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Line]:
    entry = after or before
    struct = _STEPS.get(str(entry.get("kind"))) if name == "steps" else _STRUCTS[name]
    for key in dict.fromkeys((*before, *after)):
        if before.get(key) == after.get(key) or key == IDENTITY[name]:
            continue
        block = struct.child_blocks.get(key) if struct else None
        label = str(block.label) if block else key
        yield Line(label, pieces(say(before.get(key), block), say(after.get(key), block)))


def say(value: Any, block: Any = None) -> str:
    """Return a value as an editor reads it: the words of a choice, a condition as a sentence."""
    if value is None or value == "":
        return ""
    if value is True:
        return gettext("是")
    words = _choices(block)
    if isinstance(value, list):
        return "、".join(words.get(item, say(item)) if isinstance(item, str) else say(item) for item in value)
    if isinstance(value, Mapping):
        return _say_table(value)
    return str(words.get(value, value))


def _choices(block: Any) -> dict[str, str]:
    choices = getattr(block, "field", None) and getattr(block.field, "choices", None)
    return {str(code): str(label) for code, label in choices or () if not isinstance(label, list | tuple)}


def _say_table(value: Mapping[str, Any]) -> str:
    try:
        return sentence(parse(value), FACT_WORDS)
    except ConditionError:
        return "、".join(f"{key} {say(item)}" for key, item in value.items())


def pieces(before: str, after: str) -> tuple[Piece, ...]:
    """Return the words of two texts as pieces: what stayed, what went, what came."""
    found: list[Piece] = []
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append(Piece("same", before[a:b]))
            continue
        found += [Piece(*part) for part in (("gone", before[a:b]), ("new", after[c:d])) if part[1]]
    return tuple(found)
