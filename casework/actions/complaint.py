"""A complaint that names no case: about money asked for, delay or manner; it goes to the county and nobody else."""

from __future__ import annotations

import secrets
import uuid
from datetime import datetime

from django.db import transaction

from casework.actions.posting import StatementReceipt, record_statement, refuse_private_numbers
from casework.models import Statement
from casework.rules.refusal import StepRefused
from policies.models import Unit

MOST_WORDS = 2000


def complain_to_county(
    *, at: datetime, words: str, topic: str, contact: str = "", unit: str = ""
) -> StatementReceipt:
    """Record a complaint and return its number and its code, which is shown once.

    `unit` is the code of the township it is about, where the person said so; `contact` is sealed.
    Raises `StepRefused` for empty words or words that hold a private number.
    """
    if not words.strip():
        raise StepRefused("写几句发生了什么", code="missing")
    refuse_private_numbers(words)
    about = Unit.objects.filter(code=unit).first() if unit else None
    key, code = uuid.uuid4(), f"{secrets.randbelow(10**12):012d}"
    with transaction.atomic():
        row = record_statement(key, code, "complaint", None, at, words[:MOST_WORDS], topic, contact)
        if about is not None:
            Statement.objects.filter(pk=row.pk).update(unit=about)
    return StatementReceipt(row.number, code, None)
