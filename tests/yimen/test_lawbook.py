"""docs/law.md, docs/obligations.md and docs/flow.md are current, complete and can be read."""

import io
import re

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from policies.actions.pack_files import places, read_pack
from policies.rules.invariants_content import cites
from yimen.lawbook.citations import citations
from yimen.lawbook.drawing import graph
from yimen.lawbook.provisions import provisions, refs
from yimen.management.commands import law

DOCS = settings.BASE_DIR / "docs"
TESTS = settings.BASE_DIR / "tests"
LINK = re.compile(r"\]\((\.\./tests/[^)]+)\)")


class TestCurrent:
    @pytest.mark.parametrize("name", ["law.md", "obligations.md", "flow.md"])
    def test_the_page_is_what_the_command_writes(self, name):
        """Run `manage.py law` when this fails."""
        assert (DOCS / name).read_text(encoding="utf-8") == law.pages()[DOCS / name]

    def test_check_notices_a_page_that_is_not(self, monkeypatch, tmp_path):
        old = tmp_path / "law.md"
        old.write_text("昨天的", encoding="utf-8")
        monkeypatch.setattr(law, "pages", lambda: {old: "今天的"})

        with pytest.raises(CommandError, match=r"law\.md"):
            call_command("law", check=True)
        assert old.read_text(encoding="utf-8") == "昨天的"
        call_command("law", stdout=io.StringIO())
        assert old.read_text(encoding="utf-8") == "今天的"


class TestLawPage:
    @pytest.mark.parametrize("place", places())
    def test_every_clause_of_a_pack_has_its_row(self, place):
        text = (DOCS / "law.md").read_text(encoding="utf-8")
        pack = read_pack(place)
        cited = {cite.ref for body in pack.programmes for _, cite in cites(pack.spec(body["code"]))}
        cited |= {one.local.cite.ref for one in pack.parameters if one.local.cite.ref}

        assert cited <= refs(pack)
        assert {ref for ref in refs(pack) if f"| {ref} |" not in text} == set()

    def test_a_value_stands_beside_its_clause(self):
        """SY-A1.4a, SY-4.2e: seven days of posting, twenty working days that may become twenty-eight."""
        rows = (DOCS / "law.md").read_text(encoding="utf-8").splitlines()

        assert any("| SY-A1.4a |" in row and "| 7 天 |" in row and "`posting_days`" in row for row in rows)
        assert any("| SY-4.2e |" in row and "20 工作日,可延长到 28 个工作日" in row for row in rows)

    @pytest.mark.parametrize("place", places())
    def test_every_row_of_a_place_names_a_test(self, place):
        found = citations(TESTS)

        assert {
            ref for ref in refs(read_pack(place)) if re.match(r"[A-Z]{2}-", ref) and ref not in found
        } == set()

    def test_every_named_test_exists(self):
        links = set(LINK.findall((DOCS / "law.md").read_text(encoding="utf-8")))

        assert len(links) > 5
        assert {link for link in links if not (DOCS / link).is_file()} == set()

    def test_no_cell_breaks_the_table(self):
        rows = [
            line
            for line in (DOCS / "law.md").read_text(encoding="utf-8").splitlines()
            if line.startswith("|")
        ]

        assert {len(re.findall(r"(?<!\\)\|", row)) for row in rows} == {8}


class TestCitations:
    def test_a_test_cites_what_it_says_and_nobody_else_does(self, tmp_path):
        (tmp_path / "law").mkdir()
        (tmp_path / "law" / "test_a.py").write_text(
            'def test_one():\n    """XX-1.2a, XX-A3."""\n\ndef test_two():\n    assert "YXXX-9" and "XX-9-1"\n'
            "# XX-7\n",
            encoding="utf-8",
        )
        (tmp_path / "cast.py").write_text('"""XX-8"""', encoding="utf-8")
        (tmp_path / "story.yaml").write_text("cites: XX-1.2a", encoding="utf-8")
        found = citations(tmp_path)

        assert [(one.path, one.test) for one in found["XX-1.2a"]] == [
            ("law/test_a.py", "test_one"),
            ("story.yaml", ""),
        ]
        assert set(found) == {"XX-1.2a", "XX-A3", "XX-9"}

    def test_a_clause_that_nobody_cites_is_noticed(self):
        """The search does not find what is not there: an id that is in no test's own source."""
        assert "SY-" + "A1.4z" not in citations(TESTS)


class TestFlowPage:
    def test_every_programme_is_drawn_once(self):
        text = (DOCS / "flow.md").read_text(encoding="utf-8")
        for place in places():
            section = re.split(r"^## ", text, flags=re.MULTILINE)[1 + places().index(place)]
            drawn = re.findall(r"`(\w+)`", "".join(re.findall(r"^### .*$", section, flags=re.MULTILINE)))
            assert sorted(drawn) == sorted(body["code"] for body in read_pack(place).programmes)

    def test_two_places_are_drawn_differently(self):
        """SY-A1.4a, YI-2.2a: posted before the decision here, after it there."""
        assert 'post -- "期满、没有异议" --> confirm' in drawing("shangyu", "dibao")
        assert "confirm --> post" in drawing("yicheng", "dibao")
        assert "confirm --> post" not in drawing("shangyu", "dibao")

    def test_hands_and_clocks_are_on_it(self):
        """SY-4.2d, SY-4.2e, QY-3.1.1k"""
        text = drawing("shangyu", "dibao")

        assert "审批岗<br>≠ 受理、初审" in text
        assert "20 工作日,可延长到 28 个工作日" in text
        assert "集体研究" in drawing("qinyuan", "dibao")
        assert '急难救助到位:24 小时" .-> relieve' in drawing("yicheng", "temporary"), (
            "help, not the no, is its end"
        )

    @pytest.mark.parametrize("place", places())
    def test_every_arrow_ends_on_a_box(self, place):
        pack = read_pack(place)
        for body in pack.programmes:
            lines = drawing(place, body["code"]).splitlines()[1:]
            boxes = {found[1] for line in lines if (found := re.match(r"  (\w+)[\[(]", line))}
            ends = {end for line in lines if (found := ARROW.match(line)) for end in found.groups()}
            assert ends <= boxes


ARROW = re.compile(r"  (\w+) -.* (\w+)$")


def drawing(place, code):
    pack = read_pack(place)
    return "\n".join(graph(pack.spec(code), {row.key: row.value for row in pack.rows(code)}))


def test_a_stated_value_is_never_shown_empty():
    for place in places():
        assert all(one.value and one.what and one.acts for one in provisions(read_pack(place)))
