"""A programme is put together from its own words, the one it is like, and the catalogue."""

import pytest

from policies.rules.assembly import assemble
from policies.rules.packs import UnitRow, read_units
from policies.rules.programme import SpecError
from policies.rules.wording import placeholders

PLACE = {"code": "qingshi", "source": {"title": "办法", "number": "1 号"}, "words": {"confirm": "审批"}}
CATALOGUE = {
    "materials": {"form": {"code": "form", "name": "申请表", "why": "写清楚"}},
    "columns": {"name": {"key": "name", "label": "姓名"}},
}


def put(**own):
    return assemble({"code": "dibao", **own}, PLACE, CATALOGUE)


def test_own_words_stand_over_common_ones():
    body = put(materials=[{"use": "form", "name": "青石县申请表"}])
    assert body["materials"] == [{"code": "form", "name": "青石县申请表", "why": "写清楚"}]


def test_short_lists_follow_the_tables():
    body = put(materials=[{"code": "other", "name": "别的"}], lists={"materials": ["form"]})
    assert [item["code"] for item in body["materials"]] == ["other", "form"]


def test_columns_have_one_shelf():
    assert put(lists={"roster_columns": ["name"]})["roster_columns"][0]["label"] == "姓名"


def test_place_source_and_words_are_shared_and_may_be_amended():
    body = put(source={"note": "照印"}, words={"review": "初审"})
    assert body["source"] == {"title": "办法", "number": "1 号", "note": "照印"}
    assert body["words"] == {"confirm": "审批", "review": "初审"}


class TestLike:
    BASE = put(
        name="低保",
        effective_until="2026-12-31",
        materials=[{"use": "form"}, {"code": "card", "name": "证", "why": "看看"}],
    )

    def like(self, **own):
        return assemble({"code": "margin", **own}, PLACE, CATALOGUE, self.BASE)

    def test_everything_is_inherited_but_the_end(self):
        body = self.like()
        assert body["materials"] == self.BASE["materials"]
        assert body["name"] == "低保"
        assert "effective_until" not in body

    def test_an_inherited_entry_is_amended_in_its_place(self):
        body = self.like(materials=[{"use": "form", "why": "再写清楚"}])
        assert [(item["code"], item["why"]) for item in body["materials"]] == [
            ("form", "再写清楚"),
            ("card", "看看"),
        ]

    def test_without_use_it_is_replaced(self):
        body = self.like(materials=[{"code": "form", "name": "新表"}])
        assert body["materials"][0] == {"code": "form", "name": "新表"}

    def test_what_is_dropped_is_gone_and_may_begin_anew(self):
        assert [item["code"] for item in self.like(drop={"materials": ["form"]})["materials"]] == ["card"]
        body = self.like(drop={"materials": ["card", "form"]}, lists={"materials": ["form"]})
        assert body["materials"] == [{"code": "form", "name": "申请表", "why": "写清楚"}]


@pytest.mark.parametrize(
    ("own", "said"),
    [
        ({"lists": {"colours": []}}, "没有这样的栏目 colours"),
        ({"drop": {"colours": []}}, "没有这样的栏目 colours"),
        ({"materials": ["form"]}, "每一项应当是一个表"),
        ({"lists": {"steps": ["dance"]}}, "没有“dance”"),
        ({"lists": {"materials": ["form", "form"]}}, "写了两次 form"),
        ({"materials": [{"name": "无名"}]}, "没有写“code”"),
    ],
)
def test_what_cannot_be_put_together_is_named(own, said):
    with pytest.raises(SpecError, match=said):
        put(**own)


def test_short_names_of_offices():
    names = {
        name: UnitRow("1", name, "township", "").short_name
        for name in ("百官街道", "章镇镇", "丁宅乡", "集镇")
    }
    assert names == {"百官街道": "百官", "章镇镇": "章镇", "丁宅乡": "丁宅", "集镇": "集镇"}


def test_offices_of_a_county():
    rows = read_units(
        {"region_code": "770101", "name": "青石县"},
        {"townships": ["001 青石镇"], "not_covered": ["002 白水镇"]},
    )
    assert [(row.code, row.level, row.covered) for row in rows] == [
        ("770101", "county", True),
        ("770101001", "township", True),
        ("770101002", "township", False),
    ]


def test_placeholders_of_a_text():
    assert placeholders("{name}:批了 {amount_sentence}") == {"name", "amount_sentence"}
    with pytest.raises(ValueError, match="}"):
        placeholders("{name")
