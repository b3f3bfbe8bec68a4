"""No number of anybody in the demo county comes out: on no page, in no file, log line, message or plain column."""

import sys
from base64 import b32encode

import pytest
from celery import current_app
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client, RequestFactory, override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.views.debug import ExceptionReporter
from kombu import Connection

from casework import outbox
from casework.models import Attachment, Case, Event, Person, Reveal
from front.models import ApplicationDraft, OfficeContact
from front.personas import PERSONAS
from intake_bot.models import Inbound, OutMessage
from notices.baked import in_front_of
from notices.models import Notice, Publication
from notices.queries import office_phones
from notices.shelf import MANIFEST
from tests.front.household import ACCOUNT, CHILD, LI, WANG
from tests.support import databases
from tests.support.crawling import crawl
from tests.support.leaks import TELLING, Log, Secrets, cells, database_bytes
from tests.support.second_factor import confirm_once_for_all
from tests.yimen import people_with_secrets as people
from yimen.demo import county as demo
from yimen.demo.cases import fill
from yimen.models import Phone

pytestmark = pytest.mark.django_db
DOORS = ("/", "/policy/", "/public/", "/check/", "/apply/", "/track/", "/complain/", "/chat/", "/help/")
ODD = (
    "/nowhere/",
    "/healthz",
    "/robots.txt",
    "/sitemap.xml",
    "/api/openapi.json",
    "/search/",
    "/public/over/",
)
# Nothing beyond these needs a look of its own: they change what is shown, or leave.
# Opening a paper or a report of the means check is written down as a look; neither shows a number.
OPENED_ON_PURPOSE = ("paper", "report")
LEAVING = ("/cms/logout", "/cms/account", "/cms/password", "/leave/", "/i18n/", "/cms/jsi18n")


@pytest.fixture(scope="module")
def log():
    return Log()


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("county")


@pytest.fixture(scope="module")
def paper_codes():
    """The codes on paper that somebody got when he tied his phone."""
    return []


@pytest.fixture(scope="module", autouse=True)
def county(django_db_setup, django_db_blocker, log, folder, paper_codes, django_test_environment):
    """A small demo county with a case in every stage, one household of the web form, one chat with typed numbers."""
    private = {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": folder / "private"},
    }
    storages = {**settings.STORAGES, "private": private}
    with (
        django_db_blocker.unblock(),
        override_settings(STORAGES=storages, BAKED_ROOT=folder / "baked", YIMEN_DEMO=True),
    ):
        baseline = databases.Baseline()
        baseline.take()
        with log.listening():
            offices = demo.build(timezone.localtime())
            fill(offices, seed=77, number=1, now=timezone.localtime(), tell=lambda done, total: None)
            with CaptureQueriesContext(connection):
                people.live(offices)
            paper_codes.extend(people.tie_a_phone())
        yield offices
        baseline.restore()


@pytest.fixture
def secrets():
    """What must not come out: of everybody with a file, and of those who only typed."""
    known = Secrets.of_everybody(allowed=office_phones())
    typed = [LI["id_number"], WANG["id_number"], CHILD["id_number"], ACCOUNT, people.another(1)]
    known.numbers |= {number if number == ACCOUNT else number[-TELLING:] for number in typed}
    return known


def leaks(secrets, brought):
    """Which answers hold a number, and which were looked at."""
    found, looked = [], []
    for one in brought:
        looked.append(one)
        kind = secrets.in_log(one.headers) or secrets.in_bytes(one.name, one.body)
        if kind:
            found.append((one.address, kind))
    return found, looked


def test_the_county_is_worth_looking_at(secrets):
    assert len(secrets.numbers) > 40
    assert Case.objects.values("stage").distinct().count() >= 10
    assert Event.objects.count() > 100
    assert Notice.objects.exists()
    assert Publication.objects.filter(kind="roster").exists()
    assert Attachment.objects.exists()
    assert ApplicationDraft.objects.filter(case=None).exists()
    assert Inbound.objects.count() >= len(people.CHAT)


@pytest.mark.parametrize(
    "look", [{}, {"yimen_text": "large", "django_language": "en"}], ids=["normal", "large"]
)
def test_no_public_address_shows_a_number(secrets, look):
    """QY-3.1.1i: no personal number leaves the procedure."""
    client = Client()
    client.cookies.load(look)
    tokens = [f"/t/{token}/" for token in Case.objects.exclude(token="").values_list("token", flat=True)[:6]]
    # The QR code of a poster leads to its posting; on the site the village's board is what one clicks.
    posters = [posting.address for posting in Publication.objects.all()]

    found, looked = leaks(
        secrets, crawl(client, (*DOORS, *ODD, *tokens, *posters), outside=("/cms/", *LEAVING), each=60)
    )

    assert len(looked) > 60
    assert any(one.body.startswith(b"%PDF") for one in looked)
    assert not found


