"""Two editors type at once and every word is saved, while a worker empties the outbox beside them."""

import os
import time

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import timezone

from casework.models import Outbox
from policies.models import PolicyPage
from tests.support.processes import wait_until

pytestmark = [pytest.mark.browser, pytest.mark.kill]
SECONDS = 60 if os.environ.get("YIMEN_FULL_MINUTE") else 20
LOCKED = "database is locked"


class Editor:
    """Somebody at a policy page who types without pause; every answer of the server is counted."""

    def __init__(self, context, address, account, policy):
        client = Client()
        client.force_login(get_user_model().objects.get(username=account))
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": address}])
        self.policy, self.typed, self.saves, self.broken = policy, "", [], []
        self.page = context.new_page()
        self.page.on("response", self._count)
        self.page.goto(f"{address}/cms/pages/{policy.pk}/edit/")
        self.field = self.page.locator("#id_one_sentence")

    def _count(self, response):
        if response.request.method == "POST" and "/edit/" in response.url:
            self.saves.append(response.status)
        if response.status >= 500:
            self.broken.append((response.url, response.status))

    def type(self, number):
        """Write the next word of a sentence that never ends."""
        self.typed = f"第 {number} 次改写这一句。"
        self.field.fill(self.typed)

    def is_saved(self):
        """Whether the newest revision says what was typed last; the browser goes on living meanwhile."""
        self.page.wait_for_timeout(100)
        self.policy.refresh_from_db()
        return self.policy.get_latest_revision_as_object().one_sentence == self.typed


@pytest.fixture
def policies(offices):
    """The policy of the demo county and a second one beside it."""
    first = PolicyPage.objects.get(slug="devolution")
    second = first.copy(update_attrs={"title": "另一份文件", "slug": "another"}, user=None)
    return first, second


def test_nothing_is_locked_and_nothing_is_lost(house, open_context, policies, walk, nobody_drains, ring):
    _, address = house.start_web()
    worker = house.start("worker")
    editors = [
        Editor(open_context(), address, account, policy)
        for account, policy in zip(("bianji", "fabu"), policies, strict=True)
    ]
    end, number = time.monotonic() + SECONDS, 0
    while time.monotonic() < end:
        number += 1
        for editor in editors:
            editor.type(number)
            # A breath: what is typed is saved half a second after the last letter.
            editor.page.wait_for_timeout(400)
        if number % 4 == 0:
            walk("submitted")
            ring()
    for editor in editors:
        # Wagtail 8.0.1 takes what is typed while a save is under way for saved. The last word waits its turn.
        editor.page.wait_for_timeout(3000)
        editor.type(number + 1)
        wait_until(
            editor.is_saved, seconds=30, what=f"{editor.saves} {editor.broken} {house.words('web')[-1500:]}"
        )
    wait_until(lambda: not Outbox.objects.filter(done_at=None).exists(), what=house.words("worker")[-2000:])

    assert worker.poll() is None
    assert [editor.broken for editor in editors] == [[], []]
    assert min(len(editor.saves) for editor in editors) >= SECONDS / 5, [editor.saves for editor in editors]
    assert Outbox.objects.filter(done_at__lte=timezone.now()).count() >= 3
    assert LOCKED not in house.words("web") + house.words("worker")
