"""A place's law leaves as files with fingerprints, comes back unchanged, and nothing hostile comes with it."""

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import pytest

from policies.actions.pack_export import MANIFEST, PLACE, export_pack, read_export
from policies.actions.pack_files import FILE_LIMIT, PackError, places, read_pack
from policies.actions.packs import diff_pack, load_pack
from policies.models import ParameterValue, Programme, ProgrammeVersion
from policies.rules.programme import digest


@pytest.fixture
def exported(shangyu, tmp_path) -> Path:
    export_pack(place="shangyu", folder=tmp_path)
    return tmp_path


def rewrite_manifest(folder: Path, **changes: object) -> None:
    manifest = json.loads((folder / MANIFEST).read_text())
    (folder / MANIFEST).write_text(json.dumps({**manifest, **changes}))


def test_what_went_out_comes_back_as_nothing_new(exported):
    assert diff_pack(pack=read_export(exported)).empty


@pytest.mark.parametrize("place", places())
def test_every_place_comes_back_as_nothing_new_and_a_change_shows_alone(db, tmp_path, noon, place):
    load_pack(pack=read_pack(place), at=noon)
    before = (ParameterValue.objects.count(), Programme.objects.count(), ProgrammeVersion.objects.count())
    export_pack(place=place, folder=tmp_path)
    assert load_pack(pack=read_export(tmp_path), at=noon).empty
    assert before == (
        ParameterValue.objects.count(),
        Programme.objects.count(),
        ProgrammeVersion.objects.count(),
    )
    pack = read_export(tmp_path)
    fewer = replace(pack, programmes=tuple(body for body in pack.programmes if body["code"] != "tekun"))
    assert diff_pack(pack=fewer).empty  # what a pack does not name it does not touch
    renamed = tuple(
        {**body, "name": "改了名"} if body["code"] == "tekun" else body for body in pack.programmes
    )
    assert len(changed := diff_pack(pack=replace(pack, programmes=renamed)).changes) == 1
    assert "tekun" in str(changed[0])


def test_the_fingerprints_are_those_of_the_versions(exported):
    files = json.loads((exported / MANIFEST).read_text())["files"]
    dibao = next(body for body in read_pack("shangyu").programmes if body["code"] == "dibao")
    assert files["dibao.json"] == digest(dibao)


def test_a_county_s_own_value_goes_out_too(shangyu, tmp_path):
    ParameterValue.objects.filter(key="standard").update(value="1000.00", clause="演示")
    export_pack(place="shangyu", folder=tmp_path)
    back = {row.local.key: row.local.value for row in read_export(tmp_path).parameters}
    assert back["standard"] == "1000.00"


def test_an_unknown_place_cannot_be_exported(db, tmp_path):
    with pytest.raises(PackError, match="先载入再导出"):
        export_pack(place="atlantis", folder=tmp_path)


def test_one_flipped_byte_is_noticed(exported):
    path = exported / "dibao.json"
    path.write_bytes(path.read_bytes().replace(b'"limit":20', b'"limit":21'))
    with pytest.raises(PackError, match=r"dibao\.json：内容和清单里的指纹对不上"):
        read_export(exported)


@pytest.mark.parametrize("name", ["../dibao.json", "/etc/passwd", "notes.txt", MANIFEST])
def test_names_that_lead_elsewhere_are_refused(exported, name):
    files = json.loads((exported / MANIFEST).read_text())["files"]
    rewrite_manifest(exported, files={**files, name: "0" * 64})
    with pytest.raises(PackError, match="不接受"):
        read_export(exported)


def test_a_link_to_another_file_is_refused(exported):
    target = exported / "dibao.json"
    moved = target.rename(exported / "elsewhere")
    target.symlink_to(moved)
    with pytest.raises(PackError, match="不像规则包里的文件"):
        read_export(exported)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"format": "zip"}, "不是一门导出"),
        ({"files": []}, "不是一门导出"),
        ({"files": {}}, "文件清单不对"),
        ({"place": "yicheng"}, "代号不一致"),
    ],
)
def test_a_manifest_that_does_not_fit(exported, change, said):
    rewrite_manifest(exported, **change)
    with pytest.raises(PackError, match=said):
        read_export(exported)


def test_a_manifest_too_large_to_be_one(tmp_path):
    (tmp_path / MANIFEST).write_text(" " * (FILE_LIMIT + 1))
    with pytest.raises(PackError, match="文件太大"):
        read_export(tmp_path)


def test_a_programme_without_a_version_is_left_out(shangyu, tmp_path):
    Programme.objects.create(jurisdiction=shangyu, code="draft_only", name="还在起草")
    assert "draft_only.json" not in export_pack(place="shangyu", folder=tmp_path)


@pytest.mark.parametrize("text", ["", "[1]", "{"])
def test_a_manifest_that_is_none(tmp_path, text):
    (tmp_path / MANIFEST).write_text(text)
    with pytest.raises(PackError):
        read_export(tmp_path)


def put(folder: Path, name: str, data: bytes) -> None:
    """Write a file together with its true fingerprint: what follows is refused for what it says."""
    (folder / name).write_bytes(data)
    files = json.loads((folder / MANIFEST).read_text())["files"]
    rewrite_manifest(folder, files={**files, name: hashlib.sha256(data).hexdigest()})


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\xff\xfe", "UTF-8"),
        (b"{", r"dibao\.json"),
        (b"[]", r"dibao\.json"),
        (b'{"code": "dibao"}', "缺少"),
    ],
)
def test_a_true_fingerprint_does_not_excuse_nonsense(exported, data, said):
    put(exported, "dibao.json", data)
    with pytest.raises(PackError, match=said):
        read_export(exported)


def test_a_true_fingerprint_does_not_excuse_a_broken_law(exported):
    body = json.loads((exported / "dibao.json").read_text())
    body["notices"] = []
    put(exported, "dibao.json", json.dumps(body).encode())
    with pytest.raises(PackError, match="没有这种文书"):
        read_export(exported)


def test_a_place_without_its_name(exported):
    put(exported, "place.json", b'{"jurisdiction": {}}')
    with pytest.raises(PackError, match="内容不完整"):
        read_export(exported)


def test_the_words_of_a_place_are_looked_at_on_the_way_back(exported):
    """SY-A1.5h: an announcement that cannot be filled in does not come in by an export either."""
    place = json.loads((exported / PLACE).read_text())
    place["jurisdiction"]["words"]["announcement_body"] = "{name}来领{letter}。"
    put(exported, PLACE, json.dumps(place).encode())
    with pytest.raises(PackError, match=r"^place\.json:\[words\] announcement_body：缺少填空 \{until\}"):
        read_export(exported)
