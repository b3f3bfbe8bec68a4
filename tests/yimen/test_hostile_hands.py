"""Every address of ours, sent what no honest browser sends, by everybody who could: no 500, no echo, no trace (R4, R9)."""

import pytest
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import URLPattern, get_resolver

from casework.models import Event
from tests.casework.desk.cast import at
from tests.yimen.stepping_up import BACKEND

OURS = ("casework", "notices", "front", "intake_bot", "yimen", "policies")
SECRET = "他家的事77号"
ARGUMENTS = {
    "UUIDConverter": ("{case}", "00000000-0000-4000-8000-000000000000"),
    "IntConverter": ("1", "0"),
    "SlugConverter": ("confirm", "m1"),
    "StringConverter": ("x", "%ED%A0%80"),
    "PathConverter": ("a/../b",),
}
NAMES = (
    "case", "ask", "answer", "reason", "name", "view", "verb", "sure", "seen", "q", "text", "nonce", "code", "second",
    "second_factor", "words", "who", "where", "member", "amount", "id_number", "notice", "alert", "kind", "note", "as",
    "file", "report", "photo", "year", "notice_text", "next", "language", "size", "end", "unit", "role", "until", "since",
    "query", "step", "token", "filter", "query_string", "title", "key", "value", "operator", "place", "programme",
    "standard", "relation", "phone", "account", "birth", "village", "password", "username", "topic", "method", "number",
    "persona", "household", "sheet", "draft", "answers", "back", "undo", "drop", "shared", "url", "post", "act", "open", "p",
)  # fmt: skip
FILES = ("file", "photo", "report", "receipt", "recording", "image", "pack", "evidence")


def addresses(patterns=None, before=""):
    """Yield the view, and the address with the names of its arguments, of every pattern of our own rooms."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        route = before + str(pattern.pattern).lstrip("^").rstrip("$")
        if not isinstance(pattern, URLPattern):
            yield from addresses(pattern.url_patterns, route)
        elif pattern.callback.__module__.split(".")[0] in OURS:
            kinds = {name: type(kind).__name__ for name, kind in pattern.pattern.converters.items()}
            yield f"/{route}", kinds


def filled(route, kinds, case, which):
    """Return an address with its arguments filled in, the `which`-th of the possible ones."""
    for name, kind in kinds.items():
        choices = ARGUMENTS.get(kind, ("x",))
        chosen = choices[which % len(choices)].format(case=case.pk)
        for written in (f"<{kind.removesuffix('Converter').lower()}:{name}>", f"<str:{name}>", f"<{name}>"):
            route = route.replace(written, chosen)
    return route


def photo(raw):
    return SimpleUploadedFile("a.jpg", raw, content_type="image/jpeg")


def sent(seen):
    """Yield what is sent: the method, the body and its kind."""
    for value in (f"{SECRET}\x00", "9" * 5000, "²", "0000", "🀄" * 300):
        yield "post", dict.fromkeys(NAMES, value) | {"seen": seen}, None
    yield "post", {name: ["a", "\x00", "b"] for name in NAMES}, None
    for raw in (b"\xff\xd8\xff\xe0broken", b"<svg onload=x>"):
        yield "post", {"seen": seen, "sure": "yes"} | {name: photo(raw) for name in FILES}, None
    for text in ('{"a": "\\ud800"}', "null", "[" * 2000):
        yield "post", text.encode(), "application/json"
    yield "post", b"\xff\xfe\x00\xd8", "application/x-www-form-urlencoded; charset=utf-16"
    yield "post", b"--x\r\nbroken", "multipart/form-data; boundary=x"
    for method in ("put", "trace"):
        yield method, {}, None
    yield "get", dict.fromkeys(NAMES, "²"), None
    yield "get", dict.fromkeys(NAMES, "0000"), None


def ask(client, method, address, body, kind):
    """Return the answer, read to its end as a browser does: a file that is sent is closed then."""
    if kind:
        answer = client.generic("POST", address, body, content_type=kind)
    else:
        answer = client.trace(address) if method == "trace" else getattr(client, method)(address, body)
    if answer.streaming:
        answer.getvalue()
    return answer


@pytest.fixture
def stage(town):
    case = town.lodge(at(3, 2))
    town.bring_to_approval(case)
    town.clock.set(at(3, 18))
    case.refresh_from_db()
    return town, case


WHO = {"stranger": "", "village": "张会计", "acceptor": "刘敏", "county": "何科长", "keeper": "运维"}


@pytest.mark.parametrize("who", WHO)
def test_no_address_of_ours_breaks_or_says_back_what_was_typed_in_bad_faith(stage, who):
    town, case = stage
    client = town.sit(WHO[who]) if WHO[who] in town.officers else Client()
    if who == "keeper":
        client.force_login(get_user_model().objects.create_superuser(WHO[who]), backend=BACKEND)
    client.raise_request_exception = False
    looked, broken = 0, []
    for route, kinds in addresses():
        for which in range(2 if kinds else 1):
            address = filled(route, kinds, case, which)
            for method, body, kind in sent(case.seq):
                answer = ask(client, method, address, body, kind)
                looked += 1
                if answer.status_code >= 500:
                    broken.append((address, method, str(body)[:40], kind))

    assert looked > 1000
    assert not broken
    events = Event.objects.filter(case=case)
    assert SECRET not in "".join(map(str, events.values_list("data", flat=True)))
    case.refresh_from_db()
    assert (case.stage, case.seq) == ("posted", events.count())
