"""Sixteen hands on one case, round after round: accepting, approving and serving each succeed exactly once."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection

from casework import actions
from casework.models import Case, Event
from casework.rules.refusal import StepRefused
from notices.actions import Report, issue, serve
from notices.models import Notice, ServiceAttempt
from tests.casework.cast import APPROVAL_DAY, MORNING, Township, appointed
from tests.casework.test_concurrency import whole

HANDS = 16
SERVED = APPROVAL_DAY + timedelta(days=1)


class Crowd:
    """Sixteen threads with a connection each; they begin every act at the same moment."""

    def __init__(self, township: Township) -> None:
        office = township.village.parent
        self.township = township
        self.acceptors, self.approvers = (
            [appointed(f"{role}{number}", role, office) for number in range(HANDS)]
            for role in ("acceptor", "approver")
        )
        self.pool = ThreadPoolExecutor(HANDS)
        self.start = threading.Barrier(HANDS)

    def at_once(self, act: Callable[[int], object]) -> Counter[str]:
        """Let everybody do `act(number)` and return what they were told: done, or the code of the refusal."""
        return Counter(self.pool.map(lambda number: self._try(act, number), range(HANDS)))

    def _try(self, act: Callable[[int], object], number: int) -> str:
        connection.ensure_connection()
        self.start.wait(timeout=120)
        try:
            act(number)
        except StepRefused as refusal:
            return refusal.code
        except Exception as error:  # noqa: BLE001 - whatever leaks out of an act is what the test is about
            return repr(error)
        return "done"

    def go_home(self) -> None:
        self.at_once(lambda _: connection.close())
        self.pool.shutdown()

    # -- one round of each act on one case --------------------------------------
    def accept(self, case: UUID) -> Counter[str]:
        return self.at_once(
            lambda n: actions.accept(
                case=case, actor=self.acceptors[n], at=MORNING, seen=1 if n % 2 else None
            )
        )

    def confirm(self, case: UUID) -> Counter[str]:
        return self.at_once(
            lambda n: actions.confirm(
                case=case, actor=self.approvers[n], at=APPROVAL_DAY, amount=n + 1, seen=7 if n % 2 else None
            )
        )

    def serve(self, case: UUID) -> Counter[str]:
        issue(case=case, kind="decision", actor=self.township.li, at=APPROVAL_DAY)
        servers = [self.township.li.officer, self.township.chen.officer]
        report = Report(method="direct", servers=servers, signed_by="m1", place="青石村 3 组家中")
        return self.at_once(
            lambda n: serve(case=case, kind="decision", report=report, actor=self.acceptors[n], at=SERVED)
        )


@pytest.fixture
def crowd(standing_township: Township) -> Iterator[Crowd]:
    gathered = Crowd(standing_township)
    yield gathered
    gathered.go_home()


def one_winner(found: Counter[str], *losing: str) -> bool:
    """Whether one was done and fifteen got a refusal of these kinds: no error, no silence."""
    return found["done"] == 1 and sum(found.values()) == HANDS and set(found) <= {"done", *losing}


def play(crowd: Crowd, rounds: int) -> None:
    """Bring one case a round from acceptance to a served decision, with a crowd at each of the three acts."""
    for turn in range(rounds):
        case = crowd.township.lodged(turn)
        assert one_winner(crowd.accept(case), "stale", "order"), turn
        for step in crowd.township.steps(case)[1:6]:
            step()
        assert one_winner(crowd.confirm(case), "stale", "order"), turn
        found = crowd.serve(case)
        assert one_winner(found, "stale", "order", "served"), (turn, found)

        kinds = Counter(Event.objects.filter(case=case).values_list("kind", flat=True))
        assert (kinds["accept"], kinds["confirm"], kinds["serve"]) == (1, 1, 1)
        assert ServiceAttempt.objects.filter(notice__case=case).count() == 1
        assert whole(case)
    assert Case.objects.count() == Notice.objects.count() == rounds


@pytest.mark.django_db(transaction=True)
def test_of_sixteen_hands_one_accepts_one_approves_and_one_serves(crowd):
    play(crowd, 8)


@pytest.mark.crowd
@pytest.mark.django_db(transaction=True)
def test_of_sixteen_hands_one_wins_in_each_of_a_thousand_rounds(crowd):
    """The same for 334 cases: 1,002 rounds. Run by `script/test -m crowd`, on both databases."""
    play(crowd, 334)
