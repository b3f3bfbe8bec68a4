"""A pack as a zip: out and back unchanged, and every hostile one refused with a sentence, before anything is kept."""

from __future__ import annotations

import hashlib
import io
import json
import stat
import zipfile
from pathlib import Path

import pytest

from policies.actions.pack_archives import ARCHIVE_LIMIT, pack_archive, read_archive
from policies.actions.pack_export import MANIFEST
from policies.actions.pack_files import PACKS_DIR, PackError, read_pack
from policies.actions.pack_import import receive_pack, take_in
from policies.actions.packs import PackRefused
from policies.models import Jurisdiction, PackImport, ParameterValue, Programme, ProgrammeVersion, Unit
from policies.rules.identity import demo_id
from policies.rules.programme import digest
from tests.policies.conftest import NOON

pytestmark = pytest.mark.django_db


def zipped(files: dict[str, bytes | str], folder: str = "") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(f"{folder}{name}", content)
    return out.getvalue()


def unzipped(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def toml(place: str) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((PACKS_DIR / place).glob("*.toml"))}


class TestOutAndBack:
    def test_the_same_law_is_the_same_archive_and_comes_back_as_nothing_new(self, shangyu, wen):
        first, again = pack_archive(place="shangyu"), pack_archive(place="shangyu")
        assert first == again
        _, diff = receive_pack(archive=first, user=wen, at=NOON)
        assert diff.empty

    def test_the_files_of_a_pack_may_lie_in_one_folder(self, db):
        pack = read_archive(zipped(toml("yicheng"), "yicheng/"))
        shipped = read_pack("yicheng").programmes
        assert list(map(digest, pack.programmes)) == list(map(digest, shipped))


class TestTakingIn:
    def test_offices_and_values_hold_at_once_programmes_are_drafts_and_again_changes_nothing(self, wen):
        """QY-3.2.1: a pack that a county hands in becomes law only through a second person."""
        received, diff = receive_pack(archive=zipped(toml("yicheng")), user=wen, at=NOON)
        assert not diff.empty
        assert not Jurisdiction.objects.filter(code="yicheng").exists()

        take_in(received=received, at=NOON)
        place = Jurisdiction.objects.get(code="yicheng")
        assert Unit.objects.filter(jurisdiction=place).exists()
        assert ParameterValue.objects.filter(jurisdiction=place).exists()
        drafts = Programme.objects.filter(jurisdiction=place)
        assert {programme.code for programme in drafts} == {
            body["code"] for body in read_pack("yicheng").programmes
        }
        assert all(programme.get_latest_revision().user == wen and not programme.live for programme in drafts)
        assert not ProgrammeVersion.objects.filter(programme__jurisdiction=place).exists()

        counts = [model.objects.count() for model in (Unit, ParameterValue, Programme)]
        revisions = [programme.revisions.count() for programme in drafts]
        again, nothing = receive_pack(archive=zipped(toml("yicheng")), user=wen, at=NOON)
        assert nothing.empty
        assert take_in(received=again, at=NOON).empty
        assert [model.objects.count() for model in (Unit, ParameterValue, Programme)] == counts
        assert [programme.revisions.count() for programme in drafts] == revisions

    def test_the_county_s_own_value_stays(self, shangyu, wen):
        ParameterValue.objects.filter(key="standard", programme="").update(
            value="1000.00", clause="县政府〔2026〕3号", origin=ParameterValue.Origin.COUNTY
        )
        received, _ = receive_pack(archive=zipped(toml("shangyu")), user=wen, at=NOON)
        take_in(received=received, at=NOON)
        assert ParameterValue.objects.get(key="standard", programme="").value == "1000.00"

    def test_bytes_that_changed_on_the_shelf_are_not_taken_in(self, wen):
        received, _ = receive_pack(archive=zipped(toml("yicheng")), user=wen, at=NOON)
        PackImport.objects.update(archive=zipped(toml("huaxi")))
        received.refresh_from_db()
        with pytest.raises(PackError, match="不一样"):
            take_in(received=received, at=NOON)
        assert not Jurisdiction.objects.exists()

    def test_what_was_only_looked_at_does_not_pile_up(self, wen):
        for _ in range(3):
            receive_pack(archive=zipped(toml("yicheng")), user=wen, at=NOON)
        assert PackImport.objects.count() == 1


