"""Write a place's law as plain files with their hashes, and read such files back, trusting none of them."""

from __future__ import annotations

import hashlib
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from policies.actions.pack_files import FILE_LIMIT, PackError, refuse_ground, refuse_words
from policies.models import Jurisdiction, ParameterValue, Programme, Unit
from policies.rules.packs import Pack, Stated, UnitRow
from policies.rules.parameters import Parameter
from policies.rules.plain_data import PlainDataError, read_json
from policies.rules.programme import Cite, SpecError, canonical_json
from policies.rules.reading import read_spec
from policies.rules.validator import validate

MANIFEST = "manifest.json"
PLACE = "place.json"
FORMAT = "yimen-pack/1"
MOST_FILES = 200


def export_pack(*, place: str, folder: Path) -> dict[str, str]:
    """Write the newest versions and all values of a place; return the sha256 of each file by its name.

    Raises `PackError` for an unknown place.
    """
    texts = export_texts(place=place)
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    return {name: _sha(text.encode()) for name, text in texts.items() if name != MANIFEST}


def export_texts(*, place: str) -> dict[str, str]:
    """Return the text of every file of an export by its name, the manifest with the hashes last.

    Raises `PackError` for an unknown place.
    """
    jurisdiction = Jurisdiction.objects.filter(code=place).first()
    if jurisdiction is None:
        raise PackError(f"库里没有“{place}”这个地方，先载入再导出。")
    texts = {PLACE: canonical_json(_place(jurisdiction))}
    for programme in Programme.objects.filter(jurisdiction=jurisdiction).order_by("code"):
        version = programme.versions.order_by("-number").first()
        if version is not None:
            texts[f"{programme.code}.json"] = version.body
    hashes = {name: _sha(text.encode()) for name, text in texts.items()}
    manifest = {"format": FORMAT, "place": place, "files": hashes}
    return {**texts, MANIFEST: canonical_json(manifest)}


def read_export(folder: Path) -> Pack:
    """Read exported files back; raises `PackError` for a wrong hash, a stray name or a broken programme."""
    manifest = _json(folder / MANIFEST)
    if manifest.get("format") != FORMAT or not isinstance(manifest.get("files"), dict):
        raise PackError(f"{MANIFEST}：不是一门导出的规则包。")
    files = manifest["files"]
    if PLACE not in files or len(files) > MOST_FILES:
        raise PackError(f"{MANIFEST}：文件清单不对。")
    texts = {name: _checked(folder, name, str(sha)) for name, sha in files.items()}
    programmes = [_programme(name, text) for name, text in sorted(texts.items()) if name != PLACE]
    try:
        pack = _pack(read_json(texts[PLACE]), programmes, str(manifest["place"]))
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise PackError(f"{PLACE}：内容不完整（{error}）。") from error
    refuse_words(PLACE, pack.jurisdiction.get("words", {}))
    refuse_ground(PLACE, pack)
    return pack


def _checked(folder: Path, name: str, sha: str) -> str:
    if name != Path(name).name or not name.endswith(".json") or name == MANIFEST:
        raise PackError(f"{MANIFEST}：不接受“{name}”这样的文件名。")
    path = folder / name
    if path.is_symlink() or not path.is_file() or path.stat().st_size > FILE_LIMIT:
        raise PackError(f"{name}：没有这个文件，或者它不像规则包里的文件。")
    data = path.read_bytes()
    if _sha(data) != sha:
        raise PackError(f"{name}：内容和清单里的指纹对不上，文件被改过。")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise PackError(f"{name}：不是 UTF-8 文字。") from error


def _programme(name: str, text: str) -> dict[str, Any]:
    try:
        body: dict[str, Any] = read_json(text)
        spec = read_spec(body)
    except (SpecError, ValueError, AttributeError) as error:
        raise PackError(f"{name}：{error}") from error
    defects = validate(spec)
    if defects:
        raise PackError(f"{name}：" + "；".join(str(defect) for defect in defects))
    return body


def _place(jurisdiction: Jurisdiction) -> dict[str, Any]:
    fields = ("name", "short_name", "level", "bureau", "region_code", "hotline", "words")
    offices = Unit.objects.filter(jurisdiction=jurisdiction).exclude(level=Unit.Level.VILLAGE)
    values = ParameterValue.objects.filter(jurisdiction=jurisdiction)
    return {
        "jurisdiction": {
            "code": jurisdiction.code,
            **{field: getattr(jurisdiction, field) for field in fields},
        },
        "units": [asdict(_unit(unit)) for unit in offices.select_related("parent").order_by("code")],
        "parameters": [_value(row) for row in values],
    }


def _unit(unit: Unit) -> UnitRow:
    parent = unit.parent.code if unit.parent else ""
    return UnitRow(
        unit.code, unit.name, unit.level, parent, unit.covered, unit.phone, unit.address, unit.area
    )


def _value(row: ParameterValue) -> dict[str, Any]:
    local = asdict(row.as_rule())
    return {
        **local,
        "since": row.since.isoformat(),
        "until": row.until.isoformat() if row.until else None,
        "national_value": row.national_value,
        "national_clause": row.national_clause,
    }


def _pack(place: dict[str, Any], programmes: list[dict[str, Any]], code: str) -> Pack:
    jurisdiction = place["jurisdiction"]
    if jurisdiction["code"] != code or any(body["place"] != code for body in programmes):
        raise ValueError("地方的代号不一致")
    if not isinstance(place["units"], list) or not isinstance(place["parameters"], list):
        raise ValueError("units 和 parameters 要写成一列")
    return Pack(
        code=code,
        jurisdiction=jurisdiction,
        units=tuple(UnitRow(**unit) for unit in place["units"]),
        parameters=tuple(_stated(dict(entry)) for entry in place["parameters"]),
        programmes=tuple(programmes),
    )


def _stated(entry: dict[str, Any]) -> Stated:
    national = (entry.pop("national_value"), entry.pop("national_clause"))
    entry["cite"] = Cite(**entry["cite"])
    entry["since"] = date.fromisoformat(entry["since"])
    entry["until"] = None if entry["until"] is None else date.fromisoformat(entry["until"])
    return Stated(Parameter(**entry), *national)


def _json(path: Path) -> dict[str, Any]:
    try:
        if path.stat().st_size > FILE_LIMIT:
            raise PackError(f"{path.name}：文件太大。")
        found = read_json(path.read_text(encoding="utf-8"))
    except PackError:
        raise
    except PlainDataError as error:
        raise PackError(f"{path.name}：{error}。") from error
    except (OSError, ValueError) as error:
        raise PackError(f"{path.name}：读不了（{error.__class__.__name__}）。") from error
    if not isinstance(found, dict):
        raise PackError(f"{path.name}：不是一门导出的规则包。")
    return found


def _sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
