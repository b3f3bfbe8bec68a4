"""The law as it stands on a day, the same words as on the page, every value with its clause."""

from datetime import UTC, date, datetime, timedelta

import pytest

from front.api.wording import STEPS, limit_text
from policies import queries as law
from policies.actions.pack_files import read_pack
from policies.actions.packs import load_pack
from policies.models import ProgrammeVersion
from policies.rules.conditions import holds, parse
from policies.rules.programme import STEP_KINDS

pytestmark = pytest.mark.django_db
DIBAO = "/api/programmes/shangyu/dibao/"


def test_every_kind_of_step_has_words():
    assert set(STEPS) == set(STEP_KINDS)


def test_limits_in_words():
    assert limit_text(None, "day", None) == "没有写明"
    assert limit_text(24, "hour", None) == "24 小时内"
    assert limit_text(20, "workday", 30) == "20 个工作日内，特殊情况可以延长到 30 个工作日"


def test_a_programme_says_what_its_version_says(village, reader):
    """SY-A1.1b: papers, steps and limits are those of the frozen version, each with its clause."""
    body, version = reader.read(DIBAO), ProgrammeVersion.objects.get(programme__code="dibao")
    spec = law.rulebook(version.pk).spec
    rules = body["rules"]
    assert body["version"]["sha256"] == version.sha256 and body["version"]["in_force"]
    assert {line["code"] for line in rules["materials"]} == {paper.code for paper in spec.materials}
    assert [step["kind"] for step in rules["steps"]] == [step.kind for step in spec.steps]
    assert [step["clause"] for step in rules["steps"]] == [step.cite.clause for step in spec.steps]
    assert {step["kind"]: step["name"] for step in rules["steps"]}["confirm"] == "审批"
    assert [clock["name"] for clock in rules["clocks"]] == [clock.name for clock in spec.clocks]
    assert all(line["clause"] for line in rules["materials"] + rules["clocks"] + rules["steps"])
    assert [form["title"] for form in rules["notices"]] and rules["posting_days"]["value"] == "7"
    assert rules["source"]["number"] == "虞政办发〔2022〕100号"


def test_the_questions_are_the_screeners_and_its_conditions_can_be_computed(village, reader):
    spec = law.rulebook(ProgrammeVersion.objects.get(programme__code="dibao").pk).spec
    asked = {question.key: question for question in spec.questions if question.part == "screener"}
    rules = reader.read(DIBAO)["rules"]
    assert [question["key"] for question in rules["questions"]] == list(asked)
    for question in rules["questions"]:
        condition = asked[question["key"]].condition
        assert bool(question["when"]) is (question["condition"] is not None) is (condition is not None)
        if condition is not None:
            assert parse(question["condition"]) == condition
            assert holds(parse(question["condition"]), {}) == holds(condition, {})


def test_it_says_the_same_as_the_page(village, reader):
    page = reader.get("/policy/of/shangyu/dibao/").content.decode()
    body = reader.read(DIBAO)
    for line in body["rules"]["materials"]:
        assert line["name"] in page
    spec = law.rulebook(ProgrammeVersion.objects.get(programme__code="dibao").pk).spec
    printed = {clock.name for clock in spec.clocks if clock.limit}
    assert printed
    for clock in body["rules"]["clocks"]:
        assert clock["name"] not in printed or (clock["label"] in page and clock["clause"] in page)
    assert body["summary"] in page and body["page"] == "/policy/of/shangyu/dibao/"


def test_the_law_of_another_day(village, reader):
    before, on = reader.read(DIBAO, on="2022-12-31"), reader.read(DIBAO, on="2023-01-01")
    assert (before["version"], before["rules"], before["summary"]) == (None, None, "")
    assert before["newest"]["effective_from"] == "2023-01-01" and not before["newest"]["in_force"]
    assert on["rules"] and on["version"]["in_force"] and on["on"] == "2023-01-01"
    listed = reader.read("/api/programmes/", on="2022-12-31")["items"]
    assert len(listed) == 4 and {item["version"] for item in listed} == {None}
    assert reader.read("/api/materials/", on="2022-12-31")["count"] == 0


def test_an_expired_law_stays_and_says_so(db, reader, clock):
    """YI: the document of Yicheng ended; its programmes are shown without rules in force."""
    load_pack(pack=read_pack("yicheng"), at=datetime(2020, 1, 5, tzinfo=UTC))
    version = ProgrammeVersion.objects.get(programme__code="dibao")
    last = version.effective_until
    assert last is not None
    for day, in_force in ((last, True), (last + timedelta(days=1), False)):
        clock(f"{day} 12:00")
        body = reader.read("/api/programmes/yicheng/dibao/")
        assert bool(body["rules"]) is in_force is body["newest"]["in_force"]
        assert body["newest"]["effective_until"] == str(last)
        ids = [item["programme"] for item in reader.read("/api/materials/", limit=100)["items"]]
        assert ("yicheng/dibao" in ids) is in_force


def test_versions_newest_first_and_which_holds(village, reader):
    first = ProgrammeVersion.objects.get(programme__code="dibao")
    begin = date(2024, 1, 1)
    ProgrammeVersion.objects.filter(pk=first.pk).end_on(begin - timedelta(days=1))
    ProgrammeVersion.objects.create(
        programme=first.programme,
        number=2,
        effective_from=begin,
        body=first.body,
        sha256="b" * 64,
        source_title=first.source_title,
        created_at=datetime(2023, 12, 1, tzinfo=UTC),
    )
    listed = reader.read(f"{DIBAO}versions/")["items"]
    assert [(item["number"], item["in_force"], item["replaced"]) for item in listed] == [
        (2, True, False),
        (1, False, False),
    ]
    assert reader.read(DIBAO, on="2023-06-01")["version"]["number"] == 1
    assert reader.read(DIBAO)["version"]["number"] == 2


def test_papers_by_programme_group_and_word(village, reader):
    def ids(**asked):
        return [item["id"] for item in reader.read("/api/materials/", limit=100, **asked)["items"]]

    assert ids(programme="dibao", q="身份证") == ["shangyu/dibao/id_copy"]
    shared = ids(group="shared", programme="dibao")
    assert shared and not set(shared) & set(ids(group="applicant", programme="dibao"))
    assert ids(place="nowhere") == []
    one = reader.read("/api/materials/shangyu/dibao/id_copy/")
    assert one["name"] == "身份证复印件" and one["clause"] == "附件1 第1项②" and one["law"]
    assert reader.refused("/api/materials/shangyu/dibao/nothing/", 404) == "not-found"
    assert reader.refused("/api/materials/shangyu/dibao/id_copy/", 404, on="2022-12-31") == "not-found"


def test_a_programme_that_was_never_published_is_not_there(village, reader):
    from policies.models import Jurisdiction, Programme

    Programme.objects.create(jurisdiction=Jurisdiction.objects.get(code="shangyu"), code="draft", name="草稿")
    assert "draft" not in [item["code"] for item in reader.read("/api/programmes/")["items"]]
    for address in ("/api/programmes/shangyu/draft/", "/api/programmes/shangyu/draft/versions/"):
        assert reader.refused(address, 404) == "not-found"