def a_link() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        link = zipfile.ZipInfo("place.toml")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    return out.getvalue()


def with_text(old: str, new: str) -> bytes:
    files = toml("yicheng")
    assert old in files["place.toml"].decode()
    files["place.toml"] = files["place.toml"].decode().replace(old, new, 1).encode()
    return zipped(files)


HOSTILE = {
    "out of the folder": (lambda: zipped({"../place.toml": "x = 1"}), "指向别处"),
    "from the root": (lambda: zipped({"/etc/place.toml": "x = 1"}), "指向别处"),
    "the other slash": (lambda: zipped({"..\\place.toml": "x = 1"}), "指向别处"),
    "a drive": (lambda: zipped({"c:place.toml": "x = 1"}), "指向别处"),
    "deep": (lambda: zipped({"a/b/place.toml": "x = 1"}), "指向别处"),
    "a link": (a_link, "链接"),
    "a bomb": (lambda: zipped({"place.toml": b"#" * 10_000_000}), "压缩炸弹"),
    "huge": (lambda: b"PK\x03\x04" + b"\0" * ARCHIVE_LIMIT, "超过 2 MB"),
    "a large file": (lambda: zipped({"place.toml": bytes(range(35, 91)) * 20_000}), "文件太大|压缩炸弹"),
    "many files": (lambda: zipped({f"f{number}.toml": "" for number in range(201)}), "1 到 200 个"),
    "nothing": (lambda: zipped({}), "1 到 200 个"),
    "a picture": (lambda: zipped({**toml("yicheng"), "x.png": b"\x89PNG"}), "只有 .json 或 .toml"),
    "a script": (lambda: zipped({**toml("yicheng"), "x.py": "import os"}), "只有 .json 或 .toml"),
    "no toml": (lambda: zipped({"place.toml": "这不是 TOML"}), "不是能读的 TOML"),
    "no json": (lambda: zipped({"manifest.json": "{"}), "不是能读的 JSON|指纹|读不了"),
    "other bytes": (lambda: zipped({"place.toml": b"\xff\xfe\x00"}), "不是能读的 TOML"),
    "two folders": (lambda: zipped({"a/place.toml": "", "b/dibao.toml": ""}), "几个文件夹"),
    "no place": (lambda: zipped({"dibao.toml": 'code = "dibao"'}), "不是规则包"),
    "no zip": (lambda: b"hello", "不是能打开的 zip"),
    "half a zip": (lambda: zipped(toml("yicheng"))[:-40], "不是能打开的 zip"),
    "a private number": (lambda: with_text('bureau = "', f'bureau = "{demo_id("770101", NOON.date(), 1)} '), "身份证号"),
}  # fmt: skip


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_archive_is_refused_and_leaves_nothing(kind, wen):
    make, words = HOSTILE[kind]
    with pytest.raises(PackError, match=words) as refused:
        receive_pack(archive=make(), user=wen, at=NOON)
    assert "7701" not in str(refused.value)
    assert not PackImport.objects.exists()
    assert not Jurisdiction.objects.exists()


def sealed(change) -> bytes:
    """Return an export of 上虞 of which one file was changed and whose hashes are true again."""
    files = unzipped(pack_archive(place="shangyu"))
    name, content = change(files)
    manifest = json.loads(files[MANIFEST])
    manifest["files"][name] = hashlib.sha256(content).hexdigest()
    return zipped({**files, name: content, MANIFEST: json.dumps(manifest)})


