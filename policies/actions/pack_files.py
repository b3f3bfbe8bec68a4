"""Read a place's pack from its folder of TOML files; every defect is refused with the file and the place in it."""

from __future__ import annotations

from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any

from policies.rules.assembly import assemble
from policies.rules.ground import ground_faults
from policies.rules.packs import Pack, read_parameters, read_units
from policies.rules.place_words import announcement_faults, word_faults
from policies.rules.plain_data import PlainDataError, read_toml
from policies.rules.programme import SpecError
from policies.rules.reading import read_spec
from policies.rules.shapes import PLACE, PROGRAMME, shape_fault
from policies.rules.validator import validate

PACKS_DIR = Path(__file__).resolve().parent.parent / "packs"
NATIONAL = "national"
PLACE_FILE = "place.toml"
ANNOUNCEMENTS_FILE = "announcements.toml"
PLACE_TABLES = {"jurisdiction", "source", "words", "units", "parameters", "silent"}
FILE_LIMIT = 1_000_000
MOST_FAULTS = 10
"""So many faults are told at once; who has mended them sees the next."""


class PackError(ValueError):
    """A pack cannot be read; the message names the file and what is wrong with it, in Chinese."""


def places(root: Path = PACKS_DIR) -> tuple[str, ...]:
    """Return the codes of all places that have a pack, in order."""
    return tuple(sorted(path.parent.name for path in root.glob(f"*/{PLACE_FILE}")))


@lru_cache(maxsize=32)
def read_pack(place: str, root: Path = PACKS_DIR) -> Pack:
    """Return the pack of a place, checked against the law's invariants.

    Raises `PackError` naming the file and the defect.
    """
    if place not in places(root):
        raise PackError(f"没有“{place}”这个地方的规则包。现有：{'、'.join(places(root))}")
    return _read_folder(root / place, catalogue(root))


def read_folder(folder: Path, root: Path = PACKS_DIR) -> Pack:
    """Return the pack in any folder (an import), built on the common catalogue of `root`."""
    if not (folder / PLACE_FILE).is_file():
        raise PackError(f"{folder.name}：没有 {PLACE_FILE}")
    return _read_folder(folder, catalogue(root))


@lru_cache(maxsize=8)
def catalogue(root: Path = PACKS_DIR) -> dict[str, Any]:
    """Return the common words: shelves of materials, questions, steps, clocks, notices, columns and silences."""
    shelves: dict[str, Any] = {}
    for path in sorted((root / NATIONAL).glob("*.toml")):
        for shelf, entries in _read(path).items():
            shelves.setdefault(shelf, {}).update(entries)
    faults = [f"{part}：{fault}" for part, fault in announcement_faults(shelves["announcements"]["service"])]
    if faults:
        raise PackError(f"{NATIONAL}/{ANNOUNCEMENTS_FILE}:[announcements.service] " + "；".join(faults))
    return shelves


def _read_folder(folder: Path, shelves: dict[str, Any]) -> Pack:
    place_file = folder / PLACE_FILE
    place = _read(place_file)
    unknown = sorted(set(place) - PLACE_TABLES)
    if unknown:
        raise PackError(f"{_name(place_file)}：不认识的表 {'、'.join(unknown)}")
    refuse_shape(_name(place_file), place, PLACE)
    refuse_words(_name(place_file), place.get("words", {}))
    try:
        jurisdiction = {**place["jurisdiction"], "words": place.get("words", {}), "source": place["source"]}
        units = read_units(jurisdiction, place["units"])
        parameters = read_parameters(
            place.get("parameters", []),
            place.get("silent", {}).get("parameters", []),
            shelves["parameters"],
            jurisdiction["code"],
            units,
        )
    except KeyError as error:
        raise PackError(f"{_name(place_file)}：缺少 {error.args[0]}") from error
    except SpecError as error:
        raise PackError(f"{_name(place_file)}：{error}") from error
    pack = Pack(
        jurisdiction["code"], jurisdiction, units, parameters, _programmes(folder, jurisdiction, shelves)
    )
    refuse_ground(_name(place_file), pack)
    return pack


def refuse_words(file: str, words: Any) -> None:
    """Refuse words of a place that nobody reads or that cannot be filled in, before anything is announced with them.

    Raises `PackError` naming the file, the key and what to do.
    """
    if not isinstance(words, dict):
        raise PackError(f"{file}:[words] 要写成一个表，一行一个词")
    faults = [f"{key}：{fault}" for key, fault in word_faults(words)]
    if faults:
        raise PackError(f"{file}:[words] " + "；".join(faults))


def refuse_shape(file: str, said: dict[str, Any], shape: Any) -> None:
    """Refuse a file of which a part is no list, no table or no text where it must be one; raises `PackError`."""
    if fault := shape_fault(said, shape):
        raise PackError(f"{file}：{fault}")


def refuse_ground(file: str, pack: Pack) -> None:
    """Refuse a place, offices or values that could not be stored or not be reckoned with; raises `PackError`."""
    if faults := list(islice(ground_faults(pack), MOST_FAULTS)):
        raise PackError(f"{file}：" + "；".join(faults))


def _programmes(folder: Path, jurisdiction: dict[str, Any], shelves: dict[str, Any]) -> tuple[Any, ...]:
    files = {path.stem: path for path in sorted(folder.glob("*.toml")) if path.name != PLACE_FILE}
    own = {code: _read(path) for code, path in files.items()}
    for code, said in own.items():
        refuse_shape(_name(files[code]), said, PROGRAMME)
    done: dict[str, dict[str, Any]] = {}
    for code in sorted(own, key=lambda code: ("like" in own[code], code)):
        name, like = _name(files[code]), own[code].get("like")
        if own[code].get("code") != code:
            raise PackError(f"{name}:code 应当和文件名一样，是“{code}”")
        if like is not None and like not in done:
            raise PackError(f"{name}:like = “{like}”，但没有这个项目，或者它自己也是照别的项目写的")
        try:
            body = assemble(own[code], jurisdiction, shelves, done.get(like) if like else None)
            spec = read_spec(body)
        except SpecError as error:
            raise PackError(f"{name}：{error}") from error
        defects = validate(spec)
        if defects:
            raise PackError(f"{name}:" + ";".join(str(defect) for defect in defects))
        done[code] = body
    return tuple(done[code] for code in sorted(done))


def _read(path: Path) -> dict[str, Any]:
    try:
        if path.stat().st_size > FILE_LIMIT:
            raise PackError(f"{_name(path)}：文件太大，不像是规则包")
        found: dict[str, Any] = read_toml(path.read_text(encoding="utf-8"))
    except UnicodeDecodeError as error:
        raise PackError(f"{_name(path)}：不是能读的 TOML 文件（{error}）") from error
    except PlainDataError as error:
        raise PackError(f"{_name(path)}：{error}") from error
    return found


def _name(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"
