"""What one act leaves behind: the same rows on either database, all of them or none."""

import dataclasses
import uuid
from datetime import timedelta

import pytest
from django.db import connection, transaction

from casework import actions, ledger
from casework.actions.moves import guarded
from casework.models import Case, Deadline, Event, Outbox
from casework.rules import codec, flow
from casework.rules.clocks import running
from casework.rules.refusal import StepRefused
from casework.rules.roles import Actor
from policies import queries as law
from policies.rules.programme import digest
from tests.casework.cast import APPROVAL_DAY, MORNING


def rows(model, case):
    return list(model.objects.filter(case=case).order_by("pk"))


def accepted(township, case_row):
    """What acceptance would leave, decided but not written."""
    book = law.rulebook(case_row.version_id)
    return flow.decide("accept", case_row.known(), book, township.liu, MORNING), book


def test_an_approved_case_reads_back_exactly_as_it_was_written(township):
    case = Case.objects.get(pk=township.walked())
    events = rows(Event, case)

    assert [event.kind for event in events] == [
        "submit", "accept", "request_check", "check_report", "visit", "first_opinion", "post", "confirm",
    ]  # fmt: skip
    assert [event.seq for event in events] == list(range(1, 9))
    assert [event.prev_hash for event in events] == ["", *(event.hash for event in events[:-1])]
    assert [ledger.link(event) for event in events] == [event.hash for event in events]
    assert (case.seq, case.head_hash) == (8, events[-1].hash)
    assert digest(case.facts) == events[-1].facts_hash
    assert codec.to_json(case.known()) == case.facts


def test_the_columns_show_who_what_and_when(township):
    case = Case.objects.get(pk=township.walked())

    hands = [str(hand) for hand in (case.accepted_by_id, case.opined_by_id, case.confirmed_by_id)]
    assert hands == [township.liu.officer, township.li.officer, township.sun.officer]
    assert (case.stage, case.open, case.amount) == ("confirmed", False, 120_000)
    assert (case.first_month, case.last_month) == ("2025-10", "")
    assert case.touched_at == APPROVAL_DAY
    assert case.next_due is None


def test_the_event_says_who_and_under_which_clause(township):
    event = rows(Event, township.walked())[-1]

    assert (str(event.actor_id), event.actor_name, event.at) == (township.sun.officer, "孙", APPROVAL_DAY)
    assert event.clause == "附件1 第5项①"
    assert event.data["amount"] == 120_000


def test_the_clocks_in_the_table_are_those_of_the_rules(township):
    case = Case.objects.get(pk=township.walked())
    book = law.rulebook(case.version_id)

    for clock in running(case.known(), book):
        row = Deadline.objects.get(case=case, clock=clock.name)
        assert (row.label, row.started, row.provisional) == (clock.label, clock.started, clock.provisional)
        assert (row.met_at, row.clause, tuple(row.trail)) == (clock.met, clock.clause, clock.trail)
        assert row.due_date == clock.due
        assert row.due_at == ledger.moment_of(clock.due)
    assert Deadline.objects.filter(case=case).count() == len(running(case.known(), book)) > 3


def test_a_clock_that_an_act_meets_is_rewritten_in_place(township):
    case = township.walked(acts=1)
    (row,) = Deadline.objects.filter(case=case, clock="check")
    assert row.met_at is None

    actions.request_check(case=case, actor=township.liu, at=MORNING + timedelta(days=1))

    (met,) = Deadline.objects.filter(case=case, clock="check")
    assert met.pk == row.pk
    assert met.met_at == MORNING + timedelta(days=1)


def test_every_event_leaves_one_row_for_whoever_listens(township):
    case = township.walked()

    left = Outbox.objects.filter(kind="event").values_list("key", "ref", "attempts", "done_at", "error")
    assert set(left) == {(f"event:{event.pk}", str(event.pk), 0, None, "") for event in rows(Event, case)}


def test_the_returned_event_is_the_row(township):
    case = township.lodged()

    event = actions.accept(case=case, actor=township.liu, at=MORNING)

    stored = Event.objects.get(pk=event.pk)
    assert not event._state.adding
    assert dataclasses.asdict(_Shown.of(stored)) == dataclasses.asdict(_Shown.of(event))


@dataclasses.dataclass
class _Shown:
    values: dict

    @classmethod
    def of(cls, event):
        values = {field.attname: getattr(event, field.attname) for field in Event._meta.concrete_fields}
        return cls({**values, "actor_id": str(values["actor_id"])})


def test_whoever_comes_second_is_told_so_and_writes_nothing(township):
    case = township.lodged()
    with transaction.atomic():
        first, second = ledger.load(case), ledger.load(case)
        outcome, book = accepted(township, first)
        ledger.append(first, "accept", outcome, book, township.liu, MORNING)
        before = (Event.objects.count(), Deadline.objects.count(), Outbox.objects.count())

        with pytest.raises(StepRefused) as refusal:
            ledger.append(second, "accept", outcome, book, township.li, MORNING)

    assert refusal.value.code == "stale"
    assert before == (Event.objects.count(), Deadline.objects.count(), Outbox.objects.count())
    assert str(Case.objects.get(pk=case).accepted_by_id) == township.liu.officer


