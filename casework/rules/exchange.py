"""Files out and in for the means check: which columns a place wants, and what a line of a report says."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal, InvalidOperation

from casework.rules.survey import COMPARED, MONEY
from policies.rules.typography import set_type

REQUEST = {
    "number": "受理编号",
    "name": "姓名",
    "id_number": "身份证号",
    "relation": "与申请人关系",
    "programme": "救助项目",
    "village": "村（社区）",
    "authorised_on": "授权日期",
    "scope": "授权范围",
}
REPORT = {
    "number": "受理编号",
    "report": "报告编号",
    "dated": "报告日期",
    "result": "核对结论",
    "income": "年收入（元）",
    "deposits": "存款（元）",
    "capital": "经营投资（元）",
    "vehicles": "车辆（辆）",
    "houses": "房产（处）",
    "others": "其他财产（元）",
}
"""What a place starts from; it renames, reorders and leaves out what it likes."""
NEEDED = {"request": ("number", "name", "id_number"), "report": ("number", "result")}
WITHIN, OVER = "within", "over"
WORDS = {WITHIN: ("符合", "未超标", "没有超出", "无异常"), OVER: ("不符合", "超标", "超出", "有异常")}
"""How a report says it, where the place has not said otherwise; read exactly, never by a part of a word."""
DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})", re.ASCII)
ALL = {"request": REQUEST, "report": REPORT}


class MapError(ValueError):
    """A column map cannot work; the message is a sentence for the person at the desk."""


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """The columns of one file of one place in order: (field, heading); `words`: how a result is said."""

    kind: str
    columns: tuple[tuple[str, str], ...]
    words: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: dict(WORDS))

    @property
    def headings(self) -> tuple[str, ...]:
        """The first line of the file."""
        return tuple(heading for _field, heading in self.columns)

    def line(self, values: Mapping[str, str]) -> tuple[str, ...]:
        """Return one line of a request in the order of the columns."""
        return tuple(values.get(name, "") for name, _heading in self.columns)


def usual(kind: str) -> ColumnMap:
    """Return the map a place starts from."""
    return ColumnMap(kind, tuple(ALL[kind].items()))


def read_map(kind: str, text: str, words: Mapping[str, str]) -> ColumnMap:
    """Read a map as it is edited: a line a column, `field = heading`; raise `MapError` with what is wrong.

    `words` are the results' sayings, separated by 、
    """
    columns = [
        _column(kind, number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip()
    ]
    names, headings = [name for name, _heading in columns], [heading for _name, heading in columns]
    missing = [ALL[kind][name] for name in NEEDED[kind] if name not in names]
    if missing:
        raise MapError(f"少了不能少的列：{'、'.join(missing)}")
    if len(set(names)) != len(names) or len(set(headings)) != len(headings):
        raise MapError("同一列写了两次，请删掉一个")
    said = {
        key: tuple(word.strip() for word in text.split("、") if word.strip()) for key, text in words.items()
    }
    if kind == "report" and (not all(said.get(key) for key in WORDS) or set(said[WITHIN]) & set(said[OVER])):
        raise MapError("“没有超出”和“超出”的说法都要写，而且不能一样")
    return ColumnMap(kind, tuple(columns), said or dict(WORDS))


def _column(kind: str, number: int, line: str) -> tuple[str, str]:
    name, found, heading = (part.strip() for part in line.partition("="))
    if not found or not heading or name not in ALL[kind]:
        raise MapError(
            f"第 {number} 行看不懂，要写成“{next(iter(ALL[kind]))} = 列名”，左边只能用列出来的代码"
        )
    return name, heading


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One line of a report, read: which case, what came out; or the sentence that says why it cannot be taken."""

    line: int
    number: str = ""
    result: str = ""
    report: str = ""
    dated: str = ""
    found: Mapping[str, int] = field(default_factory=dict)
    wrong: str = ""


