"""The text of a PDF: pages, notes and form fields on them, properties, attachments."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator

from pypdf import PdfReader
from pypdf.errors import PyPdfError

# The library describes damaged files in its log, with pieces of their content.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)


def pdf_text(data: bytes) -> Iterator[tuple[str, str]]:
    """Yield place and text; raises ValueError for what cannot be read (damaged, encrypted)."""
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise ValueError("the PDF is encrypted")
        yield "properties", _properties(reader)
        for number, page in enumerate(reader.pages, start=1):
            yield f"page {number}", page.extract_text()
            notes = (note.get_object() for note in page.get("/Annots") or ())
            yield (
                f"page {number} notes",
                "\n".join(
                    str(note[key])
                    for note in notes
                    for key in ("/Contents", "/V", "/T", "/TU")
                    if key in note
                ),
            )
        for name, versions in reader.attachments.items():
            yield f"attachment {name}", "\n".join(version.decode("utf-8", "replace") for version in versions)
    except (PyPdfError, KeyError, TypeError, AttributeError, RecursionError, OSError) as wrong:
        raise ValueError("the PDF cannot be read") from wrong


def _properties(reader: PdfReader) -> str:
    found = [str(value) for value in (reader.metadata or {}).values()]
    xmp = reader.root_object.get("/Metadata")
    if xmp is not None:
        found.append(xmp.get_object().get_data().decode("utf-8", "replace"))
    return "\n".join(found)
