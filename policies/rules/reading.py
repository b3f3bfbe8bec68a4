"""Read a programme from plain data, strictly: an unknown word or a missing one is an error that says where."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, TypeVar

from policies.rules import programme as p
from policies.rules.conditions import ConditionError, parse
from policies.rules.parameters import LONGEST
from policies.rules.step_options import OPTIONS, option_fault

T = TypeVar("T")
LONGEST_TEXT = 5000
"""No paper of any document is longer than this many characters; more is a mistake."""


class _Part:
    """One table of the data, read key by key; whatever is left over is an error."""

    def __init__(self, data: object, where: str) -> None:
        if not isinstance(data, Mapping):
            raise p.SpecError(f"{where}：应当是一个表")
        self._left = dict(data)
        self.where = where

    def take(self, key: str, default: Any = None) -> Any:
        return self._left.pop(key, default)

    def must(self, key: str) -> Any:
        if self._left.get(key) in (None, ""):
            raise p.SpecError(f"{self.where}：缺少“{key}”")
        return self._left.pop(key)

    def need(self, key: str, most: int = LONGEST_TEXT) -> str:
        return self._words(self.must(key), key, most)

    def text(self, key: str, most: int = LONGEST_TEXT) -> str:
        return self._words(self.take(key, ""), key, most).strip()

    def texts(self, key: str) -> tuple[str, ...]:
        items = self.take(key, ())
        if not isinstance(items, list | tuple):
            raise p.SpecError(f"{self.where}：“{key}”应当是一列")
        return tuple(self._words(item, key, LONGEST_TEXT) for item in items)

    def _words(self, value: object, key: str, most: int) -> str:
        if not isinstance(value, str):
            raise p.SpecError(f"{self.where}：“{key}”要写成文字，放在引号里")
        if len(value) > most:
            raise p.SpecError(f"{self.where}：“{key}”太长，最多 {most} 个字")
        return value

    def days(self, key: str) -> int | None:
        value = self.take(key)
        if value is None:
            return None
        if not isinstance(value, int) or isinstance(value, bool) or value > LONGEST:
            raise p.SpecError(f"{self.where}：“{key}”要写成不大于 {LONGEST} 的整数")
        return value

    def one_of(self, key: str, allowed: tuple[str, ...], default: str) -> str:
        value = self.take(key, default)
        if value not in allowed:
            raise p.SpecError(f"{self.where}:“{key}”只能是 {'、'.join(allowed)}，不能是“{value}”")
        return str(value)

    def cite(self) -> p.Cite:
        return p.Cite(self.text("clause"), self.text("ref"))

    def condition(self) -> Any:
        data = self.take("when")
        if data is None:
            return None
        try:
            return parse(data)
        except ConditionError as error:
            raise p.SpecError(f"{self.where}：{error}") from error

    def rest(self) -> Mapping[str, Any]:
        left, self._left = self._left, {}
        return MappingProxyType(left)

    def done(self) -> None:
        if self._left:
            raise p.SpecError(f"{self.where}：不认识的项 {'、'.join(sorted(self._left))}")


def _each(data: object, where: str, read: Callable[[_Part], T]) -> tuple[T, ...]:
    if data is None:
        return ()
    if not isinstance(data, list | tuple):
        raise p.SpecError(f"{where}：应当是一列")
    found = []
    for number, item in enumerate(data, start=1):
        part = _Part(item, f"{where} 第 {number} 项")
        found.append(read(part))
        part.done()
    return tuple(found)


def _material(part: _Part) -> p.Material:
    return p.Material(
        code=part.need("code"),
        name=part.need("name"),
        why=part.text("why"),
        where=part.text("where"),
        fetch=part.one_of("fetch", p.FETCHED_BY, "applicant"),
        per=part.one_of("per", p.PER, "household"),
        without=part.text("without"),
        substitutes=part.texts("substitutes"),
        condition=part.condition(),
        cite=part.cite(),
    )


def _banned(part: _Part) -> p.BannedProof:
    return p.BannedProof(part.need("code"), part.need("name"), part.text("instead"), part.cite())


def _question(part: _Part) -> p.Question:
    return p.Question(
        key=part.need("key"),
        part=part.one_of("part", ("screener", "application"), "application"),
        label=part.need("label"),
        ask=part.need("ask"),
        why=part.text("why"),
        type=part.one_of("type", ("choice", "multi", "yesno", "number", "money", "text", "place"), "text"),
        choices=_each(part.take("choices"), f"{part.where} 选项", _choice),
        sensitivity=part.one_of("sensitivity", ("open", "personal", "private"), "open"),
        condition=part.condition(),
        cite=part.cite(),
    )


def _choice(part: _Part) -> p.Choice:
    return p.Choice(part.need("code"), part.need("label"))


def _step(part: _Part) -> p.Step:
    kind = part.one_of("kind", p.STEP_KINDS, "")
    return p.Step(
        kind=kind,
        roles=part.texts("roles"),
        after=part.texts("after"),
        apart_from=part.texts("apart_from"),
        cite=part.cite(),
        options=_options(part, kind),
    )


def _options(part: _Part, kind: str) -> Mapping[str, Any]:
    """Return what a step says beyond order and hands; a name it does not know is the validator's matter."""
    options = part.rest()
    for key, value in options.items():
        fault = option_fault(kind, key, value) if key in OPTIONS[kind] else ""
        if fault:
            raise p.SpecError(f"{part.where}：“{key}”{fault}")
    cites = options.get("cites", {})
    if not isinstance(cites, Mapping):
        raise p.SpecError(f"{part.where}：“cites”应当是一个表")
    for key, cite in cites.items():
        inner = _Part(cite, f"{part.where} 依据 {key}")
        inner.cite()
        inner.done()
    return options


