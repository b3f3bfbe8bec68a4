"""The list said in chat, shown on the page and printed on the sheet is one list: same papers, number, version."""

import io
import re
import unicodedata

import pytest
from django.test import Client
from pypdf import PdfReader

from casework.models import Disclosure
from policies.rules.disclosure import thaw
from tests.intake_bot.conftest import Chat

pytestmark = pytest.mark.django_db


def flat(text: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


@pytest.mark.parametrize("channel", ["telegram", "web"])
def test_chat_page_and_sheet_name_the_same(county, channel):
    (said,) = Chat(channel, "somebody").to_list()
    given = Disclosure.objects.get()
    page = Client().get(f"/m/{given.token}/").content.decode()
    assert [link["url"].rpartition("/m/")[2] for link in said["links"]] == [
        f"{given.token}/",
        f"{given.token}/sheet.pdf",
    ]
    sheet = Client().get(f"/m/{given.token}/sheet.pdf").content
    printed = flat("".join(one.extract_text() for one in PdfReader(io.BytesIO(sheet)).pages))
    found = thaw(given.items)
    assert found.items
    for words in (flat(said["text"]), flat(page), printed):
        assert given.number in words
        for item in found.items:
            assert flat(item.name) in words
        for proof in found.banned:
            assert flat(proof.name) in words
