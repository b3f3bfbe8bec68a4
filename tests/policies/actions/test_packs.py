"""Packs come in through one door: shown first, loaded once, and never over what the county decided itself."""

from dataclasses import replace
from datetime import date

import pytest

from policies.actions.pack_files import places, read_pack
from policies.actions.packs import PackRefused, diff_pack, load_pack
from policies.actions.parameters import set_parameter
from policies.actions.versions import publish_version
from policies.models import Jurisdiction, ParameterValue, Programme, ProgrammeVersion, Unit
from policies.rules.packs import Pack
from policies.rules.succession import SuccessionError


def changed(pack: Pack, programme: str, **values: object) -> Pack:
    """The pack with one programme's data changed."""
    bodies = [{**body, **values} if body["code"] == programme else body for body in pack.programmes]
    return replace(pack, programmes=tuple(bodies))


def versions(programme: str) -> list[tuple[int, date, date | None]]:
    rows = ProgrammeVersion.objects.filter(programme__code=programme).order_by("number")
    return [(row.number, row.effective_from, row.effective_until) for row in rows]


@pytest.mark.parametrize("place", places())
def test_loading_twice_creates_nothing(db, noon, place):
    pack = read_pack(place)
    assert not load_pack(pack=pack, at=noon).empty
    models = (Jurisdiction, Unit, ParameterValue, Programme, ProgrammeVersion)
    before = [list(model.objects.values_list("pk", flat=True)) for model in models]
    assert load_pack(pack=pack, at=noon).empty
    assert [list(model.objects.values_list("pk", flat=True)) for model in models] == before


def test_the_diff_changes_nothing(db):
    diff = diff_pack(pack=read_pack("shangyu"))
    assert {row.status for row in diff.rows} == {"new"}
    assert Jurisdiction.objects.count() == ProgrammeVersion.objects.count() == 0


class TestOffices:
    def test_townships_stand_under_the_county_by_code(self, shangyu):
        county = Unit.objects.get(code="330604")
        assert county.level == Unit.Level.COUNTY
        assert county.children.count() == 20
        assert all(unit.code.startswith("330604") for unit in county.under())
        assert Unit.objects.get(code="330604001").short_name == "百官"

    def test_what_a_pack_does_not_tell_apart_the_county_may(self, shangyu, noon):
        Unit.objects.filter(code="330604105").update(area="rural")
        assert load_pack(pack=read_pack("shangyu"), at=noon).empty
        assert Unit.objects.get(code="330604105").area == "rural"

    def test_town_and_country_of_a_pack_are_shown_and_written(self, shangyu, noon):
        pack = read_pack("shangyu")
        units = tuple(
            replace(unit, area="urban") if unit.code == "330604001" else unit for unit in pack.units
        )
        diff = load_pack(pack=replace(pack, units=units), at=noon)
        assert [(row.name, row.status) for row in diff.changes] == [("百官街道", "changed")]
        assert Unit.objects.get(code="330604001").area == "urban"

    def test_villages_and_telephones_entered_by_the_county_stay(self, shangyu, noon):
        town = Unit.objects.get(code="330604105")
        Unit.objects.filter(pk=town.pk).update(phone="0575-12345678")
        village = Unit.objects.create(
            jurisdiction=shangyu,
            parent=town,
            level=Unit.Level.VILLAGE,
            code="330604105201",
            name="青石村",
            short_name="青石",
        )
        load_pack(pack=read_pack("shangyu"), at=noon)
        town.refresh_from_db()
        assert town.phone == "0575-12345678"
        assert Unit.objects.filter(pk=village.pk).exists()

    def test_a_renamed_office_is_seen_and_renamed(self, shangyu, noon):
        Unit.objects.filter(code="330604105").update(name="旧名镇")
        diff = load_pack(pack=read_pack("shangyu"), at=noon)
        assert [row.name for row in diff.changes] == ["下管镇"]
        assert Unit.objects.get(code="330604105").name == "下管镇"

    def test_a_hotline_of_the_pack_is_taken_only_where_there_is_none(self, shangyu, noon):
        pack = read_pack("shangyu")
        named = replace(pack, jurisdiction={**pack.jurisdiction, "hotline": "0575-12349"})
        load_pack(pack=named, at=noon)
        shangyu.refresh_from_db()
        assert shangyu.hotline == "0575-12349"
        load_pack(pack=replace(named, jurisdiction={**named.jurisdiction, "hotline": "12345"}), at=noon)
        shangyu.refresh_from_db()
        assert shangyu.hotline == "0575-12349"