def _clock(part: _Part) -> p.Clock:
    return p.Clock(
        name=part.need("name"),
        label=part.need("label"),
        start=part.texts("start"),
        stop=part.texts("stop"),
        limit=part.days("limit"),
        parameter=part.text("parameter"),
        unit=part.one_of("unit", p.UNITS, "workday"),
        extended_limit=part.days("extended_limit"),
        extension_reasons=part.texts("extension_reasons"),
        within=part.text("within"),
        cite=part.cite(),
    )


def _notice(part: _Part) -> p.NoticeForm:
    return p.NoticeForm(
        kind=part.need("kind"),
        title=part.need("title"),
        on=part.texts("on"),
        signers=part.texts("signers"),
        body=part.text("body"),
        plain=part.text("plain"),
        cite=part.cite(),
    )


def _paper(part: _Part) -> p.PaperForm:
    return p.PaperForm(
        kind=part.need("kind"),
        title=part.need("title"),
        number=part.text("number"),
        statement=part.text("statement"),
        plain=part.text("plain"),
        cite=part.cite(),
    )


def _column(part: _Part) -> p.Column:
    return p.Column(part.need("key"), part.need("label"), part.cite())


def _silence(part: _Part) -> p.Silence:
    return p.Silence(part.need("key"), part.need("label"), part.text("national"), part.cite())


def _source(part: _Part) -> p.Source:
    return p.Source(
        part.need("title", 200),
        part.text("number", 80),
        part.text("issuer", 100),
        part.text("issued", 40),
        part.text("note", 300),
    )


def _day(value: object, where: str) -> date:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError as error:
        raise p.SpecError(f"{where}：日期要写成 2023-01-01 这样") from error


def read_spec(data: Mapping[str, Any]) -> p.ProgrammeSpec:
    """Build a `ProgrammeSpec` from canonical data; raise `SpecError` naming the place of any defect."""
    part = _Part(data, str(data.get("code", "项目")))
    where, until = part.where, part.take("effective_until")
    source = _Part(part.must("source"), f"{where} 出处")
    words = part.take("words", {})
    if not isinstance(words, Mapping):
        raise p.SpecError(f"{where} 用词：应当是一个表")
    spec = p.ProgrammeSpec(
        place=part.need("place", 40),
        code=part.need("code", 40),
        name=part.need("name", 60),
        short=part.need("short", 30),
        summary=part.text("summary"),
        effective_from=_day(part.must("effective_from"), f"{where} 生效日"),
        effective_until=None if until is None else _day(until, f"{where} 失效日"),
        source=_source(source),
        words=MappingProxyType(dict(words)),
        materials=_each(part.take("materials"), f"{where} 材料", _material),
        banned=_each(part.take("banned"), f"{where} 不得索要", _banned),
        questions=_each(part.take("questions"), f"{where} 问题", _question),
        steps=_each(part.take("steps"), f"{where} 步骤", _step),
        clocks=_each(part.take("clocks"), f"{where} 时限", _clock),
        notices=_each(part.take("notices"), f"{where} 文书", _notice),
        posting_title=part.text("posting_title", 100),
        posting_columns=_each(part.take("posting_columns"), f"{where} 公示栏目", _column),
        roster_columns=_each(part.take("roster_columns"), f"{where} 名册栏目", _column),
        silences=_each(part.take("silences"), f"{where} 未载明", _silence),
        papers=_each(part.take("papers"), f"{where} 表单", _paper),
    )
    source.done()
    part.done()
    return spec
