"""The staff shell speaks Chinese: our catalogue closes what Wagtail's own leaves in English."""

import re
from datetime import date, datetime
from html.parser import HTMLParser
from pathlib import Path

import django
import pytest
import wagtail
from django.conf import settings
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, Site
from wagtail.users.models import UserProfile

from casework.rules.asking import SHANGHAI
from policies.actions.pack_files import read_pack
from policies.actions.packs import load_pack
from policies.models import Jurisdiction, ParameterValue, PolicyIndexPage, PolicyPage
from tests.support.catalogues import PLACEHOLDER, TAG, compiled, entries, fragments

OURS = settings.BASE_DIR / "site" / "locale" / "zh_Hans" / "LC_MESSAGES"
THEIRS = Path(wagtail.__file__).parent
DOMAINS = ("django", "djangojs")
HAN = re.compile("[\u4e00-\u9fff]")
# Nothing to say in Chinese: a bare time, or a placeholder beside a placeholder.
SAME_IN_BOTH = {"%(related_model_name)s %(field_label)s", "at %(time)s"}
# Not sentences: a hidden counter without a number, the name of a hidden field of the form for groups, and the
# code of a programme that is also a word of the redirects.
NOT_SAID = {"None", "Page", "temporary"}
SPOKEN = ("title", "aria-label", "placeholder", "alt", "data-tippy-content")


def english(domain):
    """Every sentence that Wagtail has, from its own English sources."""
    return [
        entry
        for path in sorted(THEIRS.glob(f"**/locale/en/LC_MESSAGES/{domain}.po"))
        if "styleguide" not in path.parts
        for entry in entries(path)
    ]


def chinese_of_wagtail(domain):
    return {
        entry.key
        for path in THEIRS.glob(f"**/locale/zh_Hans/LC_MESSAGES/{domain}.po")
        for entry in entries(path)
        if entry.translated
    }


def of_django(domain):
    """What Django itself says; ours goes before its own Chinese where that is no clerk's."""
    path = Path(django.__file__).parent / "conf" / "locale" / "zh_Hans" / "LC_MESSAGES" / f"{domain}.po"
    return list(entries(path)) if path.exists() else []


def edited(domain):
    return list(entries(OURS / f"{domain}.po"))


class TestCatalogue:
    @pytest.mark.parametrize("domain", DOMAINS)
    def test_nothing_that_wagtail_says_is_left_in_english(self, domain):
        said = chinese_of_wagtail(domain) | set(compiled(OURS / f"{domain}.mo"))

        assert not {entry.key for entry in english(domain)} - said

    @pytest.mark.parametrize(("domain", "least"), [("django", 400), ("djangojs", 19)])
    def test_without_ours_much_would_be_english(self, domain, least):
        """Fails when a later Wagtail has made this catalogue superfluous, or when the search finds nothing."""
        assert len({entry.key for entry in english(domain)} - chinese_of_wagtail(domain)) >= least

    @pytest.mark.parametrize("domain", DOMAINS)
    def test_the_compiled_file_is_the_one_that_people_edit(self, domain):
        written = {entry.key: entry.targets for entry in edited(domain)}

        assert compiled(OURS / f"{domain}.mo") == written

    @pytest.mark.parametrize("domain", DOMAINS)
    def test_every_sentence_is_chinese(self, domain):
        silent = [
            entry.source
            for entry in edited(domain)
            if fragments(entry.source)
            and entry.source not in SAME_IN_BOTH
            and not all(HAN.search(target) for target in entry.targets)
            and re.search("[a-z]{3}", " ".join(fragments(entry.targets[0])))
        ]

        assert silent == []

    @pytest.mark.parametrize("domain", DOMAINS)
    def test_placeholders_and_tags_are_the_same(self, domain):
        for entry in edited(domain):
            model = entry.plural or entry.source
            for target in entry.targets:
                assert sorted(PLACEHOLDER.findall(target)) == sorted(PLACEHOLDER.findall(model)), entry.source
                assert sorted(TAG.findall(target)) == sorted(TAG.findall(entry.source)), entry.source

    @pytest.mark.parametrize("domain", DOMAINS)
    def test_no_sentence_is_kept_that_nobody_says(self, domain):
        said = {entry.key for entry in (*english(domain), *of_django(domain))}
        assert not {entry.key for entry in edited(domain)} - said

    def test_one_plural_form_as_chinese_has(self):
        assert all(len(entry.targets) == 1 for domain in DOMAINS for entry in edited(domain))


