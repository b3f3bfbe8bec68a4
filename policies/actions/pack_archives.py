"""A pack as one zip file: written for somebody else, read back trusting nothing of it."""

from __future__ import annotations

import io
import stat
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from policies.actions.pack_export import MANIFEST, MOST_FILES, export_texts, read_export
from policies.actions.pack_files import FILE_LIMIT, PLACE_FILE, PackError, read_folder
from policies.files import BROKEN_ARCHIVE, Budget, UnreadableError, read_member
from policies.rules.packs import Pack
from policies.rules.plain_data import PlainDataError, read_json, read_toml
from policies.write_wall import found

ARCHIVE_LIMIT = 2_000_000
# Archives are the same bytes for the same law, whenever they are made.
EPOCH = (1980, 1, 1, 0, 0, 0)


def pack_archive(*, place: str) -> bytes:
    """Return a place's law as a zip of plain files with their hashes; raise `PackError` for an unknown place."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in export_texts(place=place).items():
            archive.writestr(zipfile.ZipInfo(name, EPOCH), text, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def read_archive(data: bytes) -> Pack:
    """Read an archive of an export (JSON with hashes) or of a pack's TOML files.

    Raises `PackError` for everything that is no such archive: paths that lead out, links, bombs, stray files,
    wrong hashes, somebody's private number, a broken programme.
    """
    if len(data) > ARCHIVE_LIMIT:
        raise PackError(f"压缩包超过 {ARCHIVE_LIMIT // 1_000_000} MB，不像是规则包。")
    try:
        files = dict(_files(data))
    except PackError:
        raise
    except UnreadableError as error:
        raise PackError(f"{error}。") from error
    except BROKEN_ARCHIVE as error:
        raise PackError("这不是能打开的 zip 压缩包（损坏、加密，或者是别的格式）。") from error
    for name, content in files.items():
        _refuse_private(name, content)
    with tempfile.TemporaryDirectory(prefix="pack-") as folder:
        for name, content in files.items():
            (Path(folder) / name).write_bytes(content)
        return _read(Path(folder), files)


def _read(folder: Path, files: dict[str, bytes]) -> Pack:
    if MANIFEST not in files:
        if PLACE_FILE not in files:
            raise PackError(f"压缩包里既没有 {MANIFEST}，也没有 {PLACE_FILE}，不是规则包。")
        return read_folder(folder)
    pack = read_export(folder)
    listed = _parsed(MANIFEST, files[MANIFEST])["files"]
    if stray := sorted(set(files) - set(listed) - {MANIFEST}):
        raise PackError(f"清单里没有的文件：{'、'.join(stray)}。")
    return pack


def _files(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of every file; the one folder they may lie in is left off."""
    budget, seen, folders = Budget(), set[str](), set[str]()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = [entry for entry in archive.infolist() if not entry.is_dir()]
        if not entries or len(entries) > MOST_FILES:
            raise PackError(f"压缩包里应当有 1 到 {MOST_FILES} 个文件。")
        for entry in entries:
            name, folder = _name(entry)
            folders.add(folder)
            if name in seen or len(folders) > 1:
                raise PackError(f"“{name}”：同名的文件出现了两次，或者文件放在几个文件夹里。")
            seen.add(name)
            content = read_member(archive, entry, budget)
            if len(content) > FILE_LIMIT:
                raise PackError(f"{name}：文件太大，不像是规则包。")
            yield name, content


def _name(entry: zipfile.ZipInfo) -> tuple[str, str]:
    """Return the plain name of an entry and its folder; refuse links and paths that lead anywhere else."""
    raw, path = entry.orig_filename, PurePosixPath(entry.filename)
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise PackError(f"“{path.name}”：是一个链接，不接受。")
    strange = path.is_absolute() or ".." in path.parts or any(mark in raw for mark in "\\:\x00")
    if strange or len(path.parts) not in (1, 2):
        raise PackError("压缩包里有指向别处的路径，不接受。")
    if path.suffix not in (".json", ".toml"):
        raise PackError(f"“{path.name}”：规则包里只有 .json 或 .toml 文件。")
    return path.name, str(path.parent)


def _refuse_private(name: str, content: bytes) -> None:
    # The manifest holds hashes only; its digits are nobody's number.
    if name != MANIFEST and (kinds := found(_parsed(name, content))):
        raise PackError(f"{name}：里面有{'、'.join(kinds)}，没有导入。规定里不能有任何人的号码。")


def _parsed(name: str, content: bytes) -> Any:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise PackError(
            f"{name}：不是能读的 {name.rpartition('.')[2].upper()} 文件，要存成 UTF-8。"
        ) from error
    try:
        return read_json(text) if name.endswith(".json") else read_toml(text)
    except PlainDataError as error:
        raise PackError(f"{name}：{error}。") from error
