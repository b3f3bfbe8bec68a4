"""From a canonical body to the columns of a draft and back, without losing a word: plain data on both sides.

The columns hold what Wagtail keeps of a StreamField (`[{"type": …, "value": {…}}, …]`). A part left empty in a
form is simply not said: the canonical body has no empty texts, no empty lists and no unticked boxes.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from policies.rules.assembly import IDENTITY, normal
from policies.rules.plain_data import PlainDataError, read_json
from policies.rules.programme import SpecError, canonical_json

SOURCE = ("title", "number", "issuer", "issued", "note")
TEXTS = ("name", "short", "summary", "effective_from", "effective_until", "posting_title")
LISTS = tuple(IDENTITY)
BLOCK = {
    "materials": "material",
    "banned": "proof",
    "questions": "question",
    "clocks": "clock",
    "notices": "notice",
    "papers": "paper",
    "posting_columns": "column",
    "roster_columns": "column",
    "silences": "silence",
}
"""The type of the blocks of each list; a step's block is called after its kind."""

Columns = dict[str, Any]


def to_columns(body: Mapping[str, Any]) -> Columns:
    """Return the columns of a draft that say exactly what the body says; raise `SpecError` where they cannot."""
    body = normal(body)
    columns: Columns = {key: body.get(key) for key in TEXTS}
    columns |= {f"source_{key}": body.get("source", {}).get(key, "") for key in SOURCE}
    columns["words"] = [
        {"type": "word", "value": {"key": key, "word": word}} for key, word in body.get("words", {}).items()
    ]
    for name in LISTS:
        columns[name] = [_block(name, entry) for entry in body.get(name, ())]
    if canonical_json(
        to_body(columns, place=body.get("place", ""), code=body.get("code", ""))
    ) != canonical_json(body):
        raise SpecError(f"{body.get('code', '项目')}：有的内容在表单里放不下，请用规则包来改")
    return columns


def to_body(columns: Mapping[str, Any], *, place: str, code: str) -> dict[str, Any]:
    """Return the canonical body that the columns of a draft say; what is missing is for the reader to name."""
    body: dict[str, Any] = {"place": place, "code": code}
    body |= {key: columns.get(key) for key in TEXTS}
    body["source"] = {key: columns.get(f"source_{key}") for key in SOURCE}
    body["words"] = {
        str(block["value"].get("key")): block["value"].get("word") for block in columns.get("words") or ()
    }
    for name in LISTS:
        body[name] = [_entry(name, block) for block in columns.get(name) or ()]
    return normal(body)


# -- one entry of a list
def _block(name: str, entry: Mapping[str, Any]) -> dict[str, Any]:
    value = dict(entry)
    kind = BLOCK[name] if name != "steps" else value.pop("kind")
    if "when" in value:
        value["when"] = _rows(value["when"])
    if "cites" in value:
        value["cites"] = [{"option": option, **cite} for option, cite in value["cites"].items()]
    return {"type": kind, "value": value}


def _entry(name: str, block: Mapping[str, Any]) -> dict[str, Any]:
    value = {key: _plain(item) for key, item in block["value"].items()}
    if name == "steps":
        value["kind"] = block["type"]
    if "when" in value:
        value["when"] = _condition(value["when"])
    if value.get("cites"):
        value["cites"] = {
            str(cite.get("option")): {"clause": cite.get("clause"), "ref": cite.get("ref")}
            for cite in value["cites"]
        }
    return value


def _plain(item: Any) -> Any:
    """Take a list out of the envelopes Wagtail keeps its items in."""
    if isinstance(item, list):
        return [
            _plain(each["value"])
            if isinstance(each, Mapping) and each.get("type") == "item"
            else _plain(each)
            for each in item
        ]
    if isinstance(item, Mapping):
        return {key: _plain(value) for key, value in item.items()}
    return item


# -- conditions: a few rows for what people write, JSON for the rare rest
SPOKEN = {True: "有", False: "没有"}


def _rows(when: Mapping[str, Any]) -> dict[str, Any]:
    join = next((word for word in ("all", "any") if len(when.get(word, ())) > 1), "all")
    parts = when.get(join, [when])
    rows = [_row(part) for part in parts]
    if all(rows) and _condition({"join": join, "rows": rows}) == when:
        return {"join": join, "rows": rows, "written": ""}
    return {"join": "all", "rows": [], "written": canonical_json(when)}


def _row(part: Mapping[str, Any]) -> dict[str, Any] | None:
    words = [word for word in part if word != "fact"]
    if "fact" not in part or len(words) != 1:
        return None
    value = part[words[0]]
    if isinstance(value, list):
        spoken = "、".join(str(item) for item in value)
    else:
        spoken = SPOKEN[value] if isinstance(value, bool) else str(value)
    return {"fact": part["fact"], "compare": words[0], "value": spoken}


def _condition(raw: Any) -> Any:
    """Return the condition that rows or written JSON say; None where they say nothing."""
    if raw.get("written"):
        try:
            return read_json(raw["written"])
        except PlainDataError as error:
            raise SpecError(f"条件：写成的规则读不了（{error}），看看方括号和花括号写对没有") from error
    parts = [
        {"fact": row.get("fact"), row.get("compare") or "is": _value(row)} for row in raw.get("rows") or ()
    ]
    if len(parts) == 1:
        return parts[0]
    return {raw.get("join") or "all": parts} if parts else None


def _value(row: Mapping[str, Any]) -> Any:
    text = str(row.get("value") or "").strip()
    if row.get("compare") == "one_of":
        return [_single(item) for item in text.split("、") if item]
    return _single(text)


def _single(text: str) -> Any:
    if text in ("有", "是"):
        return True
    if text in ("没有", "不是"):
        return False
    return int(text) if text.isascii() and text.isdigit() else text
