"""Two records become one human while one of them is at work: either the act is over first, or it is judged as his (T52)."""

import threading

import pytest
from django.db import connection, transaction

from casework import actions, queries
from casework.actions import people
from casework.models import Case, Event, Officer
from casework.rules.keeping import Keeper
from casework.rules.refusal import StepRefused
from policies.rules.identity import demo_id
from tests.casework.cast import APPROVAL_DAY, MORNING
from tests.casework.test_concurrency import IMPATIENT

pytestmark = pytest.mark.django_db(transaction=True)
ROOT = Keeper(1, "运维", (), ("",))
NUMBER = demo_id("770101", MORNING.date().replace(year=1980), 7)


def elsewhere(do):
    """Do something on a second connection that does not wait long; return what came of it."""
    found = []

    def second():
        try:
            with connection.cursor() as cursor:
                cursor.execute(IMPATIENT[connection.vendor])
            do()
            found.append("done")
        except StepRefused as refusal:
            found.append(refusal.code)
        except Exception as error:  # noqa: BLE001 - whatever leaks out is what the test is about
            found.append(repr(error))
        finally:
            connection.close()

    thread = threading.Thread(target=second)
    thread.start()
    thread.join()
    return found[0]


@pytest.fixture
def twins(standing_township):
    """Who accepted and who is about to give the opinion have one document: it was entered for the one already."""
    town = standing_township
    case = town.walked(1, acts=4)
    people.identify(officer=town.liu.officer, id_number=NUMBER, keeper=ROOT, at=MORNING)
    return town, case


def merge(town):
    people.merge(kept=town.liu.officer, gone=town.li.officer, id_number=NUMBER, keeper=ROOT, at=MORNING)


def opine(town, case):
    actions.first_opinion(case=case, actor=town.li, at=APPROVAL_DAY, grant=True, amount=120_000)


def test_a_merge_waits_for_the_opinion_that_is_being_signed_and_then_it_falls(twins):
    town, case = twins
    with transaction.atomic():
        opine(town, case)
        assert elsewhere(lambda: merge(town)) == "busy"

    merge(town)

    assert Case.objects.get(pk=case).known().opinion is None
    assert Event.objects.filter(case=case).latest("seq").kind == "one_hand"


def test_an_opinion_waits_for_the_merge_and_is_then_refused(twins):
    town, case = twins
    with transaction.atomic():
        merge(town)
        assert elsewhere(lambda: opine(town, case)) == "busy"

    with pytest.raises(
        StepRefused
    ) as caught:  # 李 still sits before the page she opened under her old record
        opine(town, case)

    assert caught.value.code == "hands"
    assert not queries.doubled_hands().exists()


def test_a_change_proposed_under_one_record_is_not_decided_under_the_other(twins):
    town, case = twins
    Officer.objects.filter(pk=town.sun.officer).update(merged_into=town.li.officer)

    kept = {**Case.objects.get(pk=case).facts, "hands": {"propose": [town.li.officer]}}
    Case.objects.filter(pk=case).update(facts=kept)

    with pytest.raises(StepRefused) as caught:
        actions.decide_change(case=case, actor=town.sun, at=APPROVAL_DAY)

    assert (caught.value.code, "您提出的" in caught.value.reason) == ("hands", True)
