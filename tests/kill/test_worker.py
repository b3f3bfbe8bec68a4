"""The worker is killed between taking a row and finishing it: every letter goes out once, numbers have no gaps."""

import time
from collections import Counter
from datetime import timedelta

import pytest
from django.utils import timezone

from casework.models import Case, Event, Outbox, Serial
from notices.models import Notice, Publication, PublicRow
from notices.rules import forms
from notices.shelf import MANIFEST
from policies import queries as law
from tests.kill.chains import broken
from tests.support.processes import wait_until

pytestmark = pytest.mark.kill
KILLS = 4
STAGES = ("accepted", "accepted", "accepted", "returned", "confirmed", "confirmed", "posted", "submitted")


def waiting():
    return Outbox.objects.filter(done_at=None, dead_at=None)


def held():
    return waiting().exclude(lease_until=None)


def cut_power_with_a_row_in_hand(house, ring):
    """Start a worker, let it work a little, and kill it while it holds a row; return the row."""
    worker = house.start("worker")
    wait_until(lambda: "ready." in house.words("worker"), what=house.words("worker"))
    ring()
    before = waiting().count()
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        # Not at its very first row: something has been done, something has not.
        if waiting().count() < before and held().exists():
            break
    house.kill(worker)
    row = held().first()
    (house.folder / "worker.log").rename(house.folder / f"worker.{row.pk if row else 0}.log")
    # A minute later the lease has run out; nobody wants to wait for it.
    held().update(lease_until=timezone.now() - timedelta(seconds=1))
    return row


def test_every_letter_goes_out_once_and_no_number_is_missing(house, nobody_drains, walk, ring):
    for number, stage in enumerate(STAGES):
        walk(stage, office=number % 2)
    assert waiting().count() > 25
    assert not Notice.objects.exists()

    rows = [cut_power_with_a_row_in_hand(house, ring) for _ in range(KILLS)]
    cut = [row.pk for row in rows if row is not None]
    assert len(cut) >= KILLS - 1, "the power was cut too late to mean anything"
    house.start("beat")
    house.start("worker")
    wait_until(lambda: not waiting().exists(), seconds=120, what=house.words("worker")[-3000:])

    assert not Outbox.objects.exclude(dead_at=None).exists()
    assert min(Outbox.objects.filter(pk__in=cut).values_list("attempts", flat=True)) >= 2
    every_act_has_its_letters_once()
    numbers_have_no_gaps()
    lists_name_everybody_once(house)
    letters_lie_in_the_folder_once(house)
    assert not broken()


def every_act_has_its_letters_once():
    wanted = Counter()
    for event in Event.objects.select_related("case"):
        spec = law.rulebook(event.case.version_id).spec
        wanted.update((event.pk, kind) for kind in forms.kinds_on(event.kind, spec))
    issued = Counter(Notice.objects.values_list("cause_id", "kind"))

    assert sum(wanted.values()) >= 5
    assert issued >= wanted
    assert set(issued.values()) == {1}


def numbers_have_no_gaps():
    series = {}
    for unit, year, kind, serial in Notice.objects.values_list("unit__code", "year", "kind", "serial"):
        series.setdefault((unit, year, kind), []).append(serial)
    for (unit, year, kind), serials in series.items():
        assert sorted(serials) == list(range(1, len(serials) + 1)), kind
        assert Serial.objects.get(unit=unit, year=year, kind=f"notice.{kind}").last == len(serials)


def lists_name_everybody_once(house):
    for roster in Publication.objects.filter(kind="roster"):
        paid = Case.objects.filter(
            unit=roster.unit, programme=roster.programme, stage__in=("confirmed", "active")
        )
        assert PublicRow.objects.filter(publication=roster).count() == paid.count() > 0
    up = Publication.objects.up(timezone.now())
    assert up.filter(kind="roster").exists()
    for publication in up:
        assert (house.folder / "baked" / publication.address.strip("/") / MANIFEST).exists()
    assert Publication.objects.filter(kind="posting").count() == Event.objects.filter(kind="post").count()


def letters_lie_in_the_folder_once(house):
    for notice in Notice.objects.all():
        assert (house.folder / "private" / notice.pdf).read_bytes().startswith(b"%PDF")
