"""People whose numbers must not come out: they apply, stop half way, type into the chat, and tie a phone."""

import uuid
from datetime import date

from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from casework import outbox
from policies.rules.identity import demo_id
from tests.front.household import ACCOUNT, LI, WANG, Resident
from tests.support.second_factor import code_of
from yimen.second_factor import devices

CHAT = (
    f"我的身份证是{LI['id_number']}",
    f"身份证 {' '.join(WANG['id_number'])}",
    f"卡号 {ACCOUNT}",
    "我要举报村长要钱",
)


def live(offices):
    """李桂田 applies to the end, somebody else stops half way, and a third types numbers into the chat."""
    cache.clear()
    applicant = Resident()
    applicant.apply(offices[0].villages[0].code)
    half = Resident()
    half.begin()
    half.fill("/apply/household/new/", **{**LI, "id_number": another(1)})
    talker = Client()
    for sentence in CHAT:
        talker.post("/chat/", {"text": sentence, "nonce": str(uuid.uuid4())})
    outbox.drain(now=timezone.now())
    cache.clear()


def tie_a_phone():
    """The approver ties a phone; return the codes he gets on paper."""
    approver = get_user_model().objects.get(username="shenpi")
    phone = devices.waiting_phone(approver)
    return devices.tie(approver, code_of(phone))


def another(serial):
    """The number of somebody who only began to type."""
    return demo_id("770101", date(1949, 10, 1), 500 + serial)