def read_report(columns: ColumnMap, table: Sequence[Sequence[str]]) -> tuple[ReportLine, ...]:
    """Read a report file line by line; raise `MapError` where its columns are not those of the map.

    Half-width and full-width marks in a heading are the same: 年收入(元) is 年收入（元）.
    """
    first = [set_type(cell.strip()) for cell in table[0]] if table else []
    wanted = [(name, set_type(heading)) for name, heading in columns.columns]
    places = {name: first.index(heading) for name, heading in wanted if heading in first}
    lacking = [dict(columns.columns)[name] for name in NEEDED["report"] if name not in places]
    if lacking:
        raise MapError(f"文件第一行没有这几列：{'、'.join(lacking)}。请对照列名表")
    rows = ((number, row) for number, row in enumerate(table[1:], 2) if any(cell.strip() for cell in row))
    read = [_read(columns, number, _cells(places, row)) for number, row in rows]
    return tuple(_twice(read))


def _cells(places: Mapping[str, int], row: Sequence[str]) -> dict[str, str]:
    return {name: row[place].strip() for name, place in places.items() if place < len(row)}


def _read(columns: ColumnMap, line: int, cells: Mapping[str, str]) -> ReportLine:
    number = cells.get("number", "")
    if not number:
        return ReportLine(line, wrong="没有受理编号")
    result = next((key for key, said in columns.words.items() if cells.get("result", "") in said), "")
    if not result:
        return ReportLine(line, number, wrong="核对结论看不懂，请对照“怎么说”的设置")
    try:
        found = {name: _amount(name, cells[name]) for name in COMPARED if cells.get(name)}
        dated = _day(cells.get("dated", ""))
    except ValueError:
        return ReportLine(line, number, wrong="金额、数量或者日期写得不对")
    return ReportLine(line, number, result, cells.get("report", ""), dated, found)


def _twice(lines: Sequence[ReportLine]) -> list[ReportLine]:
    """Take a case that stands in the file twice once; where its lines differ, nobody here knows which is right."""
    said: dict[str, set[str]] = {}
    for line in lines:
        said.setdefault(line.number, set()).add(repr(replace(line, line=0)))
    seen: set[str] = set()
    found = []
    for line in lines:
        wrong = line.wrong
        if not wrong and len(said[line.number]) > 1:
            wrong = "同一个编号有几行，写的不一样，请问清楚哪一行对"
        elif not wrong and line.number in seen:
            wrong = "同一个编号前面已经有一行了"
        found.append(ReportLine(line.line, line.number, wrong=wrong) if wrong else line)
        seen.add(line.number)
    return found


def out_of_time(dated: str, asked: date, today: date) -> str:
    """Say what is wrong with the day of a report (ISO, may be empty) on a check asked for on `asked`; empty: nothing.

    A report from before it was asked for answers something else, and before anybody had authorised it.
    """
    if not dated:
        return ""
    day = date.fromisoformat(dated)
    if day > today:
        return "报告日期还没有到，请核对"
    return "报告日期早于发起核对的那一天，是以前的报告，不能用" if day < asked else ""


def _amount(name: str, text: str) -> int:
    """Return yuan in fen, or a count; raise ValueError for anything else."""
    try:
        value = Decimal(text.replace(",", "").removesuffix("元"))
    except InvalidOperation as error:
        raise ValueError(name) from error
    if not value.is_finite():
        raise ValueError(name)
    whole = value * 100 if name in MONEY else value
    if whole < 0 or whole != whole.to_integral_value():
        raise ValueError(name)
    return int(whole)


def _day(text: str) -> str:
    """Return an ISO day from the ways a spreadsheet writes one; empty stays empty. Raises ValueError."""
    if not text:
        return ""
    shape = DAY.match(text)
    if shape is None:
        raise ValueError("day")
    year, month, day = map(int, shape.groups())
    return date(year, month, day).isoformat()
