"""The list as one message: at most 600 characters, whole names, and nothing dropped in silence."""

from dataclasses import replace
from datetime import date

import pytest

from policies.actions.pack_files import read_pack
from policies.rules.disclosure import Checklist, ChecklistItem, NotNeeded, checklist
from policies.rules.disclosure_text import LONGEST_HEAD, MOST_CHARACTERS, policy_text, short_text
from policies.rules.reading import read_spec

ADDRESS = "https://yimen.example/m/" + "x" * 32 + "/"
SINCE = date(2026, 3, 2)
PLACES = ("yangcheng", "huaxi", "qinyuan", "yicheng", "shangyu")


def said(found: Checklist) -> str:
    return short_text(found, number="青石G-2026-00318", since=SINCE, address=ADDRESS)


def item(name: str, group: str, count: int = 1) -> ChecklistItem:
    return ChecklistItem(name, name, group, count, "", "", "", (), "", "", "")


def listing(applicant: int, signed: int = 0, shared: int = 0, banned: int = 0, long: int = 6) -> Checklist:
    def name(kind: str, number: int) -> str:
        return f"{kind}{number:02d}" + "长" * long

    items = [item(name(group, number), group) for group, count in
             (("applicant", applicant), ("signed", signed), ("shared", shared)) for number in range(count)]  # fmt: skip
    proofs = tuple(NotNeeded(str(number), name("证明", number), "", "", "") for number in range(banned))
    return Checklist("here", "dibao", tuple(items), proofs)


@pytest.mark.parametrize("place", PLACES)
def test_every_programme_as_shipped_fits_with_all_that_is_brought_and_signed(place):
    for body in read_pack(place).programmes:
        spec = read_spec(body)
        for facts, members in ((None, ()), ({"minor": True}, ({"adult": True}, {"minor": True}))):
            found = checklist(spec, facts, members)
            text = said(found)
            assert len(text) <= MOST_CHARACTERS, spec.code
            assert "青石G-2026-00318" in text
            assert "2026-03-02" in text
            assert text.endswith(ADDRESS)
            for line in (*found.applicant, *found.signed):
                assert line.name in text, (spec.code, line.name)


def test_copies_are_counted_and_empty_groups_say_nothing():
    text = said(Checklist("here", "dibao", (item("身份证复印件", "applicant", 2),), ()))
    assert "您来准备 1 样：身份证复印件（2 份）。" in text
    for word in ("您来签", "我们去查", "不用带", "谁都不许要"):
        assert word not in text


def test_what_need_not_be_brought_shrinks_first_and_what_must_stays_whole():
    whole, shorter = said(listing(4, 2, 3, 3)), said(listing(12, 3, 20, 20))
    assert "不用带：证明00" in whole
    assert "另有 20 样我们去查" in shorter
    assert "applicant11" in shorter
    middle = said(listing(10, 0, 16, 6))
    assert "另有 16 样我们去查" in middle
    assert "不用带：证明00" in middle
    assert len(shorter) <= MOST_CHARACTERS


def test_a_list_too_long_for_any_message_says_so_and_ends_at_a_whole_name():
    text = said(listing(60))
    assert len(text) <= MOST_CHARACTERS
    assert "长……没写完，全部在网页上。" in text
    assert text.endswith(ADDRESS)


class TestTheProgrammeAsOneMessage:
    """QY-4.4, YI-4.1b, SY-7.4: to be forwarded or read out, with the number of the version that the page bears."""

    @staticmethod
    def message(spec, found):
        return policy_text(spec, found, version=3, phone="0000-1234567", address=ADDRESS)

    @pytest.mark.parametrize("place", PLACES)
    def test_every_programme_as_shipped_fits(self, place):
        for body in read_pack(place).programmes:
            spec = read_spec(body)
            text = self.message(spec, checklist(spec, None))
            assert len(text) <= MOST_CHARACTERS, spec.code
            assert text.startswith(spec.name)
            assert "0000-1234567" in text
            assert f"第 3 版，{spec.effective_from:%Y-%m-%d} 起施行" in text

    def test_what_only_some_bring_is_said_apart(self):
        spec = read_spec(next(body for body in read_pack("shangyu").programmes if body["code"] == "tekun"))
        assert any(item.condition for item in spec.materials)
        assert "有这种情况才要：" in self.message(spec, checklist(spec, None))

    def test_without_conditional_papers_or_a_summary_nothing_is_said_of_them(self):
        shipped = read_spec(next(body for body in read_pack("shangyu").programmes if body["code"] == "tekun"))
        spec = replace(shipped, summary="", name="长" * 200, materials=())
        text = self.message(spec, checklist(spec, None))
        assert text.startswith("长" * LONGEST_HEAD + "\n")
        assert "有这种情况才要" not in text