def test_the_second_wall_holds_where_the_first_is_gone(township):
    """The rule refuses the same hand twice; if it did not, the database would, in the words of the desk."""
    case = township.walked(acts=6)
    row = Case.objects.get(pk=case)
    book, facts = law.rulebook(row.version_id), row.known()
    forgetful = dataclasses.replace(facts, hands={"accept": facts.hands["accept"]})
    liu = Actor(township.liu.officer, "刘", ("approver",), township.liu.units)

    outcome = flow.decide(
        "confirm", dataclasses.replace(forgetful, hands={}), book, liu, APPROVAL_DAY, {"amount": 1}
    )
    outcome = dataclasses.replace(
        outcome, facts=dataclasses.replace(outcome.facts, hands={**facts.hands, "confirm": (liu.officer,)})
    )
    with pytest.raises(StepRefused) as refusal, guarded(), transaction.atomic():
        ledger.append(ledger.load(case), "confirm", outcome, book, liu, APPROVAL_DAY)

    assert refusal.value.code == "hands"
    assert Case.objects.get(pk=case).seq == row.seq


def test_an_act_after_a_refused_one_finds_its_statement_again(township):
    """A rollback forgets the kept statements of a connection; the next act must not trip over that."""
    case = township.lodged()
    for _ in range(3):
        with pytest.raises(StepRefused):
            actions.confirm(case=case, actor=township.sun, at=MORNING, amount=1)
        with transaction.atomic():
            actions.accept(case=case, actor=township.liu, at=MORNING)
            transaction.set_rollback(True)

    actions.accept(case=case, actor=township.liu, at=MORNING)

    assert Case.objects.get(pk=case).seq == 2


def test_a_missing_case_is_a_sentence_and_not_a_traceback(township):
    with pytest.raises(StepRefused) as refusal:
        actions.accept(case=uuid.UUID(int=77), actor=township.liu, at=MORNING)

    assert refusal.value.code == "missing"


def test_the_day_alone_moves_the_stage_and_leaves_no_event(township):
    case = Case.objects.get(pk=township.walked())
    book = law.rulebook(case.version_id)
    later = APPROVAL_DAY + timedelta(days=30)

    assert ledger.refresh(case, book, later)
    assert not ledger.refresh(Case.objects.get(pk=case.pk), book, later)
    assert Case.objects.get(pk=case.pk).stage == "active"
    assert Event.objects.filter(case=case).count() == case.seq


def test_unicode_zeros_and_depth_come_back_as_they_were(township):
    """The hash must cover what the database returns: jsonb and text spell the same value differently."""
    case = Case.objects.get(pk=township.lodged())
    outcome, book = accepted(township, case)
    odd = {
        "字": "“引号”\n\t\\ é 𠮷",
        "list": [1, 0, -1, True, None, {"b": {"a": []}}],
        "big": 10**17,
        "empty": "",
    }

    with transaction.atomic():
        ledger.append(
            ledger.load(case.pk),
            "accept",
            dataclasses.replace(outcome, data=odd),
            book,
            township.liu,
            MORNING,
        )

    stored = Event.objects.get(case=case, seq=2)
    assert stored.data == odd
    assert ledger.link(stored) == stored.hash


@pytest.mark.postgres
def test_a_pooler_that_shares_connections_is_respected(township, monkeypatch):
    monkeypatch.setitem(connection.settings_dict, "DISABLE_SERVER_SIDE_CURSORS", True)
    connection.ensure_connection()
    monkeypatch.setattr(connection.connection, "prepare_threshold", None)
    connection.connection._prepared.clear()

    township.walked(acts=3)

    assert not connection.connection._prepared._names


@pytest.mark.postgres
def test_one_plan_serves_every_act(township):
    """Values of different width or absence must not each keep a statement of their own."""
    connection.ensure_connection()
    connection.connection._prepared.clear()
    for number in range(3):
        township.walked(number)

    assert 1 <= len(connection.connection._prepared._names) <= 12


def test_a_clock_whose_ground_fell_away_does_not_tick_on_in_the_table(township):
    """SY-A1.5a runs from the posting of an opinion; an upheld objection fells the opinion, so nothing is due."""
    case = township.walked(acts=6)
    assert Deadline.objects.filter(case=case, clock="confirm", met_at=None).exists()
    later = MORNING + timedelta(days=8)
    actions.object_(case=case, actor=Actor(), at=later, words="他家有车")
    actions.resurvey(case=case, actor=township.chen, at=later, who=[township.chen.officer])

    actions.close_objection(case=case, actor=township.li, at=later, outcome="upheld")

    left = set(Deadline.objects.filter(case=case).values_list("clock", flat=True))
    assert "confirm" not in left
    assert {"check", "whole"} <= left
