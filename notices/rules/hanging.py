"""Whether a posting is complete: on the board and on the web where the place demands both, with its photos."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

LOCAL = ("board", "screen", "institution")
WEB = "website"
PLACE_NAMES = {"board": "公开栏", "screen": "电子屏", "institution": "供养机构", "website": "政府网站"}


def lacking(
    where: Collection[str],
    demanded: Iterable[str],
    photos: Collection[date],
    first: date,
    last: date,
    today: date,
) -> tuple[str, ...]:
    """Return, as short Chinese phrases, what a posting still lacks on a day; nothing when it is complete.

    One local place and the web page, where the place's document names both kinds (QY-3.3.1a); a photo of the board
    from its first day, and one from its last day as soon as that has come (公示照片; YC-3.1.2d).
    """
    wanted = tuple(demanded)
    found: list[str] = []
    local = [PLACE_NAMES[place] for place in wanted if place in LOCAL]
    if local and not set(where) & set(LOCAL):
        found.append(f"还要贴在{'或者'.join(local)}")
    if WEB in wanted and WEB not in where:
        found.append(f"还要发到{PLACE_NAMES[WEB]}")
    if set(where) & set(LOCAL):
        if not any(first <= day for day in photos):
            found.append("贴出来的照片")
        if today >= last and not any(day >= last for day in photos):
            found.append("最后一天还贴着的照片")
    return tuple(found)
