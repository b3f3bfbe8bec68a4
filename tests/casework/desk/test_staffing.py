"""Scenes about posts: who is appointed where, whose login is whose, and what the editors' groups open."""

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from casework.actions.staffing import appoint, desk_group, editing_groups, open_account
from casework.models import Appointment, Officer
from casework.rules.refusal import StepRefused
from tests.casework.desk.cast import at


def test_the_same_post_twice_is_one_post(town):
    post = Appointment.objects.get(officer=town.officers["刘敏"])

    again = appoint(officer=post.officer, unit=post.unit, role="acceptor", until=at(3, 31).date())

    assert again.pk == post.pk
    assert again.until == at(3, 31).date()


@pytest.mark.parametrize("role", ["village", "king"])
def test_a_post_that_does_not_exist_there_is_refused(town, role):
    township = town.village.parent

    with pytest.raises(StepRefused):
        appoint(officer=town.officers["刘敏"], unit=township, role=role)


def test_a_login_is_one_officer_for_good(town):
    other = Officer.objects.create(name="另一个人")

    with pytest.raises(StepRefused):
        open_account(user=town.user("刘敏"), officer=other)


def test_the_groups_are_made_once_and_mended(db):
    first = [*editing_groups(), desk_group()]
    for group in first:
        group.permissions.clear()

    mended = [(group, codes(group)) for group in (*editing_groups(), desk_group())]
    again = [(group, codes(group)) for group in (*editing_groups(), desk_group())]

    assert [group.pk for group, _codes in again] == [group.pk for group in first]
    assert again == mended
    assert all("access_admin" in found for _group, found in mended)
    assert mended[2][1] == {"access_admin"}


def codes(group):
    return set(group.permissions.values_list("codename", flat=True))


@pytest.mark.parametrize(("publisher", "may"), [(False, False), (True, True)])
def test_an_editor_drafts_and_only_a_publisher_publishes(db, client, publisher, may):
    from wagtail.models import Page

    user = get_user_model().objects.create_user("小周", password="invented-pass-77")
    user.groups.add(editing_groups()[int(publisher)])
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    home = Page.objects.filter(depth=2).first()

    page = client.get(reverse("wagtailadmin_pages:edit", args=[home.pk]))
    tester = home.permissions_for_user(user)

    assert page.status_code == 200
    assert (tester.can_edit(), tester.can_publish()) == (True, may)


def test_the_menu_of_an_officer_has_no_workshop_and_the_editor_s_has_no_cases(town, client):
    editor = get_user_model().objects.create_user("小周", password="invented-pass-77")
    editor.groups.add(editing_groups()[0])
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")

    clerk = town.sit("刘敏", at(3, 3)).get(reverse("desk_queue")).content.decode()
    workshop = client.get(reverse("wagtailadmin_home")).content.decode()
    county = town.sit("何科长").get(reverse("desk_queue")).content.decode()
    village = town.sit("张会计").get(reverse("desk_queue")).content.decode()

    assert '"name": "desk-queue"' in clerk
    assert '"name": "explorer"' not in clerk
    assert '"name": "desk-queue"' not in workshop
    assert '"name": "law"' in workshop
    assert '"name": "desk-relatives"' in county
    assert '"name": "desk-relatives"' not in clerk
    assert '"name": "desk-statements"' not in village
