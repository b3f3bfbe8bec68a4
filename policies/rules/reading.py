"""Read a programme from plain data, strictly: an unknown word or a missing one is an error that says where."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, TypeVar

from policies.rules import programme as p
from policies.rules.conditions import ConditionError, parse

T = TypeVar("T")


class _Part:
    """One table of the data, read key by key; whatever is left over is an error."""

    def __init__(self, data: object, where: str) -> None:
        if not isinstance(data, Mapping):
            raise p.SpecError(f"{where}：应当是一个表")
        self._left = dict(data)
        self.where = where

    def take(self, key: str, default: Any = None) -> Any:
        return self._left.pop(key, default)

    def need(self, key: str) -> Any:
        if self._left.get(key) in (None, ""):
            raise p.SpecError(f"{self.where}：缺少“{key}”")
        return self._left.pop(key)

    def text(self, key: str) -> str:
        return str(self.take(key, "")).strip()

    def texts(self, key: str) -> tuple[str, ...]:
        return tuple(str(item) for item in self.take(key, ()))

    def one_of(self, key: str, allowed: tuple[str, ...], default: str) -> str:
        value = str(self.take(key, default))
        if value not in allowed:
            raise p.SpecError(f"{self.where}:“{key}”只能是 {'、'.join(allowed)}，不能是“{value}”")
        return value

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
    return p.Step(
        kind=part.one_of("kind", p.STEP_KINDS, ""),
        roles=part.texts("roles"),
        after=part.texts("after"),
        apart_from=part.texts("apart_from"),
        cite=part.cite(),
        options=part.rest(),
    )


def _clock(part: _Part) -> p.Clock:
    limit, extended = part.take("limit"), part.take("extended_limit")
    return p.Clock(
        name=part.need("name"),
        label=part.need("label"),
        start=part.texts("start"),
        stop=part.texts("stop"),
        limit=None if limit is None else int(limit),
        parameter=part.text("parameter"),
        unit=part.one_of("unit", p.UNITS, "workday"),
        extended_limit=None if extended is None else int(extended),
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
        part.need("title"), part.text("number"), part.text("issuer"), part.text("issued"), part.text("note")
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
    source = _Part(part.need("source"), f"{where} 出处")
    words = part.take("words", {})
    spec = p.ProgrammeSpec(
        place=part.need("place"),
        code=part.need("code"),
        name=part.need("name"),
        short=part.need("short"),
        summary=part.text("summary"),
        effective_from=_day(part.need("effective_from"), f"{where} 生效日"),
        effective_until=None if until is None else _day(until, f"{where} 失效日"),
        source=_source(source),
        words=MappingProxyType(dict(words)),
        materials=_each(part.take("materials"), f"{where} 材料", _material),
        banned=_each(part.take("banned"), f"{where} 不得索要", _banned),
        questions=_each(part.take("questions"), f"{where} 问题", _question),
        steps=_each(part.take("steps"), f"{where} 步骤", _step),
        clocks=_each(part.take("clocks"), f"{where} 时限", _clock),
        notices=_each(part.take("notices"), f"{where} 文书", _notice),
        posting_title=part.text("posting_title"),
        posting_columns=_each(part.take("posting_columns"), f"{where} 公示栏目", _column),
        roster_columns=_each(part.take("roster_columns"), f"{where} 名册栏目", _column),
        silences=_each(part.take("silences"), f"{where} 未载明", _silence),
        papers=_each(part.take("papers"), f"{where} 表单", _paper),
    )
    source.done()
    part.done()
    return spec