class Spoken(HTMLParser):
    """What a page says: its text, and what its attributes say to a screen reader."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.muted = 0

    def handle_starttag(self, tag, attrs):
        self.muted += tag in ("script", "style")
        self.texts += [" ".join(value.split()) for name, value in attrs if name in SPOKEN and value]

    def handle_endtag(self, tag):
        self.muted -= tag in ("script", "style")

    def handle_data(self, data):
        if not self.muted and data.strip():
            self.texts.append(" ".join(data.split()))


def phrases():
    """What must not be read on a page: whole sentences, and long pieces of sentences with placeholders."""
    every = [entry for domain in DOMAINS for entry in english(domain)]
    sentences = {text for entry in every for text in (entry.source, entry.plural) if text}
    whole = {text for text in sentences if not PLACEHOLDER.search(text) and not TAG.search(text)} - NOT_SAID
    pieces = {part for text in sentences - whole for part in fragments(text) if len(part.split()) > 2}
    return whole, pieces


def english_on(html):
    spoken = Spoken()
    spoken.feed(html)
    whole, pieces = phrases()
    found = {text for text in spoken.texts if text in whole and re.search("[a-z]{2}", text)}
    return found | {piece for text in spoken.texts for piece in pieces if piece in text}


@pytest.fixture
def editor(db):
    """小温 edits pages and the tables of the law; she is not asked for a second factor here."""
    return get_user_model().objects.create_superuser("wen", password="x" * 20, first_name="小温")


@pytest.fixture
def shelf(db):
    load_pack(pack=read_pack("shangyu"), at=datetime(2025, 3, 3, 9, tzinfo=SHANGHAI))
    root = Page.objects.filter(depth=1).first()
    index = root.add_child(
        instance=PolicyIndexPage(title="政策库", slug="law-shelf", introduction="都在这里。")
    )
    Site.objects.update_or_create(
        is_default_site=True, defaults={"root_page": index, "hostname": "testserver"}
    )
    words = dict.fromkeys(("who_may", "what_you_get", "how_to_apply", "whom_to_ask"), "<p>找村里。</p>")
    place = Jurisdiction.objects.get(code="shangyu")
    made = PolicyPage(
        title="办法",
        issuer="政府",
        document_number="1 号",
        one_sentence="发钱。",
        effective_from=date(2023, 1, 1),
        jurisdiction=place,
        **words,
    )
    index.add_child(instance=made)
    made.save_revision()
    return made


def addresses(page):
    row = ParameterValue.objects.first()
    return {
        "home": reverse("wagtailadmin_home"),
        "page list": reverse("wagtailadmin_explore", args=[page.get_parent().pk]),
        "root list": reverse("wagtailadmin_explore_root"),
        "page edit": reverse("wagtailadmin_pages:edit", args=[page.pk]),
        "page history": reverse("wagtailadmin_pages:history", args=[page.pk]),
        "page delete": reverse("wagtailadmin_pages:delete", args=[page.pk]),
        "page add": reverse("wagtailadmin_pages:add", args=["policies", "policypage", page.get_parent().pk]),
        "snippet list": reverse("wagtailsnippets_policies_parametervalue:list"),
        "snippet edit": reverse("wagtailsnippets_policies_parametervalue:edit", args=[row.pk]),
        "snippet usage": reverse("wagtailsnippets_policies_parametervalue:usage", args=[row.pk]),
        "images": reverse("wagtailimages:index"),
        "documents": reverse("wagtaildocs:index"),
        "account": reverse("wagtailadmin_account"),
        "users": reverse("wagtailusers_users:index"),
        "new user": reverse("wagtailusers_users:add"),
        "new group": reverse("wagtailusers_groups:add"),
        "workflows": reverse("wagtailadmin_workflows:index"),
        "history": reverse("wagtailadmin_reports:site_history"),
        "search": reverse("wagtailadmin_pages:search"),
    }


class TestScreens:
    def test_no_screen_says_a_sentence_in_english(self, client, editor, shelf):
        client.force_login(editor)

        found = {}
        for name, address in addresses(shelf).items():
            answer = client.get(address)
            assert answer.status_code == 200, (name, answer.status_code)
            found |= {name: said} if (said := english_on(answer.content.decode())) else {}

        assert not found, found

    def test_the_login_says_none_either(self, db):
        assert english_on(Client().get(reverse("wagtailadmin_login")).content.decode()) == set()

    def test_what_the_browser_says_is_chinese(self, client, editor):
        client.force_login(editor)
        words = client.get(reverse("wagtailadmin_javascript_catalog")).content.decode()

        assert "\\u63d2\\u5165\\u5185\\u5bb9\\u5757" in words or "插入内容块" in words

    def test_a_page_that_is_not_there_says_so_and_leads_on(self, client, editor):
        client.force_login(editor)
        answer = client.get(f"{reverse('wagtailadmin_home')}desk/nowhere/")
        page = answer.content.decode()

        assert answer.status_code == 404
        assert "<title>没有找到这一页 - 一门</title>" in re.sub(r"\s+", " ", page).replace(
            "<title> ", "<title>"
        )
        assert f'href="{reverse("wagtailadmin_home")}">回首页</a>' in page

    def test_the_reader_finds_english_where_there_is_english(self, client, editor, shelf):
        """The same screens for somebody who chose English: the test above can fail."""
        UserProfile.objects.update_or_create(user=editor, defaults={"preferred_language": "en"})
        client.force_login(editor)
        said = english_on(client.get(addresses(shelf)["page edit"]).content.decode())

        assert {"Save draft", "Search all pages…", "Anyone"} & said
        assert len(said) > 30
