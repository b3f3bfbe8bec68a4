"""The table of roles and rights, cell by cell: who reaches a thing, and who is turned away at its address (T33)."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from casework.actions.staffing import editing_groups
from tests.casework.desk.cast import PASSWORD, at

VILLAGE, ACCEPTOR, SURVEYOR, REVIEWER, APPROVER, COUNTY = "张会计", "刘敏", "陈立", "赵强", "王镇长", "何科长"
EDITOR, PUBLISHER, KEEPER = "编辑", "发布人", "运维"
TOWNSHIP = {ACCEPTOR, SURVEYOR, REVIEWER, APPROVER}
OFFICE = {VILLAGE, COUNTY, *TOWNSHIP}
EVERYBODY = (*sorted(OFFICE), EDITOR, PUBLISHER, KEEPER)
TURNED_AWAY = {302, 403, 404}
"""The shell itself answers with a way back to its home (302), the desk with a sentence (403)."""


def act(verb):
    return lambda case: reverse("desk_act", args=[case.pk, verb])


def page(name, *arguments):
    return lambda case: reverse(name, args=arguments)


def of_case(name, *arguments):
    return lambda case: reverse(name, args=[case.pk, *arguments])


# What, where, and who has more than a dash in the table. “Not now” (409) is an answer to the right hand.
CELLS = {
    "an application": (of_case("desk_case"), OFFICE),
    "a full number": (of_case("desk_reveal", "m1", "id_number"), OFFICE - {VILLAGE}),
    "the findings of the inquiry": (of_case("desk_inquiry"), OFFICE - {VILLAGE}),
    "受理": (act("accept"), {ACCEPTOR}),
    "不予受理": (act("decline"), {ACCEPTOR}),
    "初审": (act("first_opinion"), {REVIEWER}),
    "审批": (act("refuse"), {APPROVER}),
    "提级": (act("elevate"), {COUNTY}),
    "公示": (act("post"), TOWNSHIP),
    "objections": (page("desk_statements"), OFFICE - {VILLAGE}),
    "the reserve": (page("desk_relief"), OFFICE - {VILLAGE}),
    "the special cases": (page("desk_special"), {COUNTY}),
    "before, during and after": (page("desk_supervision"), {COUNTY}),
    "what lies untouched": (page("desk_untouched"), OFFICE),
    "the monitoring list": (page("desk_monitoring"), OFFICE - {VILLAGE}),
    "the mark of the monitoring list": (of_case("desk_monitored"), OFFICE - {VILLAGE}),
    "the record of dishonesty": (of_case("desk_dishonesty"), {COUNTY}),
    "the refusals": (page("desk_refusals"), {COUNTY}),
    "the office's people": (page("desk_people"), {COUNTY, KEEPER}),
    "everybody's phones": (page("second_factor_all"), {KEEPER}),
    "the logins": (page("wagtailusers_users:index"), {KEEPER}),
    "the text of a programme": (
        page("wagtailsnippets_policies_programme:list"),
        {EDITOR, PUBLISHER, KEEPER},
    ),
}


@pytest.fixture
def seats(town):
    """Everybody's browser."""
    editors, publishers = editing_groups()
    found = {name: town.sit(name) for name in OFFICE}
    for name, group in ((EDITOR, editors), (PUBLISHER, publishers), (KEEPER, None)):
        user = get_user_model().objects.create_user(name, password=PASSWORD, is_superuser=group is None)
        user.groups.set([group] if group else [])
        found[name] = Client()
        found[name].force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return found


def test_whoever_has_a_dash_in_the_table_is_turned_away_and_nobody_else(town, seats):
    """T33: every cell of the table; one scene for all of them."""
    case = town.lodge(at(3, 2))
    town.bring_to_approval(case)
    town.clock.set(at(3, 12))

    reached = {
        what: {name for name in EVERYBODY if seats[name].get(where(case)).status_code not in TURNED_AWAY}
        for what, (where, _who) in CELLS.items()
    }

    assert reached == {what: set(who) for what, (_where, who) in CELLS.items()}


@pytest.mark.parametrize("name", [EDITOR, PUBLISHER, KEEPER])
def test_who_writes_the_law_or_keeps_the_logins_reads_no_household(town, seats, name):
    case = town.lodge(at(3, 2))
    lists = ("desk_queue", "desk_cases", "desk_people", "desk_export", "wagtailadmin_home")

    said = "".join(seats[name].get(reverse(one)).content.decode() for one in lists)

    assert "李桂田" not in said
    assert case.number not in said
