"""A phone in somebody's hand: talks to the pure dialogue, while a house of paper answers its effects."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from intake_bot.dialogue import effects as f
from intake_bot.dialogue import events as e
from intake_bot.dialogue.conversation import Button, Channel, Conversation, recall, remember
from intake_bot.dialogue.matching import seeds
from intake_bot.dialogue.replies import LONGEST_CODE, LONGEST_TEXT, Reply, as_text, numbered
from intake_bot.dialogue.script import Office, Programme, Script, Unit
from intake_bot.dialogue.step import step
from policies.actions.pack_files import read_pack
from policies.rules.disclosure import checklist
from policies.rules.programme import ProgrammeSpec
from policies.rules.reading import read_spec

SHANGHAI = ZoneInfo("Asia/Shanghai")
MORNING = datetime(2026, 3, 18, 9, 0, tzinfo=SHANGHAI)
TELEGRAM = Channel("telegram", deletes=True)
WEB = Channel("web")
VILLAGES = (
    Unit("770101", "青石镇"),
    Unit("770101001", "青石村", "770101"),
    Unit("770101002", "柳树村", "770101"),
    Unit("770102", "白水镇"),
    Unit("770102001", "白水村", "770102"),
)


@cache
def spec_of(place: str, code: str = "dibao") -> ProgrammeSpec:
    """Return a programme of a pack as it is shipped."""
    (body,) = [body for body in read_pack(place).programmes if body["code"] == code]
    return read_spec(body)


def script_for(place: str = "shangyu", *, channel: Channel = TELEGRAM, **changes: object) -> Script:
    """Return the script of a place with one programme, two townships and a hotline."""
    programme = Programme(spec_of(place), date(2026, 3, 2), standard=100_000, url="/policy/dibao/")
    office = Office(place, "青石镇", "0000-1234567", "0000-7654321", "周一到周五", "https://yimen.example")
    script = Script(office, channel, (programme,), VILLAGES, seeds())
    return replace(script, **changes)


def house(script: Script) -> Callable[[f.Effect], e.Event | None]:
    """Return a house that says yes: it knows the list of papers from the law, and numbers from a counter."""
    count = iter(range(1, 1000))

    def answer(effect: f.Effect) -> e.Event | None:
        match effect:
            case f.Disclose():
                return disclosed(script, effect, next(count))
            case f.Handover():
                return e.LinkMade(effect.purpose, f"https://yimen.example/apply/h/{next(count)}/", 72)
            case f.Track():
                return e.Tracked()
            case f.Complain():
                return e.Complained(f"T-2026-{next(count):04d}", "339155201234")
            case f.Tell():
                return e.Told(f"https://yimen.example/f/{next(count)}/", 72)
            case f.Bind(code="good"):
                return e.Bound("officer-1", "张会计", (Button("770101001", "青石村"),))
            case f.Bind(code="two"):
                two = (Button("770101001", "青石村"), Button("770101002", "柳树村"))
                return e.Bound("officer-1", "张会计", two)
            case f.Bind():
                return e.Refused("这个绑定码用过了,或者过期了")
        return None

    return answer


def disclosed(script: Script, effect: f.Disclose, number: int) -> e.Disclosed:
    """Return the receipt that the real list of the programme gives."""
    spec = script.named(effect.programme).spec
    adults = [{"adult": True, "minor": False}] * (effect.adults or 0)
    minors = [{"adult": False, "minor": True}] * effect.minors
    found = checklist(spec, None if effect.adults is None else effect.facts, (*adults, *minors))
    papers = tuple(
        e.Paper(i.code, i.name, i.group, i.why, i.where, i.without, i.substitutes, i.count)
        for i in found.items
    )
    banned = tuple(proof.name for proof in found.banned)
    return e.Disclosed(
        f"d{number}", f"G-2026-{number:05d}", f"https://yimen.example/m/t{number}/", papers, banned,
        date(2026, 3, 2), spec.source.title,
    )  # fmt: skip


class Phone:
    """One chat. Every reply is checked for what must hold of every reply."""

    def __init__(self, script: Script | None = None, conversation: Conversation | None = None) -> None:
        self.script = script or script_for()
        self.mind = conversation or Conversation()
        self.now = MORNING
        self.house = house(self.script)
        self.heard: list[Reply] = []
        self.effects: list[f.Effect] = []

    @property
    def last(self) -> Reply:
        """The last message."""
        return self.heard[-1]

    @property
    def text(self) -> str:
        """Everything said in answer to the last act, with addresses and choices."""
        return "\n".join(as_text(reply, with_choices=True) for reply in self.heard)

    def labels(self) -> list[str]:
        """Return what can be pressed."""
        return [button.label for button in self.mind.offered]

    def say(self, text: str, *, hidden: bool = False) -> Phone:
        """Type words."""
        return self.happen(e.Text(text, hidden))

    def press(self, *labels: str) -> Phone:
        """Press buttons by what stands on them."""
        for label in labels:
            (button,) = [one for one in self.mind.offered if one.label.removeprefix("✔ ") == label]
            self.happen(e.Chosen(button.code))
        return self

    def command(self, name: str) -> Phone:
        """Send a command."""
        return self.happen(e.Command(name))

    def start(self, payload: str = "") -> Phone:
        """Open the chat."""
        return self.happen(e.Start(payload))

    def wait(self, **time: float) -> Phone:
        """Let time pass, and the process die: what is remembered goes through its row."""
        self.now += timedelta(**time)
        self.mind = recall(remember(self.mind))
        return self

    def happen(self, event: e.Event) -> Phone:
        """Step an event and everything the house answers to it."""
        self.heard, self.effects, waiting = [], [], [event]
        while waiting:
            turn = step(self.mind, waiting.pop(0), self.script, self.now)
            self.mind = turn.conversation
            self.heard += turn.replies
            self.effects += turn.effects
            waiting += [answer for effect in turn.effects if (answer := self.house(effect))]
        for reply in self.heard:
            check(reply)
        assert self.heard[-1].choices, f"no way on: {self.text}"
        return self


def check(reply: Reply) -> None:
    """Hold a message against the rules of every message."""
    assert len(as_text(reply, with_choices=True)) <= LONGEST_TEXT
    for button in numbered(reply.choices):
        assert button.code.isascii()
        assert len(button.code) <= LONGEST_CODE
        assert button.label.strip()
    codes = [button.code for button in reply.choices]
    assert len(codes) == len(set(codes)), codes
    assert reply.kind == "card" or len(reply.text) <= 400, reply.text


def screened(
    phone: Phone, *, situation: str = "都没有", income: str = "1000 以下", members: str = "2"
) -> Phone:
    """Walk the six questions."""
    phone.say("我能办低保吗").press("开始")
    phone.press("没有", "我自己家", "青石镇青石村", members, income)
    return phone.press(situation) if situation == "都没有" else phone.press(situation, "选好了")
