"""The English of the public site is complete, current, and compiled from the file that people edit."""

import gettext
import re

import pytest
from django.conf import settings
from django.utils.translation.template import templatize

from tests.support.repository import files

FOLDER = settings.BASE_DIR / "site" / "locale" / "en" / "LC_MESSAGES"
TEMPLATES = settings.BASE_DIR / "site" / "templates"
OURS = ("base.html", "400.html", "403.html", "403_csrf.html", "404.html", "front/", "chat/")
CALL = re.compile(r"""(?:\b_|gettext|gettext_lazy|_p)\(\s*(u?(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'))""")
ENTRY = re.compile(r'msgid "((?:[^"\\]|\\.)*)"\nmsgstr "((?:[^"\\]|\\.)*)"')
HAN = re.compile("[\u4e00-\u9fff]")


@pytest.fixture(scope="module")
def english():
    with (FOLDER / "django.mo").open("rb") as compiled:
        return gettext.GNUTranslations(compiled)


def sentences():
    """Every sentence of our templates and our Python that is marked for translation."""
    for path in files(".html"):
        if path.is_relative_to(TEMPLATES) and str(path.relative_to(TEMPLATES)).startswith(OURS):
            yield from in_code(path, templatize(path.read_text(encoding="utf-8")))
    for path in files(".py"):
        if path.is_relative_to(settings.BASE_DIR / "site" / "front"):
            yield from in_code(path, path.read_text(encoding="utf-8"))


def in_code(path, text):
    for found in CALL.findall(text):
        yield path.name, re.sub(r"\\(.)", r"\1", found.lstrip("u")[1:-1])


def test_every_sentence_has_an_english_one(english):
    missing = {
        (name, sentence)
        for name, sentence in sentences()
        if HAN.search(sentence) and english.gettext(sentence) == sentence
    }

    assert not missing


def test_the_search_finds_sentences():
    assert len(set(sentences())) > 300


def test_the_compiled_file_is_the_one_that_people_edit(english):
    entries = ENTRY.findall((FOLDER / "django.po").read_text(encoding="utf-8"))

    assert len(entries) > 300
    for source, target in entries:
        if source:
            assert english.gettext(source.replace('\\"', '"')) == target.replace('\\"', '"')


def test_placeholders_are_the_same():
    for source, target in ENTRY.findall((FOLDER / "django.po").read_text(encoding="utf-8")):
        if source:
            assert sorted(re.findall(r"%\(\w+\)[sd]", source)) == sorted(re.findall(r"%\(\w+\)[sd]", target))
            assert HAN.search(source) is None or not HAN.search(target)
