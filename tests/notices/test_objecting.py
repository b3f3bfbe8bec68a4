"""我有话说: from the poster to a stopped approval, without a login and without a name (SY-A1.4b, ux §2.5)."""

from datetime import timedelta

import pytest

from casework.models import Case, Statement
from casework.queries import actor_of
from notices.models import Publication
from policies.rules.identity import demo_id
from tests.notices.scene import Scene, moment

pytestmark = pytest.mark.django_db


@pytest.fixture
def posting(shelf_root, monkeypatch):
    """A posting that hangs today; the clock of the views is the story's."""
    scene = Scene().posted()
    at(monkeypatch, "2025-09-28 10:00")
    found = Publication.objects.get()
    found.scene = scene
    return found


def at(monkeypatch, when: str) -> None:
    monkeypatch.setattr("notices.views.timezone.now", lambda: moment(when))


def say(client, posting, **said):
    return client.post(
        f"{posting.address}object/", {"topic": "property", "words": "家里有小汽车", "contact": "", **said}
    )


def test_the_page_says_about_whom_and_that_nobody_in_the_village_will_know(client, posting):
    page = client.get(f"{posting.address}object/").content.decode()
    assert "演示村 李小田" in page
    assert "村里的人看不到是谁说的" in page


def test_words_go_to_the_township_and_the_approval_stops(client, posting):
    answer = say(client, posting)
    assert answer.status_code == 302
    done = client.get(answer.url).content.decode()
    statement = Statement.objects.get()
    assert statement.number in done
    assert (statement.words, statement.topic, bytes(statement.contact_sealed)) == (
        "家里有小汽车",
        "property",
        b"",
    )
    assert Case.objects.get().stage == "objected"


def test_a_reload_of_the_receipt_says_nothing_twice(client, posting):
    answer = say(client, posting)
    assert client.get(answer.url).content == client.get(answer.url).content
    assert Statement.objects.count() == 1


def test_somebody_elses_browser_does_not_see_the_receipt(client, posting):
    answer = say(client, posting)
    client.cookies.clear()
    assert client.get(answer.url).status_code == 302


def test_a_contact_is_sealed(client, posting):
    say(client, posting, contact="10000001234")
    statement = Statement.objects.get()
    assert b"10000001234" not in bytes(statement.contact_sealed)
    assert bytes(statement.contact_sealed)


def test_a_choice_alone_is_enough_but_other_needs_a_word(client, posting):
    assert say(client, posting, words="").status_code == 302
    assert Statement.objects.get().words == "家里有车、房或者生意"
    refused = say(client, posting, topic="other", words="")
    assert refused.status_code == 422
    assert "请写一句是什么事" in refused.content.decode()


def test_an_id_number_is_refused_and_nothing_typed_is_lost(client, posting):
    number = demo_id("770101", moment("1970-01-01 00:00").date(), 7)
    refused = say(client, posting, words=f"他的号是 {number}，家里有车")
    page = refused.content.decode()
    assert refused.status_code == 422
    assert "请删掉再交" in page
    assert "家里有车</textarea>" in page
    assert "checked" in page
    assert not Statement.objects.exists()


def test_no_choice_no_objection(client, posting):
    assert "请选一样" in say(client, posting, topic="").content.decode()


def test_after_the_last_day_there_is_another_way(client, posting, monkeypatch):
    at(monkeypatch, "2025-10-04 00:00")
    for answer in (client.get(f"{posting.address}object/"), say(client, posting)):
        assert answer.status_code == 410
        assert "/complain/" in answer.content.decode()
    assert not Statement.objects.exists()


def test_a_machine_cannot_flood_the_township(client, posting):
    for _ in range(20):
        assert say(client, posting).status_code == 302
    refused = say(client, posting)
    assert refused.status_code == 422
    assert "过一会儿" in refused.content.decode()
    assert Statement.objects.count() == 20


def test_a_posting_that_never_was(client, shelf_root):
    assert client.get("/public/99999/object/").status_code == 404
    assert client.get("/public/99999/").status_code == 404
    assert client.get("/public/nonsense/").status_code == 404


class TestLostFolder:
    """The shelf can be deleted by mistake: whoever asks first brings the page back."""

    def test_a_page_comes_back(self, client, posting, shelf_root, monkeypatch):
        import shutil

        monkeypatch.setattr("notices.baked.time.time", lambda: moment("2025-09-28 10:00").timestamp())
        shutil.rmtree(shelf_root)
        monkeypatch.setattr(
            "notices.views.BakedSite",
            lambda app, root: __import__("notices.baked", fromlist=["x"]).BakedSite(
                app, root, clock=lambda: moment("2025-09-28 10:00").timestamp()
            ),
        )
        for address in (
            posting.address,
            f"{posting.address}poster.pdf",
            f"/public/board/{posting.unit_id}/",
            "/public/",
        ):
            assert client.get(address).status_code == 200

    def test_but_not_one_that_is_over(self, client, posting, shelf_root, monkeypatch):
        import shutil

        shutil.rmtree(shelf_root)
        at(monkeypatch, "2025-10-05 10:00")
        assert client.get(posting.address).status_code in (404, 410)


def test_the_village_does_not_read_who_said_what(posting, client):
    say(client, posting)
    village = actor_of(
        posting.scene.stage.officers["赵"], "赵", (moment("2025-09-28 10:00") + timedelta()).date()
    )
    assert village.roles == ("village",)
    event = Case.objects.get().events.get(kind="object")
    assert event.actor_id is None
    assert "家里有小汽车" not in str(event.data)
