"""docs/chat.md says what the code does: the payloads, the effects, the limits and the names of the contract."""

import re
from dataclasses import fields
from typing import get_args

from django.conf import settings

from intake_bot import actions
from intake_bot.actions import sending
from intake_bot.actions.handling import event_of
from intake_bot.actions.receiving import Incoming
from intake_bot.dialogue import events as e
from intake_bot.dialogue import matching
from intake_bot.dialogue.conversation import Channel
from intake_bot.dialogue.effects import Effect
from intake_bot.dialogue.replies import LONGEST_CODE, LONGEST_TEXT, Reply
from intake_bot.models import Conversation

TEXT = (settings.BASE_DIR / "docs" / "chat.md").read_text("utf-8")
FLAT = re.sub(r"\s+", " ", TEXT)


def test_each_kind_of_payload_becomes_its_event():
    kinds = {
        "text": e.Text,
        "code": e.Chosen,
        "command": e.Command,
        "start": e.Start,
        "unreadable": e.Unreadable,
    }
    for kind, event in kinds.items():
        assert f"`{kind}`" in TEXT
        assert isinstance(event_of({kind: "x"}), event)
    for extra in ("message", "callback", "remove", "hidden"):
        assert f"`{extra}`" in TEXT


def test_the_named_functions_fields_and_limits_are_the_real_ones():
    for name in ("receive", "handle_waiting"):
        assert f"{name}(channel=" in TEXT
        assert callable(getattr(actions, name))
    for name in ("lease", "sent", "put_off", "give_up", "hold_all", "let_go", "release"):
        assert f"`{name}`" in TEXT
        assert callable(getattr(sending, name))
    for kind in (Incoming, Channel):
        assert f"{kind.__name__}({', '.join(one.name for one in fields(kind))})" in TEXT
    for name in ("text", "links", "choices"):
        assert name in {one.name for one in fields(Reply)}
    assert f"at most {LONGEST_TEXT} characters" in FLAT
    assert f"at most {LONGEST_CODE} bytes" in FLAT
    longest = Conversation._meta.get_field("external_id").max_length
    assert f"`external_id` of at most {longest} characters" in FLAT
    for score in (matching.SURE, matching.AHEAD, matching.POSSIBLE):
        assert f"{score:.0f}" in TEXT


def test_the_named_effects_and_settings_exist():
    effects = {kind.__name__ for kind in get_args(Effect)}
    (named,) = re.findall(r"and effects\s+\(([^)]*)\)", TEXT)
    assert set(re.findall(r"`(\w+)`", named)) <= effects
    for name in re.findall(r"TELEGRAM_\w+", TEXT):
        assert hasattr(settings, name)
    for path in re.findall(r"`((?:intake_bot|tests|docs)/[\w/.-]+)`", TEXT):
        assert list(settings.BASE_DIR.glob(f"{path}*")), path
