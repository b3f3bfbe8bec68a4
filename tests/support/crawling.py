"""A visitor who follows every link he finds, and brings back what he was given."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from urllib.parse import urldefrag, urljoin, urlsplit

from django.test import Client
from django.urls import Resolver404, resolve

LINK = re.compile(rb"""(?:href|src|action|data-url)\s*=\s*["']([^"'#\\][^"'\\]*)["']|"(/[a-z][^"\\\s]*)\"""")
FILES = ("/static/", "/media/")


@dataclass(frozen=True, slots=True)
class Brought:
    """One answer: where from, how it was answered, its headers as text, its body."""

    address: str
    status: int
    headers: str
    body: bytes
    name: str


def crawl(
    client: Client,
    starts: Iterable[str],
    *,
    inside: str = "/",
    outside: tuple[str, ...] = (),
    each: int = 1000,
) -> Iterator[Brought]:
    """Follow links by GET from `starts`; at most `each` addresses of one route, so that lists do not swell."""
    waiting, seen, routes = deque(starts), set(starts), Counter[str]()
    while waiting:
        address = waiting.popleft()
        routes[_route(address)] += 1
        if routes[_route(address)] > each:
            continue
        response = client.get(address)
        body = b"".join(response.streaming_content) if response.streaming else response.content
        headers = "\n".join(f"{name}: {value}" for name, value in response.items())
        kind = response.get("Content-Type", "")
        yield Brought(address, response.status_code, headers, body, _name(kind))
        links = [match[0] or match[1] for match in LINK.findall(body)] if _has_links(kind) else []
        for link in (*(one.decode("utf-8", "replace") for one in links), response.get("Location", "")):
            # HTML inside JSON ends its addresses with an escaped quotation mark.
            found = _local(address, unescape(link).rstrip("\\"))
            if (
                found
                and found not in seen
                and found.startswith(inside)
                and not found.startswith((*FILES, *outside))
            ):
                seen.add(found)
                waiting.append(found)


def _has_links(kind: str) -> bool:
    return kind.startswith(("text/html", "application/json", "application/xml", "text/xml"))


def _name(kind: str) -> str:
    """Return a file name for a content type: the leak scanner tells CSV from text by it."""
    return "answer.csv" if "csv" in kind else "answer"


def _local(base: str, link: str) -> str:
    joined = urlsplit(urljoin(f"http://testserver{base}", urldefrag(link)[0]))
    if joined.scheme not in ("http", "https") or joined.hostname not in (
        "testserver",
        "127.0.0.1",
        "localhost",
    ):
        return ""
    return joined.path + (f"?{joined.query}" if joined.query else "")


def _route(address: str) -> str:
    try:
        match = resolve(urlsplit(address).path)
    except Resolver404:
        return "nowhere"
    return f"{match.route} {match.kwargs.get('verb', '')}"
