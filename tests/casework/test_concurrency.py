"""Sixteen clerks press at once: one wins, the others get a sentence, the chain stays whole."""

import threading
from collections import Counter

import pytest
from django.db import connection, transaction

from casework import actions, ledger
from casework.models import Case, Event
from casework.rules import flow
from casework.rules.refusal import StepRefused
from policies import queries as law
from tests.casework.cast import APPROVAL_DAY, MORNING, appointed

CLERKS = 16
ROUNDS = 12
IMPATIENT = {"postgresql": "SET lock_timeout = '100ms'", "sqlite": "PRAGMA busy_timeout = 100"}


def at_once(act):
    """Run `act(number)` in sixteen threads, each with its own connection; return what each got."""
    barrier, found = threading.Barrier(CLERKS), [None] * CLERKS

    def clerk(number):
        try:
            connection.ensure_connection()
            barrier.wait(timeout=60)
            act(number)
            found[number] = "done"
        except StepRefused as refusal:
            found[number] = refusal.code
        except Exception as error:  # noqa: BLE001 - whatever leaks out of an act is what the test is about
            found[number] = repr(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=clerk, args=(number,)) for number in range(CLERKS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return Counter(found)


def whole(case_id):
    """Whether the chain of the case is unbroken and ends where the case says."""
    case, before = Case.objects.get(pk=case_id), ""
    events = list(Event.objects.filter(case=case).order_by("seq"))
    for place, event in enumerate(events, start=1):
        if (event.seq, event.prev_hash, ledger.link(event)) != (place, before, event.hash):
            return False
        before = event.hash
    return (case.seq, case.head_hash) == (len(events), before)


@pytest.fixture
def crowd(standing_township):
    """Sixteen acceptors and sixteen approvers of one township."""
    office = standing_township.village.parent
    return {
        role: [appointed(f"{role}{number}", role, office) for number in range(CLERKS)]
        for role in ("acceptor", "approver")
    }


@pytest.mark.django_db(transaction=True)
def test_one_accepts_and_fifteen_hear_that_it_is_done(standing_township, crowd):
    for turn in range(ROUNDS):
        case = standing_township.lodged(turn)

        found = at_once(
            lambda n, case=case: actions.accept(case=case, actor=crowd["acceptor"][n], at=MORNING, seen=1)
        )

        assert found == {"done": 1, "stale": CLERKS - 1}
        assert whole(case)
        assert Event.objects.filter(case=case, kind="accept").count() == 1


@pytest.mark.django_db(transaction=True)
def test_one_approves_whether_or_not_they_looked_first(standing_township, crowd):
    for turn in range(ROUNDS):
        case = standing_township.walked(turn, acts=6)

        found = at_once(
            lambda n, case=case: actions.confirm(
                case=case,
                actor=crowd["approver"][n],
                at=APPROVAL_DAY,
                amount=n + 1,
                seen=7 if n % 2 else None,
            )
        )

        assert found["done"] == 1
        assert set(found) <= {"done", "stale", "order"}
        assert sum(found.values()) == CLERKS
        assert whole(case)


@pytest.mark.django_db(transaction=True)
def test_without_any_lock_the_compare_and_set_alone_lets_one_through(standing_township, crowd):
    """Every clerk holds the same old row: what `load` locks against, `append` must survive by itself."""
    for turn in range(ROUNDS):
        case = standing_township.lodged(turn)
        held = [Case.objects.get(pk=case) for _ in range(CLERKS)]
        book = law.rulebook(held[0].version_id)

        def write(number, held=held, book=book):
            clerk, row = crowd["acceptor"][number], held[number]
            outcome = flow.decide("accept", row.known(), book, clerk, MORNING)
            with transaction.atomic():
                ledger.append(row, "accept", outcome, book, clerk, MORNING)

        found = at_once(write)

        assert found == {"done": 1, "stale": CLERKS - 1}
        assert whole(case)


@pytest.mark.django_db(transaction=True)
def test_sixteen_words_on_one_case_are_all_kept_in_one_chain(standing_township):
    case = standing_township.lodged()

    found = at_once(
        lambda n: actions.complain(case=case, actor=standing_township.zhao, at=MORNING, words=f"第{n}句")
    )

    assert found == {"done": CLERKS}
    assert Case.objects.get(pk=case).seq == CLERKS + 1
    assert whole(case)


@pytest.mark.django_db(transaction=True)
def test_one_household_lodged_sixteen_times_has_one_open_case(standing_township):
    found = at_once(lambda n: standing_township.lodged(7))

    assert found["done"] == 1
    assert set(found) == {"done", "duplicate"}
    assert Case.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_lock_that_never_opens_ends_in_a_sentence(standing_township):
    """Somebody's transaction hangs on the case: the next clerk waits a while and is told so."""
    case = standing_township.lodged()
    held, told = threading.Event(), threading.Event()

    def hang():
        with transaction.atomic():
            ledger.load(case)
            held.set()
            told.wait(timeout=60)
        connection.close()

    hanging = threading.Thread(target=hang)
    hanging.start()
    assert held.wait(timeout=60)
    with connection.cursor() as cursor:
        cursor.execute(IMPATIENT[connection.vendor])
    try:
        with pytest.raises(StepRefused) as refusal:
            actions.accept(case=case, actor=standing_township.liu, at=MORNING)
    finally:
        told.set()
        hanging.join()
        connection.close()

    assert refusal.value.code == "busy"
    actions.accept(case=case, actor=standing_township.liu, at=MORNING)
