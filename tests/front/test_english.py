"""The English of the whole house is complete, current, and compiled from the file that people edit."""

import ast
import gettext
import re

import pytest
from django.conf import settings
from django.utils.translation.template import templatize

from casework.rules.roles import ROLE_NAMES
from notices.rules.service import METHOD_NAMES, SIGNER_NAMES, WITNESS_NAMES
from policies.rules import step_options
from policies.rules.conditions import COMPARISONS
from policies.rules.wording import PAPER_NAMES, PUBLIC_COLUMNS
from tests.support.repository import files

FOLDER = settings.BASE_DIR / "site" / "locale" / "en" / "LC_MESSAGES"
ROOMS = ("site", "intake_bot", "notices", "casework", "policies")
MARKS = {"_", "_lazy", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy", "Lack"}
IN_CONTEXT = {"_p", "pgettext", "pgettext_lazy"}
PLURAL = {"ngettext", "ngettext_lazy"}
ENTRY = re.compile(r'(?:msgctxt "(\w+)"\n)?msgid "((?:[^"\\]|\\.)*)"\nmsgstr "((?:[^"\\]|\\.)*)"')
HAN = re.compile("[\u4e00-\u9fff]")
KEPT = set("休班至元旦春节一门有没")
"""What a person must type, or will read, exactly so: the marks of a holiday table, the answers of a condition, the name in an authenticator."""


@pytest.fixture(scope="module")
def english():
    with (FOLDER / "django.mo").open("rb") as compiled:
        return gettext.GNUTranslations(compiled)


@pytest.fixture(scope="module")
def sentences():
    """Every sentence of our templates and our Python that is marked for translation: (file, sentence, counted)."""
    return {
        (str(path.relative_to(settings.BASE_DIR)), sentence, counted)
        for path in [*files(".html"), *files(".py")]
        if path.relative_to(settings.BASE_DIR).parts[0] in ROOMS
        for sentence, counted in marked(path)
    }


def marked(path):
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".html":
        yield from in_template(templatize(text))
    else:
        yield from in_code(ast.parse(text))


def in_template(text):
    """Read each call by itself: what templatize leaves between them is no Python."""
    for found in re.finditer(r"\bn?gettext\(|\b_\(", text):
        yield from in_code(ast.parse(text[found.start() : closing(text, found.end())]))


def closing(text, at):
    """Return where the call that opened just before `at` ends, minding quotes."""
    quote = ""
    while quote or text[at] != ")":
        if text[at] == "\\":
            at += 1
        elif text[at] in "\"'":
            quote = "" if quote == text[at] else quote or text[at]
        at += 1
    return at + 1


def in_code(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if name in MARKS and isinstance(node.args[0].value, str):
                yield node.args[0].value, name in PLURAL


def test_every_sentence_has_an_english_one(english, sentences):
    def said(sentence, counted):
        return english.ngettext(sentence, sentence, 2) if counted else english.gettext(sentence)

    missing = {
        (name, sentence)
        for name, sentence, counted in sentences
        if HAN.search(sentence) and said(sentence, counted) == sentence
    }

    assert not missing


def test_a_word_that_means_something_else_in_one_place_has_its_own_english(english):
    calls = [
        node
        for path in files(".py")
        if path.relative_to(settings.BASE_DIR).parts[0] in ROOMS
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", getattr(node.func, "attr", "")) in IN_CONTEXT
    ]
    assert calls
    for call in calls:
        context, word = (part.value for part in call.args)
        assert english.pgettext(context, word) != word


def closed_words():
    """What the options of a step are called, and the closed words they take."""
    for options in step_options.OPTIONS.values():
        for label, kind, _many in options.values():
            yield label
            yield from dict(kind).values() if isinstance(kind, list) else ()
    for words in (step_options.ROLES, step_options.NOTICE_EVENTS, step_options.PEOPLE):
        yield from dict(words).values()
    for names in (COMPARISONS, PAPER_NAMES, PUBLIC_COLUMNS):
        yield from names.values()


def test_the_closed_words_of_a_step_have_an_english_one(english):
    assert not [word for word in closed_words() if english.gettext(word) == word and HAN.search(word)]


@pytest.mark.parametrize("table", [ROLE_NAMES, METHOD_NAMES, SIGNER_NAMES, WITNESS_NAMES])
def test_the_names_that_rules_give_and_a_desk_shows_have_an_english_one(english, table):
    assert not [name for name in table.values() if english.gettext(name) == name]


def test_the_search_finds_sentences_in_every_room(sentences):
    assert {name.split("/")[0] for name, *_ in sentences} >= set(ROOMS)
    assert len(sentences) > 1500
    assert sum(counted for *_, counted in sentences) > 5


def test_the_search_reads_a_sentence_in_two_strings():
    assert list(in_template('x gettext(u"甲（\'乙\'）") y _("丙") {% "(" %}')) == [
        ("甲（'乙'）", False),
        ("丙", False),
    ]
    assert list(in_code(ast.parse('_("一家" "三口")'))) == [("一家三口", False)]


def test_the_compiled_file_is_the_one_that_people_edit(english):
    entries = ENTRY.findall((FOLDER / "django.po").read_text(encoding="utf-8"))

    assert len(entries) > 1500
    for context, source, target in entries:
        if source:
            plain = source.replace('\\"', '"')
            said = english.pgettext(context, plain) if context else english.gettext(plain)
            assert said == target.replace('\\"', '"')


def test_placeholders_are_the_same():
    for _context, source, target in ENTRY.findall((FOLDER / "django.po").read_text(encoding="utf-8")):
        if source:
            assert sorted(re.findall(r"%\(\w+\)[sd]", source)) == sorted(re.findall(r"%\(\w+\)[sd]", target))
            assert HAN.search(source) is None or set(HAN.findall(target)) <= KEPT
