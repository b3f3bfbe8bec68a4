"""The monthly roster: built from live decisions, as often as one likes, each line once."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from casework.models import Case, PaymentLine, PaymentRun
from casework.rules.asking import Ask
from casework.rules.payment import payment
from casework.rules.roles import Actor
from policies import queries as law
from policies.models import Jurisdiction


def run_payment(*, place: Jurisdiction, month: str, at: datetime) -> PaymentRun:
    """Build the roster of a month (`YYYY-MM`): running it again adds nothing and changes no line.

    Raises `StepRefused` where a condition of the place is not met; then no line is written.
    """
    with transaction.atomic():
        run, _ = PaymentRun.objects.get_or_create(jurisdiction=place, month=month, defaults={"built_at": at})
        granted = Case.objects.filter(programme__jurisdiction=place, open=False, confirmed_by__isnull=False)
        lines = []
        for case in granted.exclude(payment_lines__month=month).iterator():
            book, facts = law.rulebook(case.version_id, unit=case.unit_id), case.known()
            found = payment(facts, book, Ask("run_payment", facts, book, Actor(), at), month)
            if found.amount or facts.held.get(month):
                lines.append(
                    PaymentLine(run=run, case=case, month=month, amount=found.amount, reason=found.reason)
                )
        PaymentLine.objects.bulk_create(lines)
    return run
