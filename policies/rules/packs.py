"""A pack: everything one place's document says, as plain values between the file and the database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from policies.rules.parameters import AREAS, OPERATORS, ROUNDINGS, Parameter
from policies.rules.programme import Cite, ProgrammeSpec, SpecError
from policies.rules.reading import read_spec

Data = Mapping[str, Any]
PARAMETER_KEYS = {
    "key",
    "label",
    "programmes",
    "value",
    "silent",
    "unit",
    "operator",
    "rounding",
    "scope",
    "since",
    "until",
    "clause",
    "ref",
}


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One office: the code of a child starts with the code of its parent. `area`: urban, rural or not told apart."""

    code: str
    name: str
    level: str
    parent: str
    covered: bool = True
    phone: str = ""
    address: str = ""
    area: str = ""

    @property
    def short_name(self) -> str:
        """The name as people say it, without the words for the kind of unit."""
        for ending in ("街道", "镇", "乡"):
            if self.name.endswith(ending) and len(self.name) > len(ending) + 1:
                return self.name.removesuffix(ending)
        return self.name


@dataclass(frozen=True, slots=True)
class Stated:
    """A parameter as a pack has it: the local value (None: silent), and the national one beside it."""

    local: Parameter
    national_value: str = ""
    national_clause: str = ""


@dataclass(frozen=True, slots=True)
class Pack:
    """One place: who it is, its offices, its values, and its programmes as canonical data."""

    code: str
    jurisdiction: Data
    units: tuple[UnitRow, ...]
    parameters: tuple[Stated, ...]
    programmes: tuple[Data, ...]

    def spec(self, programme: str) -> ProgrammeSpec:
        """Return one programme of the pack; raise `SpecError` where there is none of that code."""
        for body in self.programmes:
            if body["code"] == programme:
                return read_spec(body)
        raise SpecError(f"{self.code}：没有“{programme}”这个项目")

    def rows(self, programme: str) -> tuple[Parameter, ...]:
        """Return the values that hold for one programme, those for all programmes included."""
        return tuple(stated.local for stated in self.parameters if stated.local.programme in ("", programme))


def read_units(jurisdiction: Data, units: Data) -> tuple[UnitRow, ...]:
    """Return the county and its townships; a line is `"001 百官街道"` (three digits after the county's code).

    Where town and country have their own values, `urban` and `rural` list the three digits of their townships.
    """
    county = str(jurisdiction["region_code"])
    rows = [UnitRow(county, str(jurisdiction["name"]), "county", "")]
    for covered, key in ((True, "townships"), (False, "not_covered")):
        for line in units.get(key, ()):
            number, _, name = str(line).partition(" ")
            if len(number) != 3 or not number.isdigit() or not name.strip():
                raise SpecError(f"单位“{line}”：要写成三位代码、空格、名称")
            area = "、".join(each for each in AREAS if number in units.get(each, ()))
            if area and area not in AREAS:
                raise SpecError(f"单位“{line}”：城镇(urban)和农村(rural)只能写在一边")
            rows.append(UnitRow(county + number, name.strip(), "township", county, covered, area=area))
    codes = [row.code for row in rows]
    twice = sorted({code for code in codes if codes.count(code) > 1})
    if twice:
        raise SpecError(f"单位代码重复：{'、'.join(twice)}")
    stray = sorted(
        {each for area in AREAS for each in units.get(area, ())} - {code[len(county) :] for code in codes}
    )
    if stray:
        raise SpecError(f"城镇(urban)、农村(rural)里有不认识的乡镇代码：{'、'.join(stray)}")
    return tuple(rows)


def read_parameters(
    entries: list[Data], silent: list[str], names: Data, where: str, units: tuple[UnitRow, ...] = ()
) -> tuple[Stated, ...]:
    """Return the values of a place; one without `value` must say `silent = true`, so that nobody forgets one.

    A `scope` is urban, rural, or a township by its name or its code.
    """
    entries = [_placed(entry, units, where) for entry in entries]
    stated = [row for entry in entries for row in _stated(entry, names, where)]
    for key in silent:
        stated.extend(_stated({"key": key, "silent": True}, names, where))
    keys = [(row.local.key, row.local.programme, row.local.scope, row.local.since) for row in stated]
    twice = sorted({key[0] for key in keys if keys.count(key) > 1})
    if twice:
        raise SpecError(f"{where} 参数写了两次：{'、'.join(twice)}")
    return tuple(stated)


def _placed(entry: Data, units: tuple[UnitRow, ...], where: str) -> Data:
    """Return an entry with the code of its township for a scope, whichever way it was written."""
    scope = str(entry.get("scope", ""))
    if scope in ("", *AREAS):
        return entry
    found = [row.code for row in units if row.level == "township" and scope in (row.code, row.name)]
    if len(found) != 1:
        raise SpecError(
            f"{where} 参数“{entry.get('key', '')}”：scope“{scope}”不是 urban、rural，也不是这里的乡镇"
        )
    return {**entry, "scope": found[0]}


def _stated(entry: Data, names: Data, where: str) -> list[Stated]:
    key = str(entry.get("key", ""))
    place = f"{where} 参数“{key}”"
    unknown = sorted(set(entry) - PARAMETER_KEYS)
    if unknown:
        raise SpecError(f"{place}：不认识的项 {'、'.join(unknown)}")
    if ("value" in entry) == bool(entry.get("silent")):
        raise SpecError(f"{place}：要么写 value，要么写 silent = true(文件没有写)")
    name = names.get(key)
    if name is None and not entry.get("label"):
        raise SpecError(f"{place}：通用目录里没有这个参数，要写上 label")
    known: Data = name or {}
    if "value" in entry and not (entry.get("clause") and entry.get("ref")):
        raise SpecError(f"{place}：有数就要有依据（clause 和 ref）")
    return [
        Stated(
            _parameter(entry, known, programme, place),
            str(known.get("value", "")),
            str(known.get("clause", "")),
        )
        for programme in (entry.get("programmes") or [""])
    ]


def _parameter(entry: Data, known: Data, programme: str, place: str) -> Parameter:
    operator = str(entry.get("operator", known.get("operator", "")))
    rounding = str(entry.get("rounding", known.get("rounding", "")))
    if operator not in OPERATORS or rounding not in ROUNDINGS:
        raise SpecError(f"{place}:operator 或 rounding 不在规定的词里")
    return Parameter(
        key=str(entry["key"]),
        label=str(entry.get("label", known.get("label", ""))),
        value=None if entry.get("silent") else str(entry["value"]),
        unit=str(entry.get("unit", known.get("unit", ""))),
        operator=operator,
        rounding=rounding,
        programme=programme,
        scope=str(entry.get("scope", "")),
        since=_day(entry.get("since"), date.min, place),
        until=None if entry.get("until") is None else _day(entry["until"], date.max, place),
        cite=Cite(str(entry.get("clause", "")), str(entry.get("ref", ""))),
    )


def _day(value: Any, otherwise: date, place: str) -> date:
    if value is None:
        return otherwise
    try:
        return date.fromisoformat(str(value))
    except ValueError as error:
        raise SpecError(f"{place}：日期要写成 2023-01-01 这样") from error
