"""What the record of an attempt has to say, and which files are film or sound."""

from dataclasses import replace

import pytest

from casework.rules.refusal import StepRefused
from notices.rules.proofs import PRIVATE, Said, check_said, media, unsaid


class TestUnsaid:
    def test_signed_at_the_door_only_the_place_is_asked(self):
        assert set(unsaid(Said("direct", signed=True))) == {"place"}
        assert unsaid(Said("direct", signed=True, place=True)) == {}

    def test_without_a_signature_the_reason_is_asked(self):
        assert set(unsaid(Said("left", place=True))) == {"reason"}
        assert unsaid(Said("left", place=True, reason=True)) == {}

    def test_a_witness_stands_for_somebody_and_has_a_post(self):
        """SY-A1.5f"""
        bare = Said("left", place=True, reason=True, witness=True)
        assert set(unsaid(bare)) == {"witness_for", "witness_post"}
        assert unsaid(replace(bare, witness_for=True, witness_post=True)) == {}

    def test_the_receipt_of_the_post_is_kept(self):
        """SY-A1.5g"""
        assert unsaid(Said("post")) == {}
        assert set(unsaid(Said("post", delivered=False))) == {"receipt"}
        assert unsaid(Said("post", delivered=True, proofs={"receipt"})) == {}

    def test_an_announcement_asks_for_nothing_more(self):
        assert unsaid(Said("public")) == {}


class TestTheActionAsksTheSame:
    def test_a_record_that_says_enough_is_taken(self):
        check_said(Said("direct", signed=True, place=True), {"place": "青石村 3 组家中"})

    def test_what_it_lacks_is_told_at_once(self):
        with pytest.raises(StepRefused, match=r"在哪里送的.*请写明事由") as caught:
            check_said(Said("direct"), {})
        assert caught.value.code == "missing"

    def test_a_private_number_is_refused_and_not_repeated(self):
        """SY-A1.7b"""
        with pytest.raises(StepRefused) as caught:
            check_said(Said("left", reason=True, place=True), {"reason": "卡号 6217000010000000014 没变"})
        assert caught.value.reason == PRIVATE


@pytest.mark.parametrize(
    ("head", "content_type", "kind"),
    [
        (b"\0\0\0\x18ftypisom\0\0\0\0", "video/mp4", "video"),
        (b"\0\0\0\x18ftypM4A \0\0\0\0", "audio/mp4", "audio"),
        (b"ID3\x03\0\0\0\0\0\0\0\0\0\0\0\0", "audio/mpeg", "audio"),
        (b"#!AMR\n__________", "audio/amr", "audio"),
    ],
)
def test_film_and_sound_are_told_by_their_first_bytes(head, content_type, kind):
    found = media(head)
    assert found is not None
    assert (found.content_type, found.kind) == (content_type, kind)


def test_a_page_called_film_is_none():
    assert media(b"<html><script>") is None
