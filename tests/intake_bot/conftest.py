"""A county for the chat: Shangyu's rules as they are shipped, one village, one officer who keeps its books."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from casework.models import Appointment, Officer
from intake_bot.models import Conversation, Inbound, OutMessage
from policies.models import Unit
from tests.support.law import lay_law

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOON = datetime(2026, 3, 18, 12, 0, tzinfo=SHANGHAI)
VILLAGE, OTHER = "330604101001", "330604101002"


@pytest.fixture
def county(db: None) -> Unit:
    """Shangyu with two villages in one of its townships; returns the first village."""
    lay_law("shangyu", NOON - timedelta(days=30))
    township = Unit.objects.get(code="330604101")
    for code, name in ((VILLAGE, "青石村"), (OTHER, "柳树村")):
        Unit.objects.create(
            jurisdiction=township.jurisdiction,
            parent=township,
            level="village",
            code=code,
            name=name,
            short_name=name,
        )
    return Unit.objects.get(code=VILLAGE)


@pytest.fixture
def zhang(county: Unit) -> Officer:
    """Zhang, who keeps the books of Qingshi village."""
    officer = Officer.objects.create(name="张会计")
    Appointment.objects.create(officer=officer, unit=county, role="village", since=date(2020, 1, 1))
    return officer


class Chat:
    """A chat of one channel that goes through inbox, handling and outbox."""

    def __init__(self, channel: str = "telegram", external_id: str = "4711") -> None:
        self.channel, self.external_id, self.now, self.count = channel, external_id, NOON, 0

    def send(self, **payload: object) -> list[dict]:
        """Let something come in, handle it, and return what is said to it."""
        from intake_bot.actions import Incoming, handle_waiting, receive

        self.count += 1
        incoming = Incoming(str(self.count), self.external_id, payload)
        receive(channel=self.channel, bot="bot", incoming=[incoming], at=self.now)
        handle_waiting(channel=self.channel, now=self.now)
        inbound = Inbound.objects.get(channel=self.channel, update_id=str(self.count))
        return [row.body() for row in OutMessage.objects.filter(inbound=inbound, method="send")]

    def say(self, *texts: str) -> list[dict]:
        """Type several sentences; return what is said to the last."""
        said: list[dict] = []
        for text in texts:
            said = self.send(text=text)
        return said

    @property
    def row(self) -> Conversation:
        """The chat's row."""
        return Conversation.objects.get(channel=self.channel, external_id=self.external_id)

    def to_list(self) -> list[dict]:
        """Walk to the one-time list: two people, one of them a child."""
        self.say("我能办低保吗", "开始", "没有", "我自己家", "长塘镇青石村", "2", "几乎没有", "都没有")
        return self.say("看要带什么", "1")

    def to_link(self) -> list[dict]:
        """Walk to the one-time link."""
        self.to_list()
        return self.say("现在申请", "没有", "都没有", "听懂了,同意")


@pytest.fixture
def chat(county: Unit) -> Chat:
    """Wang's chat in Telegram."""
    return Chat()
