"""The ground of a pack (place, offices, values) is looked at before anything is stored; each fault is named by its line."""

from dataclasses import replace
from datetime import date

import pytest

from policies.actions.pack_files import places, read_pack
from policies.rules.ground import ground_faults
from policies.rules.packs import Stated, UnitRow
from policies.rules.programme import Cite

SHANGYU = read_pack("shangyu")
STATED = next(
    number for number, one in enumerate(SHANGYU.parameters) if one.local.unit == "yuan" and one.local.value
)


def faults(**changes) -> str:
    return "；".join(ground_faults(replace(SHANGYU, **changes)))


@pytest.mark.parametrize("place", places())
def test_the_five_places_stand_on_good_ground(place):
    assert list(ground_faults(read_pack(place))) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"code": "a/../b"}, "地方的代号"),
        ({"code": None}, "地方的代号"),
        ({"region_code": "33"}, "区划代码"),
        ({"name": ""}, "name：没有写"),
        ({"short_name": {"a": 1}}, "short_name：要写成文字"),
        ({"bureau": "局" * 61}, "bureau：太长，最多 60"),
        ({"hotline": 110}, "hotline：要写成文字"),
    ],
)
def test_a_place_says_who_it_is(change, said):
    assert said in faults(jurisdiction={**SHANGYU.jurisdiction, **change})


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"code": "330604"}, "不能重复"),
        ({"code": 330604001}, "代码要写成数字"),
        ({"name": ""}, "名称没有写"),
        ({"level": "galaxy"}, "level 只能是"),
        ({"covered": "也许"}, "covered 只能是"),
        ({"level": "county"}, "县没有上级"),
        ({"level": "village"}, "上级不对"),
        ({"parent": "nowhere"}, "上级不对"),
        ({"parent": None}, "上级不对"),
        ({"code": "999999001"}, "代码要以上级单位的代码开头"),
        ({"area": "sea"}, "area 只能是"),
        ({"phone": "1" * 41}, "phone太长"),
    ],
)
def test_an_office_has_its_code_its_level_and_whom_it_stands_under(change, said):
    county, town = SHANGYU.units[:2]
    assert "单位 第 2 行：" in (told := faults(units=(county, replace(town, **change))))
    assert said in told


def test_a_county_and_a_village_may_be_listed():
    county, town = SHANGYU.units[:2]
    village = UnitRow(f"{town.code}201", "青石村", "village", town.code)
    assert faults(units=(county, town, village), parameters=()) == ""


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"key": ""}, "代码没有写"),
        ({"label": "长" * 81}, "名称太长"),
        ({"unit": 5}, "unit要写成文字"),
        ({"cite": Cite("", "")}, "有数就要有依据"),
        ({"cite": Cite(["x"], "")}, "clause要写成文字"),
        ({"scope": "999"}, "不是这里的乡镇"),
        ({"operator": "nearly"}, "不在规定的词里"),
        ({"rounding": "up"}, "不在规定的词里"),
        ({"since": "2025"}, "日期要写成"),
        ({"until": "2025"}, "日期要写成"),
        ({"since": date(2025, 1, 1), "until": date(2024, 1, 1)}, "止日早于起日"),
        ({"value": 7}, "value要写成文字"),
        ({"value": ""}, "value没有写"),
        ({"value": "abc"}, "写一个数"),
        ({"value": "1e5000"}, "写一个数"),
    ],
)
def test_a_value_can_be_stored_and_reckoned_with(change, said):
    one = SHANGYU.parameters[STATED]
    bad = replace(one, local=replace(one.local, **change))
    assert "参数 第 1 行：" in (told := faults(parameters=(bad,)))
    assert said in told


def test_a_value_stands_once_a_day_and_what_the_state_says_is_text():
    one = SHANGYU.parameters[STATED]
    assert "参数 第 2 行：" in (told := faults(parameters=(one, one)))
    assert "同一天写了两次" in told
    assert "national_value要写成文字" in faults(parameters=(Stated(one.local, ["x"], ""),))
