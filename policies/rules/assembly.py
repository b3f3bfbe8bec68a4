"""Put a programme together from a place's own words, the programme it is like, and the common catalogue.

A pack says `use = "id_copy"` and adds what its own document says; `like = "dibao"` starts from another
programme of the same place. What comes out is plain canonical data for `read_spec`: nothing is left to look up.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from policies.rules.programme import SpecError, canonical_json

IDENTITY = {
    "materials": "code",
    "banned": "code",
    "questions": "key",
    "steps": "kind",
    "clocks": "name",
    "notices": "kind",
    "papers": "kind",
    "posting_columns": "key",
    "roster_columns": "key",
    "silences": "key",
}
"""The lists of a programme, and which key tells two entries apart."""

SHELVES = {"posting_columns": "columns", "roster_columns": "columns"}
"""Lists whose entries are kept under another name in the catalogue."""

Data = Mapping[str, Any]


def plain(data: Any) -> Any:
    """Return data as JSON knows it: dates as text, tuples as lists, its own copies all through."""
    return json.loads(canonical_json({"": data}))[""]


def assemble(own: Data, place: Data, catalogue: Data, like: Data | None = None) -> dict[str, Any]:
    """Return the canonical data of one programme; raise `SpecError` naming what cannot be found.

    `place` gives what all programmes of the place share (code, source, words); `like` is the canonical
    data of the programme that this one starts from.
    """
    where = str(own.get("code", "项目"))
    body = plain({key: value for key, value in (like or {}).items() if key != "effective_until"})
    drop, lists = own.get("drop", {}), own.get("lists", {})
    _refuse_unknown(where, (*drop, *lists))
    for name, identity in IDENTITY.items():
        entries = [{"use": word} for word in lists.get(name, ())]
        entries = [*own.get(name, ()), *entries]
        kept = [entry for entry in body.get(name, []) if entry[identity] not in drop.get(name, ())]
        resolved = [_resolve(entry, name, catalogue, where, inherited=kept) for entry in entries]
        body[name] = _merged(kept, resolved, identity, f"{where} {name}")
    structure = {*IDENTITY, "drop", "lists", "like", "source", "words"}
    body.update({key: value for key, value in own.items() if key not in structure})
    body["place"] = place["code"]
    body["source"] = {**place["source"], **body.get("source", {}), **own.get("source", {})}
    body["words"] = {**place.get("words", {}), **body.get("words", {}), **own.get("words", {})}
    return normal(body)


def normal(body: Data) -> dict[str, Any]:
    """Return a body in its one spelling: what is not said is not there, except that no list is ever missing.

    Empty texts and empty lists are left out all through, and so is a step's box that nobody ticked.
    """
    found = {key: _said(value) for key, value in plain(body).items()}
    found["steps"] = [
        {key: value for key, value in step.items() if value is not False} if isinstance(step, dict) else step
        for step in found.get("steps") or []
    ]
    kept = {key: value for key, value in found.items() if value not in ("", None)}
    return {**kept, **{name: found.get(name) or [] for name in IDENTITY}}


def _said(value: Any) -> Any:
    """Leave out, at every depth, the keys that hold nothing; lines end as they do here, not as browsers send them."""
    if isinstance(value, str):
        return value.replace("\r\n", "\n").strip()
    if isinstance(value, dict):
        spoken = {key: _said(item) for key, item in value.items()}
        return {key: item for key, item in spoken.items() if item not in ("", None, [], {})}
    if isinstance(value, list):
        return [_said(item) for item in value]
    return value


def _refuse_unknown(where: str, names: Iterable[str]) -> None:
    unknown = sorted(set(names) - set(IDENTITY))
    if unknown:
        raise SpecError(f"{where}：没有这样的栏目 {'、'.join(unknown)}")


def _resolve(entry: Data, name: str, catalogue: Data, where: str, inherited: list[Data]) -> dict[str, Any]:
    """Return an entry with its catalogue words below its own; an inherited entry that was not dropped is amended."""
    if not isinstance(entry, Mapping):
        raise SpecError(f"{where} {name}：每一项应当是一个表")
    own = {key: value for key, value in entry.items() if key != "use"}
    word = entry.get("use")
    if word is None:
        return own
    shelf = catalogue.get(SHELVES.get(name, name), {})
    if word not in shelf:
        raise SpecError(f"{where} {name}：通用目录里没有“{word}”")
    identity = IDENTITY[name]
    base = dict(shelf[word])
    before = next((old for old in inherited if old[identity] == base[identity]), {})
    return {**base, **before, **own}


def _merged(kept: list[Data], new: list[dict[str, Any]], identity: str, where: str) -> list[Data]:
    """Return the kept entries with amended ones in their old place and new ones at the end."""
    keys = [entry.get(identity) for entry in new]
    twice = sorted({str(key) for key in keys if keys.count(key) > 1})
    if twice:
        raise SpecError(f"{where}：写了两次 {'、'.join(twice)}")
    if None in keys:
        raise SpecError(f"{where}：有一项没有写“{identity}”，也没有 use")
    amended = {entry[identity]: entry for entry in new}
    merged = [amended.pop(entry[identity], entry) for entry in kept]
    return merged + list(amended.values())
