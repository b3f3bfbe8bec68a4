"""Every public page opens, helps on when something is wrong, and keeps what a reader has chosen."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.template import TemplateDoesNotExist
from django.test import RequestFactory

from front.models import OfficeContact
from front.views import errors
from tests.front.household import Resident

pytestmark = pytest.mark.django_db

PAGES = (
    "/",
    "/policy/",
    "/policy/of/shangyu/dibao/",
    "/check/",
    "/apply/",
    "/track/",
    "/complain/",
    "/help/",
    "/privacy/",
    "/accessibility/",
    "/contact/",
    "/demo/",
    "/settings/text-size/",
    "/lang/",
)


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_it_opens_small_and_in_the_language_of_the_reader(resident, village, address, language):
    resident.cookies["django_language"] = language

    text = resident.open(address).content.decode()

    assert f'<html lang="{"en" if language == "en" else "zh-Hans"}"' in text
    assert len(text.encode()) < 100_000
    # Nothing is fetched from elsewhere; a programme's message to be forwarded bears the page's own address.
    own = text.replace(f"http://testserver{address}", "")
    assert "http://" not in re.sub(r'xmlns="[^"]*"', "", own)
    assert "https://" not in text


def test_the_elder_switch_is_within_the_first_three_stops(resident, village):
    for address in PAGES:
        text = resident.open(address).content.decode()
        body = text[text.index("<body") :]
        stops = re.findall(r"<(?:a|button|select|input)\b[^>]*?(?:href|name)=\"[^\"]*\"[^>]*>", body)
        stops = [stop for stop in stops if 'type="hidden"' not in stop]
        assert any('name="size"' in stop for stop in stops[:3]), address


def test_the_text_size_is_remembered_in_a_cookie_and_can_be_taken_back(resident):
    page = resident.fill("/settings/text-size/", size="large", next="/help/")
    assert resident.where(page) == "/help/"
    assert 'class="elder"' in page.content.decode()
    assert "css/elder" in page.content.decode()

    later = Resident()
    later.cookies["yimen_text"] = resident.cookies["yimen_text"].value
    assert 'class="elder"' in later.open("/").content.decode()

    page = resident.fill("/settings/text-size/", size="normal")
    assert "elder" not in page.content.decode().split("<body")[0]
    assert (
        "色" not in resident.fill("/settings/text-size/", size="<script>").content.decode().split("<body")[0]
    )


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "javascript:alert(1)",
        "http:evil",
        "\r\nX: y",
    ],
)
@pytest.mark.parametrize("door", ["/settings/text-size/", "/lang/"])
def test_the_way_back_never_leaves_the_site(resident, door, address):
    response = resident.post(door, {"next": address, "size": "large", "language": "en"})

    assert response["Location"] == "/"


@pytest.mark.parametrize(
    ("address", "status"), [("/nowhere/", 404), ("/m/x/", 404), ("/t/x/", 404), ("/f/x/", 410)]
)
def test_what_is_missing_gives_a_phone_and_a_way_on(resident, village, address, status):
    OfficeContact.objects.create(phone="0000-1234567")

    text = resident.open(address, status=status).content.decode()

    assert "tel:0000-1234567" in text
    assert 'href="/"' in text


def test_the_page_for_our_own_faults_needs_no_database(django_assert_num_queries, monkeypatch):
    request = RequestFactory().get("/", headers={"cookie": "yimen_text=large"})

    with django_assert_num_queries(0):
        page = errors.broken(request)
    assert page.status_code == 500
    assert "不是您的错" in page.content.decode()

    def gone(*_: object) -> str:
        raise TemplateDoesNotExist("500.html")

    monkeypatch.setattr(errors, "render_to_string", gone)
    assert "tel" in page.content.decode()
    assert errors.broken(request).status_code == 500


def test_a_form_without_its_token_is_refused_with_a_way_on():
    strict = Resident(enforce_csrf_checks=True)

    response = strict.post("/complain/", {"topic": "other", "words": "一句话"})

    assert response.status_code == 403
    assert "开得太久了" in response.content.decode()


def test_an_editors_new_phone_shows_at_once(resident):
    row = OfficeContact.objects.create(phone="0000-1111111")
    assert "0000-1111111" in resident.open("/").content.decode()

    row.phone = "0000-2222222"
    row.save()

    assert "0000-2222222" in resident.open("/").content.decode()


def test_the_demo_door_signs_in_seeded_accounts_only(resident, settings):
    get_user_model().objects.create_superuser("shouli", password="never-typed-77")
    assert "受理岗" in resident.open("/demo/").content.decode()

    assert resident.post("/demo/", {"who": "admin"}).status_code == 404
    assert resident.post("/demo/", {"who": "shouli"})["Location"] == "/cms/"
    assert resident.session["_auth_user_id"]


@pytest.mark.parametrize(
    ("demo", "environment"), [(False, "dev"), (True, "production"), (False, "production")]
)
def test_the_demo_door_is_shut_elsewhere(resident, settings, demo, environment):
    get_user_model().objects.create_user("shouli", password="never-typed-77")
    settings.YIMEN_DEMO, settings.YIMEN_ENV = demo, environment

    assert resident.get("/demo/").status_code == 404
    assert resident.post("/demo/", {"who": "shouli"}).status_code == 404


def test_an_expired_programme_says_so(resident, village):
    from policies.models import ProgrammeVersion

    version = ProgrammeVersion.objects.get(programme__code="dibao")
    ProgrammeVersion.objects.filter(pk=version.pk).end_on(version.effective_from)

    text = resident.open("/policy/of/shangyu/dibao/").content.decode()

    assert "现在不在施行期" in text
    assert "您来准备" not in text
    assert "现在不在施行期" in resident.open("/policy/").content.decode()
