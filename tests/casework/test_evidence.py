"""Photos of papers: what a phone hides in a picture stays behind, and what is no picture stays out."""

from __future__ import annotations

import io
from datetime import datetime
from pathlib import Path

import pytest
from django.core.files.storage import storages
from PIL import Image

from casework.evidence import LONG_SIDE, drop, open_attachment, redrawn, store_photo
from casework.models import Attachment
from casework.rules.asking import SHANGHAI
from casework.rules.refusal import StepRefused
from casework.rules.roles import Actor

AT = datetime(2026, 3, 18, 10, 24, tzinfo=SHANGHAI)
GPS = 0x8825
ORIENTATION = 0x0112
HIDDEN = "770101195803070014"


def photo(size: tuple[int, int] = (800, 600), kind: str = "JPEG", *, turned: bool = False) -> io.BytesIO:
    """A phone's photo: with a position, a comment holding a number, and perhaps lying on its side."""
    picture = Image.new("RGB", size, (180, 40, 30))
    exif = Image.Exif()
    exif[0x010E] = HIDDEN
    exif.get_ifd(GPS)[2] = (30.0, 1.0, 2.0)
    if turned:
        exif[ORIENTATION] = 6
    made = io.BytesIO()
    picture.save(made, kind, exif=exif)
    made.seek(0)
    return made


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_position_and_hidden_words_stay_behind(kind: str) -> None:
    made = redrawn(photo(kind=kind))

    with Image.open(io.BytesIO(made)) as picture:
        assert picture.format == "JPEG"
        assert not picture.getexif()
    assert HIDDEN.encode() not in made


def test_a_photo_taken_sideways_stands_upright() -> None:
    with Image.open(io.BytesIO(redrawn(photo((800, 600), turned=True)))) as picture:
        assert picture.size == (600, 800)


def test_a_very_large_photo_is_made_smaller() -> None:
    with Image.open(io.BytesIO(redrawn(photo((4000, 3000))))) as picture:
        assert max(picture.size) == LONG_SIDE


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<html><script>alert(1)</script></html>",
        b"MZ\x90\x00" + b"\0" * 200,
        b"\xff\xd8\xff\xe0" + b"\0" * 50,
        b"GIF89a" + b"\0" * 100,
        b"\x89PNG\r\n\x1a\n" + b"\0" * 100,
        b"%PDF-1.7",
    ],
)
def test_what_is_no_photo_is_refused_with_what_to_do(content: bytes) -> None:
    with pytest.raises(StepRefused, match="照片"):
        redrawn(io.BytesIO(content))


def test_a_picture_of_too_many_points_is_refused_before_it_is_drawn() -> None:
    made = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(made, "PNG")
    made.seek(0)

    with pytest.raises(StepRefused, match=r"尺寸太大|不是照片"):
        redrawn(made)


def test_a_file_of_too_many_bytes_is_refused() -> None:
    with pytest.raises(StepRefused, match="20 MB"):
        redrawn(io.BytesIO(b"\0" * (20 * 1024 * 1024 + 1)))


@pytest.mark.django_db
def test_the_photo_lies_where_no_address_leads(settings: object) -> None:
    row = store_photo(photo(), material="id_copy", member="m1", owner="draft-1", actor=Actor(), at=AT)

    with open_attachment(row) as stored:
        assert len(stored.read()) == row.size
    path = Path(storages["private"].path(row.name))
    assert Path(settings.MEDIA_ROOT) not in path.parents
    assert "id_copy" not in row.name and "m1" not in row.name


@pytest.mark.django_db
def test_a_photo_taken_again_goes_with_its_file() -> None:
    row = store_photo(photo(), material="id_copy", owner="draft-1", actor=Actor(), at=AT)
    path = Path(storages["private"].path(row.name))

    drop(row)

    assert not path.exists()
    assert not Attachment.objects.exists()
