"""Publishing takes two people and a sound programme."""

import pytest

from policies.actions.pack_files import read_pack
from policies.actions.versions import publish_version
from policies.models import ProgrammeVersion
from policies.rules.validator import NotPublishable


@pytest.fixture
def body():
    return next(body for body in read_pack("shangyu").programmes if body["code"] == "dibao")


def test_who_wrote_it_does_not_publish_it(shangyu, noon, body, wen):
    with pytest.raises(NotPublishable, match="两个人"):
        publish_version(place=shangyu, body=body, at=noon, author=wen, publisher=wen)


def test_both_names_are_kept(shangyu, noon, body, wen, lu):
    version = publish_version(
        place=shangyu, body={**body, "summary": "改了。"}, at=noon, author=wen, publisher=lu
    )
    assert (version.author, version.publisher, version.number, version.created_at) == (wen, lu, 2, noon)


def test_a_draft_that_cannot_be_read_is_refused_with_its_place(shangyu, noon, body):
    with pytest.raises(NotPublishable, match="缺少“name”"):
        publish_version(place=shangyu, body={**body, "name": ""}, at=noon)


def test_a_draft_with_defects_is_refused_with_all_of_them(shangyu, noon, body):
    broken = {**body, "clocks": [], "notices": []}
    with pytest.raises(NotPublishable) as refused:
        publish_version(place=shangyu, body=broken, at=noon)
    assert "公示期" in str(refused.value)
    assert "文书 refusal" in str(refused.value)


def test_another_places_draft_is_refused(shangyu, noon, body):
    with pytest.raises(NotPublishable, match="yicheng"):
        publish_version(place=shangyu, body={**body, "place": "yicheng"}, at=noon)
    assert ProgrammeVersion.objects.filter(programme__code="dibao").count() == 1