class TestValues:
    def test_a_silence_is_a_row_with_the_national_value_beside_it(self, yicheng):
        """YI-2.2c: the length of the posting is not stated."""
        row = ParameterValue.objects.get(key="posting_days", programme="")
        assert (row.value, row.national_value) == (None, "7")
        assert "第十九条" in row.national_clause

    def test_what_the_county_states_is_kept(self, yicheng, noon):
        set_parameter(
            place=yicheng, key="posting_days", value="7", clause="区民政局 2024 年通知", reason="文件没有写"
        )
        diff = load_pack(pack=read_pack("yicheng"), at=noon)
        assert [(row.name, row.status) for row in diff.changes] == [("公示天数", "kept")]
        assert ParameterValue.objects.get(key="posting_days").value == "7"

    def test_a_value_that_left_the_pack_leaves_the_table(self, shangyu, noon):
        pack = read_pack("shangyu")
        fewer = replace(
            pack, parameters=tuple(row for row in pack.parameters if row.local.key != "reserve_per_head")
        )
        diff = load_pack(pack=fewer, at=noon)
        assert [(row.name, row.status) for row in diff.changes] == [("临时救助备用金(每个户籍人口)", "gone")]
        assert not ParameterValue.objects.filter(key="reserve_per_head").exists()

    def test_a_changed_value_is_shown_and_written(self, shangyu, noon):
        ParameterValue.objects.filter(key="pay_day").update(value="11")
        diff = load_pack(pack=read_pack("shangyu"), at=noon)
        assert [str(row) for row in diff.changes] == ["~ 参数 每月发放日(最低生活保障):10"]
        assert ParameterValue.objects.get(key="pay_day", programme="dibao").value == "10"


class TestVersions:
    def test_a_correction_takes_the_place_of_the_old_version_from_its_first_day(self, shangyu, noon):
        load_pack(pack=changed(read_pack("shangyu"), "dibao", summary="改过的一句话。"), at=noon)
        assert versions("dibao") == [
            (1, date(2023, 1, 1), date(2022, 12, 31)),
            (2, date(2023, 1, 1), None),
        ]

    def test_a_successor_ends_the_old_version_the_day_before(self, shangyu, noon):
        load_pack(pack=changed(read_pack("shangyu"), "dibao", effective_from="2026-07-01"), at=noon)
        assert versions("dibao") == [
            (1, date(2023, 1, 1), date(2026, 6, 30)),
            (2, date(2026, 7, 1), None),
        ]

    def test_one_that_would_split_the_old_version_is_refused_and_nothing_is_changed(self, shangyu, noon):
        pack = changed(
            read_pack("shangyu"), "dibao", effective_from="2024-01-01", effective_until="2024-12-31"
        )
        with pytest.raises(SuccessionError, match="第 1 版"):
            load_pack(pack=replace(pack, units=pack.units), at=noon)
        assert versions("dibao") == [(1, date(2023, 1, 1), None)]

    def test_after_expiry_a_successor_fits_without_touching_the_old_one(self, yicheng, noon):
        """YI-0"""
        load_pack(
            pack=changed(
                read_pack("yicheng"), "dibao", effective_from="2025-09-05", effective_until="2030-09-04"
            ),
            at=noon,
        )
        assert versions("dibao") == [
            (1, date(2020, 9, 5), date(2025, 9, 4)),
            (2, date(2025, 9, 5), date(2030, 9, 4)),
        ]

    def test_an_older_body_is_known_and_not_loaded_again(self, shangyu, noon):
        load_pack(pack=changed(read_pack("shangyu"), "dibao", summary="改过的一句话。"), at=noon)
        assert load_pack(pack=read_pack("shangyu"), at=noon).empty
        assert len(versions("dibao")) == 2

    def test_a_version_published_by_people_is_not_overwritten_by_a_pack(self, shangyu, noon, wen, lu):
        body = next(body for body in read_pack("shangyu").programmes if body["code"] == "dibao")
        publish_version(
            place=shangyu, body={**body, "summary": "县里自己写的。"}, at=noon, author=wen, publisher=lu
        )
        newer = changed(read_pack("shangyu"), "dibao", summary="新的规则包。")
        diff = load_pack(pack=newer, at=noon)
        assert [(row.name, row.status) for row in diff.changes] == [("最低生活保障(dibao)", "kept")]
        assert len(versions("dibao")) == 2
        load_pack(pack=newer, at=noon, over=True)
        assert len(versions("dibao")) == 3

    def test_a_renamed_programme_is_renamed(self, shangyu, noon):
        load_pack(pack=changed(read_pack("shangyu"), "dibao", name="新名字"), at=noon)
        assert Programme.objects.get(code="dibao", jurisdiction=shangyu).name == "新名字"


def test_a_programme_without_a_version_gets_its_first(shangyu, noon):
    """Somebody made the programme in the staff shell before the pack was loaded."""
    Programme.objects.create(jurisdiction=shangyu, code="elder_subsidy", name="老年人补贴")
    body = next(body for body in read_pack("yicheng").programmes if body["code"] == "elder_subsidy")
    pack = read_pack("shangyu")
    wider = replace(pack, programmes=(*pack.programmes, {**body, "place": "shangyu"}))
    diff = load_pack(pack=wider, at=noon)
    assert [str(row) for row in diff.changes] == ["+ 项目 经济困难老年人补贴(elder_subsidy):第 1 版"]
    assert [number for number, _, _ in versions("elder_subsidy")] == [1]


def test_a_broken_programme_is_refused_by_name_and_nothing_is_loaded(db, noon):
    """Posting before the decision that the decision does not wait for."""
    pack = read_pack("shangyu")
    body = next(body for body in pack.programmes if body["code"] == "dibao")
    steps = [{**step, "after": []} if step["kind"] == "confirm" else step for step in body["steps"]]
    with pytest.raises(PackRefused, match="初审公示要在决定之前") as refused:
        load_pack(pack=changed(pack, "dibao", steps=steps), at=noon)
    assert [defect.code for defect in refused.value.defects] == ["posting_in_its_place"]
    assert Jurisdiction.objects.count() == 0
