"""Duties that the documents name and the desk shows: one queue, a name behind every step, a county that only looks."""

from django.urls import reverse

from casework.models import CaseLook, Event
from tests.casework.desk.cast import at


def test_whatever_door_and_whatever_programme_it_is_one_queue(town):
    """YC-5.1a, YI-3c: one window for the chat, the site and the counter."""
    chat = town.lodge(at(3, 2), name="甲一", channel="bot")
    site = town.lodge(at(3, 2), name="乙二", channel="web", programme="tekun")
    window = town.lodge(at(3, 2), name="丙三", channel="window", programme="temporary")

    page = town.sit("刘敏", at(3, 3)).get(reverse("desk_queue"))

    assert {row.number for row in page.context["rows"]} == {chat.number, site.number, window.number}


def test_behind_every_step_stands_who_did_it_and_when_under_which_clause(town):
    """SY-3.1, HX-4.4g, YI-2.4g: the doer answers for the step, and every step can be traced back."""
    case = town.lodge(at(3, 2))
    town.bring_to_approval(case)
    town.do("confirm", case, "王镇长", at(3, 18), amount=102000)

    kept = {event.kind: event for event in Event.objects.filter(case=case).select_related("actor")}
    who = {kind: str(kept[kind].actor) for kind in ("accept", "visit", "first_opinion", "confirm")}
    assert who == {"accept": "刘敏", "visit": "陈立", "first_opinion": "赵强", "confirm": "王镇长"}
    assert all(kept[kind].clause for kind in who)
    page = town.sit("何科长", at(3, 19)).get(reverse("desk_case", args=[case.pk]))
    lines = [(line.who, line.at) for line in page.context["timeline"]]
    assert {(who[kind], kept[kind].at) for kind in who} <= set(lines)


def test_the_county_reads_every_case_and_decides_none(town):
    """YC-3.3.2: supervised and guided from above; that it was opened is kept."""
    case = town.lodge(at(3, 2))
    town.bring_to_approval(case)
    county = town.sit("何科长", at(3, 18))

    assert county.get(reverse("desk_case", args=[case.pk])).status_code == 200
    assert CaseLook.objects.filter(case=case, officer=town.officers["何科长"]).exists()
    answer = county.post(reverse("desk_act", args=[case.pk, "confirm"]), {"amount": "1020", "sure": "yes"})
    assert answer.status_code == 403
    case.refresh_from_db()
    assert case.known().decision is None


def test_the_days_of_the_month_stand_on_the_home_page(town):
    """SY-5a: by the tenth; 10 May 2026 is a Sunday, the make-up Saturday before it is worked."""
    for name in ("何科长", "刘敏"):
        page = town.sit(name, at(5, 6)).get(reverse("wagtailadmin_home"))
        assert '<time datetime="2026-05-09">' in page.content.decode()
        assert "每月发放日" in page.content.decode()
