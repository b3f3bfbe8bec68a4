"""What the scenes of a lead share: filing one, looking at the page, making its application."""

from datetime import date
from uuid import uuid4

from django.urls import reverse

from casework.actions.leads import turn_lead
from casework.models import Case, Lead, LeadFiling
from casework.rules.lodgement import LodgementDraft
from policies.rules.identity import demo_id
from tests.casework.desk.acting import text
from tests.casework.desk.cast import at

KIN = demo_id("770101", date(1950, 3, 4), 77)


WHERE = "desk_leads"
PHONE = "13800000077"
SEEN = "屋顶漏雨，一个人过"


def file(town, who="张会计", when=None, **more):
    words = {"do": "file", "key": uuid4(), "village": town.village.code, "name": "周老汉", "phone": PHONE}
    words |= {"seen": SEEN, "related": "no"}
    return town.sit(who, when or at(3, 2)).post(reverse(WHERE), words | more)


def filed(town, **more):
    key = uuid4()
    assert file(town, key=key, **more).status_code == 302
    return Lead.objects.get(pk=key)


def look(town, who, query=""):
    return text(town.sit(who).get(reverse(WHERE) + query))


def application(town, **more):
    """周老汉's application, as the form hands it over."""
    typed = {"place": town.place, "programme": "dibao", "village": town.village.code, "channel": "web"}
    said = {"members": town.family("周老汉")[:1], "supplied": "all", "signed": "all", "authorised": "all"}
    return LodgementDraft(**typed | said | more)


def turn(town, lead, who, when=None, **more):
    when = when or at(3, 4)
    said = {"reason": "不识字", "evidence": "委托书", "actor": town.actor(who, when.date()), "at": when}
    return turn_lead(lead=lead.pk, draft=application(town, **more), **said)


def state():
    """What a wrong hand could have changed."""
    rows = [list(model.objects.order_by("pk").values()) for model in (Lead, LeadFiling, Case)]
    return rows, list(Lead.barred.through.objects.values("lead", "officer"))
