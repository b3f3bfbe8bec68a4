"""Folders: private ones apart from public ones, all of them writable, room on the disk, a recent backup."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.core.files.storage import storages

from yimen.doctor.finding import Finding, Visit, bad, good, hint

PRIVATE, BAKED, DISK, BACKUP = "私密文件夹 private", "公示文件夹 baked", "磁盘 disk", "备份 backup"
LEAST_FREE, SCARCE_FREE = 500 * 1024**2, 5 * 1024**3
OLDEST_BACKUP = timedelta(days=2)


def private(visit: Visit) -> Iterator[Finding]:
    """Look whether photos of papers lie where no address leads."""
    place = Path(storages["private"].location)  # type: ignore[attr-defined]
    for name, public in (("MEDIA", settings.MEDIA_ROOT), ("STATIC", settings.STATIC_ROOT)):
        if place.resolve().is_relative_to(Path(public).resolve()):
            yield bad(PRIVATE, f"{place} 在公开的 {name} 里面", "把它移出去:材料照片不能有网址")
            return
    if trouble := _cannot_write(place):
        yield bad(PRIVATE, trouble, f"让运行网站的用户能写 {place}")
    elif os.name == "posix" and place.stat().st_mode & 0o007:
        yield visit.serious(PRIVATE, f"{place} 本机别的用户也能看", f"chmod 700 {place}")
    else:
        yield good(PRIVATE, f"{place},可写,不在公开的文件夹里")


def baked(visit: Visit) -> Iterator[Finding]:
    """Look whether postings can be put up and taken down."""
    place = Path(settings.BAKED_ROOT)
    if trouble := _cannot_write(place):
        yield bad(BAKED, trouble, f"让运行网站的用户能写 {place};写不进去,公示就贴不出来")
    else:
        yield good(BAKED, f"{place},可写")


def _cannot_write(place: Path) -> str:
    """Return why a file cannot be written there; empty when it can."""
    try:
        place.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.TemporaryFile(dir=place) as probe:
            probe.write(b"probe")
    except OSError as error:
        return f"{place} 写不进去({error.strerror or type(error).__name__})"
    return ""


def disk(visit: Visit) -> Iterator[Finding]:
    """Look how much room is left."""
    yield room(shutil.disk_usage(settings.VAR_DIR).free)


def room(free: int) -> Finding:
    """Judge the free bytes of the disk everything is written to."""
    said = f"还有 {free / 1024**3:.1f} GB"
    if free < LEAST_FREE:
        return bad(DISK, said, f"马上清理或扩容:{settings.VAR_DIR} 写满,收件就停")
    if free < SCARCE_FREE:
        return hint(DISK, said, "快满了,安排扩容")
    return good(DISK, said)


def backup(visit: Visit) -> Iterator[Finding]:
    """Look how old the newest backup is, where the operator has told where they are kept."""
    if not settings.YIMEN_BACKUPS:
        yield hint(
            BACKUP, "不知道备份放在哪", "把备份文件夹写进 YIMEN_BACKUPS;要备份的是数据库、var/private 和 .env"
        )
        return
    folder = Path(settings.YIMEN_BACKUPS)
    files = [path for path in folder.rglob("*") if path.is_file()] if folder.is_dir() else []
    if not files:
        yield visit.serious(BACKUP, f"{folder} 里一份备份也没有", "今天就做一份,并且试着恢复一次")
        return
    newest = datetime.fromtimestamp(max(path.stat().st_mtime for path in files), tz=UTC)
    age = visit.now - newest
    if age > OLDEST_BACKUP:
        yield visit.serious(BACKUP, f"最近一份是 {age.days} 天以前的", "查一下定时备份为什么停了")
    else:
        yield good(BACKUP, f"最近一份 {newest:%Y-%m-%d}")