def test_no_baked_file_holds_a_number(secrets, folder):
    files = [path for path in (folder / "baked").rglob("*") if path.is_file()]

    assert len(files) > 20
    assert {path.suffix for path in files} >= {".html", ".gz", ".pdf", ".json"}
    # A manifest is never served and counts seconds; in it only known numbers are looked for.
    pages, manifests = (
        [path for path in files if (path.name == MANIFEST) == which] for which in (False, True)
    )
    assert not [path.name for path in pages if secrets.in_bytes(path.name, path.read_bytes())]
    assert not [path for path in manifests if secrets.in_raw(path.read_bytes())]


def test_the_baked_site_answers_without_a_number(secrets):
    site = in_front_of(lambda environ, start: pytest.fail("asked Django"))
    answered = []
    for manifest in settings.BAKED_ROOT.rglob(MANIFEST):
        place = f"/{manifest.parent.relative_to(settings.BAKED_ROOT)}"
        address = place if place.endswith((".pdf", ".svg", ".json")) else f"{place}/"
        status, headers, body = site.answer(RequestFactory().get(address).environ)
        answered.append((address, status, secrets.in_log(str(headers)) or secrets.in_bytes("answer", body)))

    assert len(answered) > 5
    assert "200 OK" in {status for _, status, _ in answered}
    assert not [one for one in answered if one[2]]


def test_no_letter_holds_a_number(secrets, folder):
    files = [path for path in (folder / "private").rglob("*") if path.is_file()]

    assert any(path.suffix == ".pdf" for path in files)
    assert any(path.suffix == ".jpg" for path in files)
    assert not [path.name for path in files if secrets.in_bytes(path.name, path.read_bytes())]


@pytest.mark.parametrize("account", [persona.account for persona in PERSONAS if persona.account] + ["admin"])
def test_no_page_of_the_staff_shows_a_number_before_somebody_asks(secrets, account):
    client = Client()
    client.force_login(get_user_model().objects.get(username=account))
    before = Reveal.objects.exclude(field__in=OPENED_ON_PURPOSE).count()
    # Who edits sees no case; his many screens are looked at once each.
    each = 1 if account in ("bianji", "fabu", "admin") else 4

    found, looked = leaks(
        secrets,
        crawl(
            client, ("/cms/", "/cms/desk/", "/cms/desk/cases/"), inside="/cms/", outside=LEAVING, each=each
        ),
    )

    assert len(looked) > 5
    assert not found
    assert Reveal.objects.exclude(field__in=OPENED_ON_PURPOSE).count() == before


def test_the_one_way_to_see_a_number_is_asked_for_and_written_down(secrets):
    client = Client()
    shouli = get_user_model().objects.get(username="shouli")
    client.force_login(shouli)
    confirm_once_for_all(client, shouli)
    case = Case.objects.get(applicant_name=LI["name"])

    page = client.post(f"/cms/desk/case/{case.pk}/see/m1/id_number/", {"reason": "match"})

    assert secrets.in_bytes("answer", page.content)
    assert Reveal.objects.filter(case=case, field="id_number").exists()


def test_no_log_line_of_all_this_holds_a_number(secrets, log):
    with log.listening(), CaptureQueriesContext(connection):
        client = Client()
        client.get(f"/search/?query={LI['id_number']}")
        client.post("/track/", {"code": LI["id_number"], "second": LI["id_number"]})
        client.post("/cms/login/", {"username": LI["id_number"], "password": ACCOUNT})
        with pytest.raises(Exception, match=r"(?i)unique"):
            Person.objects.create(
                name="重号", birth="1950-01-01",
                id_number_index=Person.objects.exclude(id_number_index=None)[0].id_number_index,
            )  # fmt: skip

    assert "INSERT INTO" in log.text()
    assert not secrets.in_log(log.text())


@pytest.mark.parametrize("number", [LI["id_number"], ACCOUNT, "13912345678"])
def test_a_number_in_a_log_is_seen_and_a_token_is_not(number):
    nobody = Secrets(frozenset())
    assert nobody.in_log(f"login failed for {number} from 192.0.2.7")
    assert not nobody.in_log(f"seal '0fab{number}c4Zq' opened, session='k_{number}f-Qx'")


