"""The ground of a pack, that is its place, offices and values: what is wrong with it, before any of it is stored."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from policies.rules.packs import Data, Pack, Stated, UnitRow
from policies.rules.parameters import AREAS, OPERATORS, ROUNDINGS, Parameter, value_problem

_CODE = re.compile(r"[A-Za-z0-9_-]{1,40}")
_OFFICE = re.compile(r"[A-Za-z0-9_-]{1,20}")
_REGION = re.compile(r"[0-9]{6,12}")
PLACE_TEXTS = {"name": 60, "short_name": 30, "level": 10, "bureau": 60}
"""What every place says of itself, and in how many characters at most."""
UNIT_TEXTS = {"phone": 40, "address": 120}
VALUE_TEXTS = {"programme": 40, "scope": 20, "unit": 20}
NATIONAL_MOST = CLAUSE_MOST = VALUE_MOST = 200
KEY_MOST, REF_MOST, LABEL_MOST, NAME_MOST = 40, 40, 80, 60
OVER = {"county": "", "township": "county", "village": "township"}
"""The level of the office that an office of each level stands under."""


def ground_faults(pack: Pack) -> Iterator[str]:
    """Yield, in Chinese, what is wrong with a pack's place, offices and values; nothing: they can be stored."""
    yield from _place_faults(pack.jurisdiction)
    levels: dict[str, str] = {}
    for number, unit in enumerate(pack.units, start=1):
        if fault := next(_unit_faults(unit, levels, pack.jurisdiction), ""):
            yield f"单位 第 {number} 行：{fault}"
        else:
            levels[unit.code] = unit.level
    seen: set[tuple[Any, ...]] = set()
    for number, stated in enumerate(pack.parameters, start=1):
        if fault := next(_value_faults(stated, levels, seen), ""):
            yield f"参数 第 {number} 行：{fault}"


def _place_faults(place: Data) -> Iterator[str]:
    if not _written(place.get("code"), _CODE):
        yield "地方的代号：只能用字母、数字和下划线"
    if not _written(place.get("region_code"), _REGION):
        yield "地方的区划代码：要写成六位数字"
    for key, most in PLACE_TEXTS.items():
        if fault := _text_fault(place.get(key), most):
            yield f"地方的 {key}：{fault}"
    if fault := _text_fault(place.get("hotline", ""), UNIT_TEXTS["phone"], empty=True):
        yield f"地方的 hotline：{fault}"


def _unit_faults(unit: UnitRow, levels: dict[str, str], place: Data) -> Iterator[str]:
    if not _written(unit.code, _OFFICE) or unit.code in levels:
        yield "代码要写成数字或字母，而且不能重复"
    if fault := _text_fault(unit.name, NAME_MOST):
        yield f"名称{fault}"
    if unit.level not in OVER or not isinstance(unit.covered, bool):
        yield f"level 只能是 {'、'.join(OVER)}，covered 只能是 true 或 false"
    if unit.area not in ("", *AREAS):
        yield f"area 只能是 {'、'.join(AREAS)}，或者空着"
    for key, most in UNIT_TEXTS.items():
        if fault := _text_fault(getattr(unit, key), most, empty=True):
            yield f"{key}{fault}"
    if fault := _standing_fault(unit, levels, place):
        yield fault


def _standing_fault(unit: UnitRow, levels: dict[str, str], place: Data) -> str:
    """Return what is wrong with an office's place under the others: rows are scoped by the beginning of its code."""
    if unit.level == "county":
        alone = unit.parent == "" and unit.code == place.get("region_code")
        return "" if alone else "县没有上级，代码就是区划代码"
    if not isinstance(unit.parent, str) or levels.get(unit.parent) != OVER[unit.level]:
        return "上级不对：上级要写在前面，镇在县下面，村在镇下面"
    # A code that is its parent's was refused as a second one already.
    return "" if unit.code.startswith(unit.parent) else "代码要以上级单位的代码开头"


def _value_faults(stated: Stated, levels: dict[str, str], seen: set[tuple[Any, ...]]) -> Iterator[str]:
    yield from _shape_faults(stated)
    row = stated.local
    if row.scope not in ("", *AREAS) and levels.get(row.scope) != "township":
        yield f"“{row.label}”用在哪里：不是 urban、rural，也不是这里的乡镇"
    if row.operator not in OPERATORS or row.rounding not in ROUNDINGS:
        yield f"“{row.label}”的 operator 或 rounding 不在规定的词里"
    if row.until is not None and row.until < row.since:
        yield f"“{row.label}”的止日早于起日"
    yield from _stated_faults(row)
    key = (row.programme, row.key, row.scope, row.since)
    if key in seen:
        yield f"“{row.label}”同一天写了两次"
    seen.add(key)


def _shape_faults(stated: Stated) -> Iterator[str]:
    row = stated.local
    if fault := _text_fault(row.key, KEY_MOST):
        yield f"代码{fault}"
    if fault := _text_fault(row.label, LABEL_MOST):
        yield f"名称{fault}"
    texts = {key: (getattr(row, key), most) for key, most in VALUE_TEXTS.items()}
    texts["clause"], texts["ref"] = (row.cite.clause, CLAUSE_MOST), (row.cite.ref, REF_MOST)
    texts["operator"], texts["rounding"] = (row.operator, REF_MOST), (row.rounding, REF_MOST)
    texts["national_value"] = (stated.national_value, NATIONAL_MOST)
    texts["national_clause"] = (stated.national_clause, NATIONAL_MOST)
    for key, (text, most) in texts.items():
        if fault := _text_fault(text, most, empty=True):
            yield f"“{row.label}”的 {key}{fault}"
    if type(row.since) is not date or not isinstance(row.until, date | None):
        yield f"“{row.label}”的日期要写成 2023-01-01 这样"


def _stated_faults(row: Parameter) -> Iterator[str]:
    if row.value is None:
        return
    if fault := _text_fault(row.value, VALUE_MOST):
        yield f"“{row.label}”的 value{fault}；文件没有写的，不写 value"
    elif fault := value_problem(row.unit, row.value):
        yield f"“{row.label}”：{fault}"
    if not row.cite.clause.strip():
        yield f"“{row.label}”：有数就要有依据"


def _written(value: object, pattern: re.Pattern[str]) -> bool:
    return isinstance(value, str) and pattern.fullmatch(value) is not None


def _text_fault(value: object, most: int, *, empty: bool = False) -> str:
    """Return what is wrong with a text that may have so many characters; `empty`: and none."""
    if not isinstance(value, str):
        return "要写成文字，放在引号里"
    if not value.strip() and not empty:
        return "没有写"
    return f"太长，最多 {most} 个字" if len(value) > most else ""
