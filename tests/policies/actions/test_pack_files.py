"""A defective pack is refused with the name of the file and the place in it."""

import pytest

from policies.actions.pack_files import FILE_LIMIT, PACKS_DIR, PackError, read_folder, read_pack
from policies.rules.programme import SpecError

PLACE = """
[jurisdiction]
code = "qingshi"
name = "青石县"
short_name = "青石县"
level = "县"
region_code = "770101"
bureau = "县民政局"

[source]
title = "青石县社会救助办法"

[units]
townships = ["001 青石镇"]

[silent]
parameters = ["standard", "posting_days"]
"""
DIBAO = """
code = "dibao"
name = "最低生活保障"
short = "低保"
effective_from = 2026-01-01

[[steps]]
use = "lodge"
clause = "第一条"
ref = "QS-1"
[[steps]]
use = "accept"
clause = "第二条"
ref = "QS-2"
[[steps]]
use = "confirm"
after = ["accept"]
amounts = ["amount"]
clause = "第三条"
ref = "QS-3"

[lists]
notices = ["acceptance", "missing", "refusal", "decision"]
silences = ["whole"]
"""


@pytest.fixture
def folder(tmp_path):
    """A sixth place, small and sound."""
    (tmp_path / "place.toml").write_text(PLACE, encoding="utf-8")
    (tmp_path / "dibao.toml").write_text(DIBAO, encoding="utf-8")
    return tmp_path


def amend(folder, name, old, new):
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_sixth_place_needs_no_code(folder):
    pack = read_folder(folder)
    assert pack.spec("dibao").step("confirm").cite.ref == "QS-3"
    assert [unit.code for unit in pack.units] == ["770101", "770101001"]


def test_a_programme_the_place_does_not_have_is_named(folder):
    with pytest.raises(SpecError, match="没有“tekun”这个项目"):
        read_folder(folder).spec("tekun")


def test_an_unknown_place_names_those_there_are():
    with pytest.raises(PackError, match="shangyu"):
        read_pack("atlantis")


def test_a_folder_without_a_place(tmp_path):
    with pytest.raises(PackError, match=r"没有 place\.toml"):
        read_folder(tmp_path)


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("place.toml", "[units]", "[unnits]", "unnits"),
        ("place.toml", 'townships = ["001 青石镇"]', 'townships = ["青石镇"]', "三位代码"),
        ("place.toml", '["001 青石镇"]', '["001 青石镇", "001 白水镇"]', "代码重复：770101001"),
        ("place.toml", 'code = "qingshi"\n', "", "缺少 code"),
        ("place.toml", '"standard", ', '"standard", "standard", ', "写了两次：standard"),
        ("place.toml", '"standard", ', '"weather", ', "没有这个参数"),
        ("dibao.toml", 'code = "dibao"', 'code = "tekun"', "和文件名一样"),
        ("dibao.toml", 'code = "dibao"', 'like = "margin"\ncode = "dibao"', "没有这个项目"),
        ("dibao.toml", 'use = "confirm"', 'use = "decide"', "没有“decide”"),
        ("dibao.toml", 'use = "confirm"', 'use = "accept"', "写了两次"),
        ("dibao.toml", 'use = "confirm"\n', "", "没有写“kind”"),
        ("dibao.toml", "[lists]\n", '[lists]\nsteps = ["accept"]\n', "写了两次"),
        ("dibao.toml", "[lists]\n", '[lists]\nsteppes = ["accept"]\n', "没有这样的栏目 steppes"),
        ("dibao.toml", 'short = "低保"', 'short = "低保"\ncolour = "红"', "不认识的项 colour"),
        ("dibao.toml", "2026-01-01", '"明年"', "日期要写成"),
        ("dibao.toml", "2026-01-01", "2026-13-01", "不是能读的 TOML"),
        ("dibao.toml", 'ref = "QS-3"', 'ref = ""', "没有写依据"),
        ("dibao.toml", 'amounts = ["amount"]', 'amuonts = ["amount"]', "amuonts"),
        ("dibao.toml", 'silences = ["whole"]', "silences = []", "文件写没写"),
        (
            "dibao.toml",
            '[[steps]]\nuse = "lodge"',
            'steps = ["lodge"]\n[x]\nuse = "lodge"',
            "不是能读的 TOML",
        ),
    ],
)
def test_each_defect_is_named_with_its_file(folder, name, old, new, said):
    amend(folder, name, old, new)
    with pytest.raises(PackError) as refused:
        read_folder(folder)
    assert f"{folder.name}/{name}" in str(refused.value)
    assert said in str(refused.value)


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ('key = "posting_days"\nvalue = "7"', "有数就要有依据"),
        ('key = "posting_days"', "要么写 value"),
        ('key = "posting_days"\nvalue = "7"\nsilent = true', "要么写 value"),
        ('key = "posting_days"\nsilent = true\ncolour = "红"', "colour"),
        ('key = "township_limit"\nvalue = "1"\nclause = "一"\nref = "1"\noperator = "about"', "operator"),
        ('key = "cutoff_day"\nvalue = "1"\nclause = "一"\nref = "1"\nsince = "去年"', "日期要写成"),
        ('key = "weather"\nvalue = "1"\nclause = "一"\nref = "1"', "要写上 label"),
    ],
)
def test_each_defect_of_a_value_is_named(folder, entry, said):
    path = folder / "place.toml"
    path.write_text(f"{PLACE}\n[[parameters]]\n{entry}\n", encoding="utf-8")
    with pytest.raises(PackError, match=said):
        read_folder(folder)