def test_no_broker_file_holds_a_number(secrets, tmp_path, monkeypatch):
    folders = {name: str(tmp_path / name) for name in ("data_folder_in", "data_folder_out", "control_folder")}
    folders["data_folder_in"] = folders["data_folder_out"]
    for place in folders.values():
        (tmp_path / place).mkdir(exist_ok=True)
    broker = Connection("filesystem://", transport_options=folders)
    plain = current_app.send_task
    monkeypatch.setattr(
        outbox.current_app, "send_task", lambda *args, **options: plain(*args, **options, connection=broker)
    )
    outbox.ring()
    for name in settings.CELERY_BEAT_SCHEDULE:
        current_app.send_task(name)

    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(files) > len(settings.CELERY_BEAT_SCHEDULE)
    assert not [path.name for path in files if secrets.in_bytes(path.name, path.read_bytes())]


def test_no_column_of_any_table_holds_a_number(secrets):
    found, looked = set(), 0
    for place, text in cells():
        looked += 1
        if len(text) >= 11 and any(number in text for number in secrets.numbers):
            found.add(place)

    assert looked > 5000
    assert not found


def test_no_column_and_no_page_of_the_database_tells_the_secret_of_a_phone_or_a_code_on_paper(
    folder, paper_codes
):
    phone = Phone.objects.get(user__username="shenpi")
    secret = phone.generator().key
    notations = {secret.decode("latin-1"), secret.hex(), b32encode(secret).decode(), *paper_codes}

    assert len(notations) == 3 + 8
    assert {place for place, _text in cells()} >= {"yimen_phone.secret", "yimen_papercodes.left"}
    assert not {place for place, text in cells() if any(one in text for one in notations)}
    if connection.vendor == "sqlite":
        data = database_bytes(folder)
        assert not [one for one in notations if one.encode("latin-1") in data]


def test_no_text_of_a_message_an_event_or_a_draft_holds_a_number_in_any_notation(secrets):
    tables = ("intake_bot_", "casework_event", "casework_case.", "casework_lodgement", "casework_statement",
              "front_", "notices_", "django_session")  # fmt: skip
    found, looked = set(), 0
    for place, text in cells():
        if place.startswith(tables) and not place.endswith(
            ("hash", "sha256", "token", "_id", ".id", "sealed")
        ):
            looked += 1
            if secrets.in_text(text):
                found.add(place)
    assert looked > 500
    assert not found


def test_no_unsent_reply_carries_a_number(secrets):
    bodies = [str(message.body()) for message in OutMessage.objects.all()]

    assert not [body for body in bodies if secrets.in_text(body)]


def test_the_bytes_of_the_database_file_hold_no_number(secrets, folder):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL keeps its bytes elsewhere; its columns are looked at above")
    data = database_bytes(folder)

    assert LI["name"].encode() in data
    assert secrets.in_raw(data) == 0


def test_no_exception_report_holds_a_number(secrets):
    request = RequestFactory().post("/apply/household/new/", {"id_number": LI["id_number"]})
    id_number = LI["id_number"]
    try:
        raise ValueError(f"could not take {len(id_number)} characters")
    except ValueError:
        reporter = ExceptionReporter(request, *sys.exc_info())

    reports = reporter.get_traceback_html() + reporter.get_traceback_text()

    assert "could not take" in reports
    assert LI["id_number"] not in reports


# -- that all this can fail ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "written",
    [
        "{0}",
        "身份证 {0}",
        "{0:.6}  {1} {2}",
        "{0:.6}<b>{1}</b>{2}",
        "{0:.6}&#8203;{1}{2}",
    ],
)
def test_a_number_planted_on_a_page_is_found(secrets, written):
    number = Person.objects.exclude(id_number_index=None)[0].sealed("id_number").open()
    contact = OfficeContact.load()
    contact.address = written.format(number, number[6:14], number[14:])
    contact.save()

    found, _ = leaks(secrets, crawl(Client(), ("/contact/",), inside="/contact/"))

    assert found


def test_a_number_planted_in_a_file_a_column_or_the_log_is_found(secrets, log, folder, tmp_path):
    number = Person.objects.exclude(account_index=None)[0].sealed("account").open()
    Case.objects.filter(pk=Case.objects.first().pk).update(applicant_name=number)

    assert any(any(known in text for known in secrets.numbers) for _, text in cells())
    assert secrets.in_raw(f"…{number}…".encode())
    assert secrets.in_bytes("planted.html", f"<td>{number}</td>".encode())
    assert secrets.in_text(f"INFO paid to {number}")
