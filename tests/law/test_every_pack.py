"""What holds for every pack: it is valid, cited, cited by a test, and one code path gives each its own behaviour."""

import re
from datetime import datetime
from pathlib import Path

import pytest

from casework.rules.asking import SHANGHAI
from casework.rules.facts import Change, Facts
from notices.rules.forms import form_for
from notices.rules.words import basis
from policies.actions.pack_files import places, read_pack
from policies.rules.typography import set_type
from policies.rules.validator import validate
from policies.rules.wording import PUBLIC_COLUMNS
from tests.law.reading_law import law
from yimen.lawbook.citations import citations
from yimen.lawbook.provisions import refs

ALL = [(place, body["code"]) for place in places() for body in read_pack(place).programmes]
TESTS = Path(__file__).parent
ROOT = TESTS.parents[1]
OWN_PARTS = ("policies", "casework", "notices", "intake_bot", "site", "bench", "script")


def test_the_five_places_are_here():
    assert places() == ("huaxi", "qinyuan", "shangyu", "yangcheng", "yicheng")


@pytest.mark.parametrize(("place", "code"), ALL)
def test_it_breaks_no_invariant(place, code):
    assert validate(law(place, code).spec) == ()


@pytest.mark.parametrize(("place", "code"), ALL)
def test_its_sentences_are_short_enough_to_be_read_aloud(place, code):
    """ux §2: one idea a sentence; nothing over 30 characters, and questions end as questions do."""
    spec = law(place, code).spec
    texts = [text for item in spec.materials for text in (item.why, item.where, item.without)]
    texts += [text for question in spec.questions for text in (question.ask, question.why)]
    long = [part for text in texts for part in re.split("[。;?!]", text) if len(part) > 30]
    assert long == []


@pytest.mark.parametrize(("place", "code"), ALL)
def test_its_public_columns_are_on_the_list(place, code):
    spec = law(place, code).spec
    assert {column.key for column in (*spec.posting_columns, *spec.roster_columns)} <= set(PUBLIC_COLUMNS)


@pytest.mark.parametrize(("place", "code"), ALL)
def test_the_screener_asks_six_open_questions(place, code):
    questions = [question for question in law(place, code).spec.questions if question.part == "screener"]
    assert len(questions) == 6
    assert questions[0].key == "urgent"
    assert {question.sensitivity for question in questions} == {"open"}


@pytest.mark.parametrize("place", places())
def test_every_clause_of_a_pack_is_cited_by_a_law_test(place):
    """What stands in docs/law.md beside a clause is a test of this folder, whoever else cites it too."""
    of_the_place = {ref for ref in refs(read_pack(place)) if re.match(r"[A-Z]{2}-", ref)}
    assert of_the_place - set(citations(TESTS)) == set()


def test_the_same_code_reads_two_places_differently():
    """One function, two packs: posted before or after, twelve days to different events, one or no extension."""
    east, west = law("shangyu", "dibao"), law("yicheng", "dibao")
    assert (east.step("post").after, west.step("post").after) == (("review",), ("confirm",))
    twelve = {
        place.spec.place: [c.stop for c in place.spec.clocks if c.limit == 12] for place in (east, west)
    }
    assert twelve == {"shangyu": [("first_opinion", "refuse")], "yicheng": [("confirm", "refuse")]}
    assert (east.clock("whole").extended_limit, west.clock("whole").extended_limit) == (28, None)
    assert (east.step("check").after, west.step("check").after) == (("accept",), ("intend",))


# A topic of the calculation vectors, whose file format is not ours to rename.
FOREIGN_WORDS = ("shangyu_path",)


def _text(path: Path) -> str:
    text = path.read_text(encoding="utf-8")
    for word in FOREIGN_WORDS:
        text = text.replace(word, "")
    return text


def test_no_line_of_python_knows_a_county():
    """House rule: place codes, names and document numbers live in packs only."""
    jurisdictions = [read_pack(place).jurisdiction for place in places()]
    words = {one["code"] for one in jurisdictions} | {one["short_name"] for one in jurisdictions}
    words |= {one["short_name"].rstrip("区县") for one in jurisdictions}
    words |= {one["region_code"] for one in jurisdictions} | {
        one["source"]["number"] for one in jurisdictions
    }
    found = [
        f"{path.relative_to(ROOT)}: {word}"
        for part in OWN_PARTS
        for path in (ROOT / part).rglob("*.py")
        for text in [_text(path)]
        for word in words
        if word in text
    ]
    assert found == []


@pytest.mark.parametrize(("place", "code"), ALL)
def test_the_end_of_support_is_never_told_with_a_letter_of_approval(place, code):
    """YC-5.1c, YI-2.4e, HX-5.2b, SY-A1.6d: whoever leaves a programme is told so by a form that says so."""
    spec, at = law(place, code).spec, datetime(2025, 6, 3, 10, tzinfo=SHANGHAI)
    stop, less = (Change(at, stop=end, to=None if end else 1, decided=at) for end in (True, False))
    assert form_for("decision", spec, Facts(change=stop)).kind == "decision_stop"
    if not spec.pays_once:
        assert form_for("advance", spec, Facts(change=stop)).kind == "advance_stop"
    if spec.step("confirm").option("amounts"):
        assert form_for("decision", spec, Facts(change=less)).kind == "decision_adjust"


CHANGE_CLAUSES = {
    "yangcheng": {"YC-5.1b", "YC-5.1c"},
    "huaxi": {"HX-5.2b"},
    "qinyuan": {"QY-3.1.1p"},
    "yicheng": {"YI-2.4e"},
    "shangyu": {"SY-A1.6a", "SY-A1.6d", "SY-A2.6a", "SY-A2.6c", "SY-7.2b"},
}


@pytest.mark.parametrize(("place", "code"), ALL)
def test_a_letter_of_change_or_exit_rests_on_the_places_own_document(place, code):
    """YC-5.1b, YC-5.1c, HX-5.2b, QY-3.1.1p, YI-2.4e, SY-7.2b: each document tells of it; none cites the measures for 低保."""
    spec = law(place, code).spec
    letters = [notice for notice in spec.notices if notice.kind.startswith(("advance", "decision_"))]
    for letter in letters:
        assert letter.cite.ref in CHANGE_CLAUSES[place], letter.kind
        said = basis(letter, spec, "propose_change" if letter.kind.startswith("advance") else "decide_change")
        assert said.startswith(set_type(f"《{spec.source.title}》（{spec.source.number}）")), letter.kind
        assert said.endswith(set_type(letter.cite.clause))


@pytest.mark.parametrize(("place", "code"), ALL)
def test_no_letter_puts_one_document_in_front_of_another(place, code):
    """SY-A1.2a, YC-5.1a: where the step itself cites a national measure, the letter cites that alone."""
    spec = law(place, code).spec
    for letter in spec.notices:
        for verb in ("accept", "request_missing", "refuse", "confirm", "propose_change", "decide_change"):
            assert basis(letter, spec, verb).count("〔") == 1, (letter.kind, verb)


@pytest.mark.parametrize("place", places())
def test_a_tekun_letter_never_rests_on_the_measures_for_dibao(place):
    """SY-A2.1d, QY-3.1.1a, YI-2.4f, HX-4.4g, YC-3.2.1a: the place's own clause, or the national measures for 特困."""
    spec = law(place, "tekun").spec
    acts = {"acceptance": "accept", "missing": "request_missing", "refusal": "refuse", "decision": "confirm"}
    for kind, verb in acts.items():
        letter = spec.notice(kind)
        assert letter is not None
        assert "最低生活保障审核确认办法" not in basis(letter, spec, verb), kind