def test_a_value_may_have_its_term_and_scope(folder):
    entry = 'key = "cutoff_day"\nvalue = "20"\nclause = "一"\nref = "QS-9"\nsince = 2026-01-01\nuntil = 2026-12-31\nscope = "rural"'
    (folder / "place.toml").write_text(f"{PLACE}\n[[parameters]]\n{entry}\n", encoding="utf-8")
    row = next(row.local for row in read_folder(folder).parameters if row.local.key == "cutoff_day")
    assert (row.since.isoformat(), row.until.isoformat(), row.scope) == ("2026-01-01", "2026-12-31", "rural")


def test_a_file_that_is_not_text(folder):
    (folder / "dibao.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(PackError, match="不是能读的 TOML"):
        read_folder(folder)


def test_a_file_too_large_to_be_a_pack(folder):
    (folder / "dibao.toml").write_bytes(b"#" * (FILE_LIMIT + 1))
    with pytest.raises(PackError, match="文件太大"):
        read_folder(folder)


def test_an_unknown_programme_of_a_pack():
    with pytest.raises(ValueError, match="没有“elder_subsidy”"):
        read_pack("shangyu").spec("elder_subsidy")


def test_the_shipped_packs_lie_beside_the_code():
    assert (PACKS_DIR / "national" / "materials.toml").is_file()


class TestTownAndCountry:
    """A county whose standard differs between town and country, and whose reserve counts each township's people."""

    SPLIT = (
        PLACE.replace(
            'townships = ["001 青石镇"]',
            'townships = ["001 青石街道", "002 白水镇"]\nurban = ["001"]\nrural = ["002"]',
        ).replace('"standard", ', "")
        + """
[[parameters]]
key = "standard"
scope = "urban"
value = "900.00"
clause = "第四条"
ref = "QS-4"
[[parameters]]
key = "standard"
scope = "rural"
value = "700.00"
clause = "第四条"
ref = "QS-4"
[[parameters]]
key = "registered_population"
scope = "白水镇"
value = "5000"
clause = "统计公报"
ref = "QS-5"
"""
    )

    def test_every_part_has_its_value_and_every_township_its_kind(self, folder):
        (folder / "place.toml").write_text(self.SPLIT, encoding="utf-8")
        pack = read_folder(folder)
        assert {unit.name: unit.area for unit in pack.units} == {
            "青石县": "",
            "青石街道": "urban",
            "白水镇": "rural",
        }
        stated = {(row.local.key, row.local.scope): row.local.value for row in pack.parameters}
        assert (stated["standard", "urban"], stated["standard", "rural"]) == ("900.00", "700.00")
        assert stated["registered_population", "770101002"] == "5000"

    @pytest.mark.parametrize(
        ("old", "new", "sentence"),
        [
            ('scope = "白水镇"', 'scope = "山里镇"', "也不是这里的乡镇"),
            ('scope = "白水镇"', 'scope = "青石县"', "也不是这里的乡镇"),
            ('rural = ["002"]', 'rural = ["001", "002"]', "只能写在一边"),
            ('rural = ["002"]', 'rural = ["009"]', "不认识的乡镇代码"),
        ],
    )
    def test_a_part_that_is_none_is_named(self, folder, old, new, sentence):
        (folder / "place.toml").write_text(self.SPLIT.replace(old, new), encoding="utf-8")
        with pytest.raises(PackError, match=sentence):
            read_folder(folder)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('announcement_body = "{name}来领{letter}"', "announcement_body：缺少填空 {until}"),
        ('announcement_body = "{name}{letter}{until}{reason}"', "没有这样的填空 {reason}"),
        ('announcement_title = "{name}"', "announcement_title：标题照印"),
        ('announcement_boby = "公告"', "announcement_boby：没有地方用这个词"),
    ],
)
def test_the_announcement_of_a_place_is_looked_at_when_it_is_loaded(folder, line, said):
    """SY-A1.5h: file, key and what to do are named before anything has to be announced."""
    (folder / "place.toml").write_text(f"{PLACE}\n[words]\n{line}\n", encoding="utf-8")
    with pytest.raises(PackError) as refused:
        read_folder(folder)
    assert str(refused.value).startswith(f"{folder.name}/place.toml:[words] ")
    assert said in str(refused.value)


def test_words_are_a_table(folder):
    text = PLACE.replace("[jurisdiction]", 'words = "审批"\n[jurisdiction]')
    (folder / "place.toml").write_text(text, encoding="utf-8")
    with pytest.raises(PackError, match=r"place\.toml:\[words\] 要写成一个表"):
        read_folder(folder)


def test_the_common_announcement_is_looked_at_too(tmp_path):
    """SY-A1.5h"""
    common = tmp_path / "national"
    common.mkdir()
    for path in (PACKS_DIR / "national").glob("*.toml"):
        (common / path.name).write_bytes(path.read_bytes())
    amend(common, "announcements.toml", "{until}", "月底")
    with pytest.raises(PackError, match=r"national/announcements\.toml.*body：缺少填空 \{until\}"):
        read_folder(PACKS_DIR / "shangyu", tmp_path)
