"""Every address of the desk that changes something, posted to by every wrong hand: 403, and no trace but the refusal (R9, ux 23)."""

import pytest
from django.apps import apps
from django.urls import reverse

from casework.desk.acts import ACTS
from casework.models import OfficeEvent, Officer
from casework.rules.roles import ROLE_NAMES, rights
from tests.casework.desk.cast import STAFF, at

TYPED = "他家里的事77"
POSTED = {
    "sure": "yes",
    "reason": TYPED,
    "words": TYPED,
    "cause": TYPED,
    "amount": "1020.00",
    "grant": "yes",
    "where": "board",
    "member": "m1",
    "relation": TYPED,
}
UNTOUCHED = {"sessions.session", "casework.officeevent"}


def not_his(name):
    """Return the acts that none of somebody's posts covers."""
    return [verb for verb in ACTS if not set(STAFF[name]) & set(rights(verb))]


def address(case, verb):
    """Return where an act is posted to: the one view of all acts, or a page of its own."""
    page = ACTS[verb].page
    return reverse(page, args=[case.pk]) if page else reverse("desk_act", args=[case.pk, verb])


def rows():
    """Return how many rows every table holds, and every case in full: what an act could have changed."""
    counted = {
        model._meta.label_lower: model.objects.count()
        for model in apps.get_models()
        if model._meta.label_lower not in UNTOUCHED and model._meta.managed
    }
    return counted, list(apps.get_model("casework", "Case").objects.order_by("pk").values())


@pytest.fixture
def case(town):
    found = town.lodge(at(3, 2))
    town.bring_to_approval(found)
    town.clock.set(at(3, 18))
    found.refresh_from_db()
    return found


@pytest.mark.parametrize("name", [name for name in STAFF if not_his(name)])
def test_an_act_posted_by_a_post_that_does_not_cover_it_leaves_only_the_refusal(town, case, name):
    client, before = town.sit(name), rows()

    for number, verb in enumerate(not_his(name), start=1):
        refused = client.post(address(case, verb), POSTED | {"seen": case.seq})

        assert refused.status_code == 403, verb
        assert rows() == before, verb
        line = OfficeEvent.objects.first()
        assert OfficeEvent.objects.count() == number
        assert (line.kind, line.by_name, line.case) == ("refused", name, case)
        assert line.data["code"] == "role"
        assert line.data["where"] in ("desk_act", ACTS[verb].page)
        assert TYPED not in f"{line.reason}{line.data}"


OUTSIDERS = {
    "the next town": ("外乡人", 404, "scope"),
    "kin": ("刘敏", 403, "relative"),
    "kin under another record": ("全能", 403, "relative"),
}


@pytest.mark.parametrize("who", OUTSIDERS)
def test_kin_and_the_next_town_leave_only_the_refusal_whatever_they_post(town, case, who):
    """QY-4.2a: handler H registers R; H on R's case gets 403."""
    name, status, code = OUTSIDERS[who]
    if who.startswith("kin"):
        officer = str(town.officers["刘敏"].pk)
        Officer.objects.filter(name__in=["刘敏", name]).update(phone_index="one telephone")
        town.do("declare_relative", case, "何科长", at(3, 18), officer=officer, member="m1", relation="子女")
        case.refresh_from_db()
    client, before = town.sit(name), rows()

    for verb in ACTS:
        refused = client.post(address(case, verb), POSTED | {"seen": case.seq})

        assert refused.status_code == status, verb
        assert rows() == before, verb
        assert OfficeEvent.objects.first().data["code"] == code, verb
    assert OfficeEvent.objects.count() == len(ACTS)


def test_a_number_asked_for_by_a_post_that_may_not_see_it_is_written_down(town, case):
    client, before = town.sit("张会计"), rows()

    refused = client.post(reverse("desk_reveal", args=[case.pk, "m1", "phone"]), {"reason": "call"})

    assert refused.status_code == 403
    assert rows() == before
    assert OfficeEvent.objects.get().data == {"where": "desk_reveal", "code": "role"}


def test_looking_is_not_written_down(town, case):
    assert town.sit("张会计").get(reverse("desk_act", args=[case.pk, "confirm"])).status_code == 403
    assert not OfficeEvent.objects.exists()


def test_every_post_of_the_office_is_somebodys_wrong_hand():
    """A role that is added to the house is tried here too."""
    assert {role for roles in STAFF.values() for role in roles} | {"cadre"} == set(ROLE_NAMES)
