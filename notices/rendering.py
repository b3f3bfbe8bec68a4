"""One rendering of a public page for everybody: every look, nobody signed in, scanned before it leaves."""

from __future__ import annotations

import io
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.handlers.wsgi import WSGIRequest
from django.template.loader import render_to_string
from django.utils import translation
from pypdf import PdfReader

from notices import looks, pdf, shelf
from notices.queries import office_phones
from policies.rules.private_numbers import Finding, scan

logger = logging.getLogger("notices.leak")
NOBODY = "NOTPROVIDED"  # what Django's csrf_token tag takes for “none”: a baked page belongs to nobody


class Leak(Exception):
    """Something private was about to leave the house. Says what kind and where, never the number."""

    def __init__(self, address: str, findings: Sequence[Finding]) -> None:
        self.findings = tuple(findings)
        kinds = "、".join(sorted({finding.kind for finding in findings}))
        super().__init__(f"{address} 里像是有私密号码（{kinds}），没有发布")


@dataclass(frozen=True, slots=True)
class Oven:
    """One baking: its moment, and the phones of offices, the only numbers that a page may show."""

    now: datetime
    phones: frozenset[str]

    @classmethod
    def at(cls, now: datetime) -> Oven:
        """Heat an oven for a moment."""
        return cls(now, office_phones())

    def html(
        self, template: str, address: str, context: dict[str, Any], last_day: date | None
    ) -> list[shelf.Page]:
        """Render a page in every look and scan it. Raises `Leak`."""
        pages = []
        for look in looks.ALL:
            body = _render(template, address, context, look)
            self.check(address, body)
            pages.append(shelf.Page(body.encode(), shelf.HTML, look, last_day))
        return pages

    def pdf(self, template: str, address: str, data: Mapping[str, Any], last_day: date | None) -> shelf.Page:
        """Set a paper and scan what a machine reads in it. Raises `Leak`."""
        body = pdf.render(template, data, at=self.now)
        self.check(address, _text_of(body))
        return shelf.Page(body, "application/pdf", "", last_day)

    def check(self, address: str, text: str) -> None:
        """Refuse whatever holds a private number, and ring: that far in, a wall before this one fell."""
        findings = scan(text, allow=self.phones, place=address)
        if findings:
            for finding in findings:
                logger.critical("not published: %s %s %s", address, finding.kind, finding.place)
            raise Leak(address, findings)


def _render(template: str, address: str, context: dict[str, Any], look: str) -> str:
    """Render for one look as that reader's own request would be: same cookies, nobody signed in."""
    request = WSGIRequest(
        {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": address,
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "80",
            "HTTP_COOKIE": looks.cookies(look),
            "wsgi.input": io.BytesIO(),
            "wsgi.url_scheme": "http",
        }
    )
    request.user = AnonymousUser()
    with translation.override(look.split(".")[1]):
        return render_to_string(template, {**context, "csrf_token": NOBODY}, request=request)


def _text_of(body: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(body)).pages)