def ground(**change):
    """Return a change of the export's place: of its region, of an office or of a value."""

    def make(files):
        place = json.loads(files["place.json"])
        place["jurisdiction"] |= change.get("place", {})
        place["units"][1] |= change.get("unit", {})
        place["parameters"][0] |= change.get("value", {})
        return "place.json", json.dumps({**place, **change.get("top", {})}).encode()

    return make


TRUE_HASHES = {
    "a value that is none": (ground(value={"unit": "day", "value": "1e999999", "cite": {"clause": "三", "ref": ""}}), "写一个数"),
    "a value without a clause": (ground(value={"unit": "day", "value": "7"}), "有数就要有依据"),
    "no list of values": (ground(top={"parameters": {}}), "要写成一列"),
    "an office of nobody": (ground(unit={"parent": "nowhere"}), "上级不对"),
    "no name": (ground(place={"name": None}), "name：要写成文字"),
    "a region of another place": (ground(place={"region_code": "520111"}), "区划代码"),
    "a name twice": (lambda files: ("place.json", files["place.json"][:-1] + b',"parameters":[]}'), "写了两次"),
    "a deep manifest": (lambda files: ("x.json", b"{}"), r"x\.json"),
    "a question that is a number": (
        lambda files: ("dibao.json", files["dibao.json"].replace(b'"ask":"', b'"ask":7,"label2":"', 1)),
        "要写成文字|不认识",
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", TRUE_HASHES)
def test_true_hashes_do_not_excuse_what_could_not_be_stored_or_reckoned_with(kind, shangyu, wen):
    change, words = TRUE_HASHES[kind]
    with pytest.raises(PackError, match=words):
        receive_pack(archive=sealed(change), user=wen, at=NOON)


def test_a_manifest_nested_without_end_is_refused():
    with pytest.raises(PackError, match="套得太深"):
        read_archive(zipped({"manifest.json": "[" * 90_000}))


def test_a_pack_does_not_speak_for_another_place(shangyu, wen):
    """HX-3: the offices of a place are its own; a pack that lists another's is refused by name."""
    with pytest.raises(PackRefused, match="已经是上虞区的了"):
        receive_pack(archive=with_text('region_code = "370404"', 'region_code = "330604"'), user=wen, at=NOON)


class TestHashes:
    def test_one_changed_word_is_noticed(self, shangyu):
        files = unzipped(pack_archive(place="shangyu"))
        files["dibao.json"] = files["dibao.json"].replace(b'"limit":20', b'"limit":21')
        with pytest.raises(PackError, match="指纹对不上"):
            read_archive(zipped(files))

    def test_a_file_that_the_manifest_does_not_list_is_refused(self, shangyu):
        files = unzipped(pack_archive(place="shangyu"))
        with pytest.raises(PackError, match=r"清单里没有的文件：extra\.json"):
            read_archive(zipped({**files, "extra.json": "{}"}))

    def test_a_listed_file_that_is_missing_is_refused(self, shangyu):
        files = unzipped(pack_archive(place="shangyu"))
        del files["tekun.json"]
        with pytest.raises(PackError, match=r"tekun\.json"):
            read_archive(zipped(files))

    def test_a_broken_programme_with_right_hashes_is_refused_with_its_clause(self, shangyu):
        files = unzipped(pack_archive(place="shangyu"))
        body = json.loads(files["dibao.json"])
        body["steps"] = [step for step in body["steps"] if step["kind"] != "accept"]
        files["dibao.json"] = json.dumps(body, ensure_ascii=False).encode()
        manifest = json.loads(files[MANIFEST])
        manifest["files"]["dibao.json"] = hashlib.sha256(files["dibao.json"]).hexdigest()
        files[MANIFEST] = json.dumps(manifest).encode()
        with pytest.raises(PackError, match="缺少 accept"):
            read_archive(zipped(files))


def test_nothing_is_left_on_the_disk(tmp_path, monkeypatch, db):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    read_archive(zipped(toml("yicheng")))
    assert list(Path(tmp_path).iterdir()) == []
