"""Packs in and out by the staff shell: looked at first, then taken in, by who keeps the tables of the law."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from policies.actions.pack_archives import pack_archive
from policies.models import Jurisdiction, PackImport, Programme
from tests.policies.actions.test_pack_archives import toml, zipped
from tests.support.second_factor import confirm_once_for_all

pytestmark = pytest.mark.django_db
SCREEN = "/cms/studio/packs/"


def hand_in(client, data: bytes):
    return client.post(SCREEN, {"archive": SimpleUploadedFile("pack.zip", data, "application/zip")})


def test_a_place_comes_in_as_drafts_and_another_person_publishes(client, editor, publisher, yicheng_files):
    client.force_login(editor)
    confirm_once_for_all(client, editor)
    seen = client.get(hand_in(client, yicheng_files).url)
    text = seen.content.decode()
    assert seen.status_code == 200
    assert "新增" in text
    assert "最低生活保障" in text
    assert not Jurisdiction.objects.exists()

    done = client.post(seen.wsgi_request.path, follow=True)
    assert "放进了草稿" in done.content.decode()
    assert "小温导入" in client.get(SCREEN).content.decode()
    dibao = Programme.objects.get(code="dibao")
    assert (dibao.live, dibao.versions.count()) == (False, 0)

    client.force_login(publisher)
    review = client.get(reverse("studio_review", args=[dibao.pk]))
    assert review.status_code == 200
    assert "小温" in review.content.decode()


def test_a_hostile_archive_is_answered_on_its_field_and_not_with_an_error_page(client, editor):
    client.force_login(editor)
    answer = hand_in(client, zipped({"../place.toml": "x = 1"}))
    assert answer.status_code == 422
    assert "指向别处" in answer.content.decode()
    assert not PackImport.objects.exists()
    assert client.post(SCREEN).status_code == 422


def test_what_goes_out_can_be_handed_in_again_and_changes_nothing(client, editor, shangyu):
    client.force_login(editor)
    out = client.get(reverse("studio_pack_download", args=["shangyu"]))
    assert out["Content-Disposition"] == 'attachment; filename="shangyu.zip"'
    assert out.content == pack_archive(place="shangyu")
    seen = client.get(hand_in(client, out.content).url)
    assert "没有要改的" in seen.content.decode()


def test_it_stands_in_the_menu_of_the_editors_only(client, editor):
    client.force_login(editor)
    assert SCREEN in client.get(reverse("wagtailadmin_home")).content.decode()
    stranger = User.objects.create_user("qian")
    client.force_login(stranger)
    for address in (SCREEN, "/cms/studio/packs/shangyu.zip"):
        assert client.get(address).status_code in (302, 403)


def test_nobody_takes_in_what_another_handed_in(client, editor, publisher, yicheng_files):
    client.force_login(editor)
    address = hand_in(client, yicheng_files).url
    client.force_login(publisher)
    assert client.post(address).status_code == 404
    assert not Jurisdiction.objects.exists()


@pytest.fixture
def yicheng_files() -> bytes:
    return zipped(toml("yicheng"))
