"""Scenes of a trial: the live caseload under another standard, handed down, proposed by hands, never by itself."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db.models import Sum

from casework import actions, outbox
from casework.actions import whatif
from casework.models import Case, Event, WhatIfLine, WhatIfRun
from casework.queries import actor_of
from casework.rules.reckoning import annual, kept, reckon
from casework.rules.refusal import StepRefused
from policies import queries as law
from policies.actions.parameters import set_parameter
from policies.models import Jurisdiction
from tests.casework.cast import APPROVAL_DAY, MORNING, PLACE, appointed

JULY = date(2026, 7, 1)
MONTHLY = {"wage": "month"}
LATER = APPROVAL_DAY + timedelta(days=400)
NOON = MORNING.replace(year=2026, month=8, day=3)


def state(value, since):
    place = Jurisdiction.objects.get(code=PLACE)
    set_parameter(place=place, key="standard", value=value, since=since, clause="本故事自设", reason="演示")


def supported(township, number, wage, *, sheet=True):
    """A couple that draws support under a standard of 900, by its income sheet."""
    case = township.lodged(number)
    steps = township.steps(case)
    for step in steps[:4]:
        step()
    entries = {"m1": {"wage": str(wage)}, "m2": {}}
    book = law.rulebook(Case.objects.get(pk=case).version_id)
    made = kept(reckon(book, MORNING.date(), 2, annual(entries, MONTHLY)), entries, MONTHLY)
    actions.first_opinion(
        case=case,
        actor=township.li,
        at=MORNING + timedelta(days=4),
        grant=made["eligible"],
        amount=made["result"] if made["eligible"] else None,
        calculation=made if sheet else None,
    )
    if made["eligible"]:
        actions.post(case=case, actor=township.li, at=MORNING + timedelta(days=5), where=["board"])
        actions.confirm(case=case, actor=township.sun, at=APPROVAL_DAY, amount=made["result"])
    else:
        actions.refuse(case=case, actor=township.sun, at=APPROVAL_DAY, reason="收入高于标准")
    return case


@pytest.fixture
def county(township):
    return appointed("何", "county", township.village.parent.parent)


@pytest.fixture
def caseload(township):
    """Poor, near the line, above it, and one without a sheet."""
    state("900.00", date(2025, 1, 1))
    return [
        supported(township, 1, 600),
        supported(township, 2, 1700),
        supported(township, 3, 1900),
        supported(township, 4, 600, sheet=False),
    ]


def begin(standard, on=JULY):
    place = Jurisdiction.objects.get(code=PLACE)
    value = None if standard is None else Decimal(standard)
    run = actions.begin_trial(place=place, programme="dibao", on=on, standard=value, user=None, at=NOON)
    while outbox.drain(now=NOON, kinds=("whatif",)):
        pass
    run.refresh_from_db()
    return run


def kinds(run, caseload):
    found = dict(run.lines.values_list("case_id", "kind"))
    return [found[case] for case in caseload]


def test_who_gains_who_loses_who_falls_out_and_who_might_come_in(caseload):
    up, down = begin("1000"), begin("800")

    assert kinds(up, caseload) == ["more", "more", "in", "unknown"]
    assert kinds(down, caseload) == ["less", "out", "same", "unknown"]
    first = up.lines.get(case=caseload[0])
    assert (first.members, first.before, first.after) == (2, 120_000, 140_000)
    assert (up.total, up.done, up.finished_at) == (4, 4, NOON)


def test_a_trial_changes_nothing_about_anybody(caseload):
    before = list(Case.objects.order_by("pk").values())
    events = Event.objects.count()

    begin("800")

    assert list(Case.objects.order_by("pk").values()) == before
    assert Event.objects.count() == events


def test_pieces_add_up_to_the_whole_and_a_piece_done_twice_is_done_once(caseload, monkeypatch):
    whole = begin("1000")
    monkeypatch.setattr(whatif, "PIECE", 1)
    pieces = begin("1000")

    whatif.work(str(pieces.pk), NOON)  # the worker died after its commit; the row is handled again

    assert pieces.done == 4
    for run in (whole, pieces):
        assert run.lines.count() == 4
    assert whole.lines.aggregate(s=Sum("after")) == pieces.lines.aggregate(s=Sum("after"))


def test_a_value_that_is_entered_but_not_yet_in_force_is_tried_by_its_day(caseload):
    state("1000.00", JULY)

    assert begin(None).standard == "1000.00"
    assert begin(None, on=date(2026, 6, 30)).standard == "900.00"


def test_without_a_standard_there_is_nothing_to_try(township):
    with pytest.raises(StepRefused, match="没有载明"):
        begin(None)

    assert not WhatIfRun.objects.exists()


def test_nothing_is_handed_down_before_the_standard_is_the_law_and_by_the_county_alone(
    caseload, township, county
):
    run = begin("800")
    with pytest.raises(StepRefused, match="还没有施行"):
        actions.release_trial(run=run, actor=county, at=NOON)
    state("800.00", JULY)
    with pytest.raises(StepRefused, match="要由县民政"):
        actions.release_trial(run=run, actor=township.li, at=NOON)

    actions.release_trial(run=run, actor=county, at=NOON)

    run.refresh_from_db()
    assert (run.released_at, str(run.released_by_id)) == (NOON, county.officer)
    assert not Event.objects.filter(kind="propose_change").exists()


@pytest.fixture
def handed_down(caseload, county):
    run = begin("800")
    state("800.00", JULY)
    actions.release_trial(run=run, actor=county, at=NOON)
    run.refresh_from_db()
    return run


def test_the_reviewer_proposes_by_the_ordinary_procedure_each_once(handed_down, caseload, township):
    li = actor_of(township.li.officer, "李", NOON.date())

    first = actions.propose_batch(run=handed_down, actor=li, at=NOON, limit=1)
    rest = actions.propose_batch(run=handed_down, actor=li, at=NOON)
    again = actions.propose_batch(run=handed_down, actor=li, at=NOON)

    assert (first, rest, again) == ((1, 0), (1, 0), (0, 0))
    poor, near = (Case.objects.get(pk=case).known().change for case in caseload[:2])
    assert (poor.to, poor.stop, poor.decided) == (100_000, False, None)
    assert (near.to, near.stop, near.decided) == (None, True, None)
    assert "试算" in poor.cause
    assert {line.proposal.kind for line in WhatIfLine.objects.exclude(proposal=None)} == {"propose_change"}
    assert Event.objects.filter(kind="propose_change").count() == 2


def test_a_case_that_moved_on_since_is_left_to_a_human(handed_down, caseload, township):
    actions.propose_change(case=caseload[0], actor=township.li, at=NOON, cause="家里添人", to=150_000)

    done, left = actions.propose_batch(run=handed_down, actor=township.li, at=NOON)

    assert (done, left) == (1, 1)
    assert handed_down.lines.get(case=caseload[0]).refused
    assert Case.objects.get(pk=caseload[0]).known().change.to == 150_000


def test_what_nobody_handed_down_or_what_is_no_longer_law_is_not_proposed(caseload, township, handed_down):
    other = begin("850")
    with pytest.raises(StepRefused, match="还没有交下来"):
        actions.propose_batch(run=other, actor=township.li, at=NOON)
    state("820.00", date(2026, 8, 1))
    with pytest.raises(StepRefused, match="标准又变了"):
        actions.propose_batch(run=handed_down, actor=township.li, at=NOON)
    with pytest.raises(StepRefused, match="标准又变了"):
        actions.propose_batch(run=handed_down, actor=township.sun, at=NOON)


def test_an_officer_elsewhere_finds_nothing_to_propose(handed_down, township):
    stranger = appointed(
        "外",
        "reviewer",
        township.village.parent.parent.children.exclude(pk=township.village.parent_id).first(),
    )

    assert actions.propose_batch(run=handed_down, actor=stranger, at=NOON) == (0, 0)
