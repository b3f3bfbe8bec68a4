"""Scenes of a lead: the village saw something, the township deals with it, the county counts."""

from django.urls import reverse

from casework.models import Lead, OfficeEvent
from tests.casework.desk.cast import at

WHERE = "desk_leads"
PHONE = "13800000077"


def file(town, who="张会计", **more):
    words = {"do": "file", "village": town.village.code, "name": "周老汉", "phone": PHONE, "seen": "屋顶漏雨"}
    return town.sit(who, at(3, 2)).post(reverse(WHERE), words | more)


def test_one_lead_is_counted_once_for_its_village(town):
    """HX-4.2c: given one lead, the district's count by village is one."""
    assert file(town).status_code == 302

    page = town.sit("何科长").get(reverse(WHERE))
    assert [(row["village__name"], row["many"]) for row in page.context["counts"]] == [(town.village.name, 1)]
    assert PHONE not in page.content.decode()
    assert PHONE.encode() not in bytes(Lead.objects.get().phone_sealed)


def test_the_township_reads_the_telephone_and_that_is_written_down(town):
    file(town)
    lead = Lead.objects.get()
    liu = town.sit("刘敏")
    assert PHONE not in liu.get(reverse(WHERE)).content.decode()
    assert PHONE in liu.post(reverse(WHERE), {"do": "phone", "lead": lead.pk}).content.decode()
    assert OfficeEvent.objects.filter(kind="lead_phone", data={"lead": str(lead.pk)}).count() == 1


def test_a_lead_is_closed_once_and_with_a_reason(town):
    file(town)
    lead, liu = Lead.objects.get(), town.sit("刘敏")
    assert liu.post(reverse(WHERE), {"do": "close", "lead": lead.pk, "reason": ""}).status_code == 422
    assert liu.post(reverse(WHERE), {"do": "close", "lead": lead.pk, "reason": "搬走了"}).status_code == 302
    assert liu.post(reverse(WHERE), {"do": "close", "lead": lead.pk, "reason": "再来"}).status_code == 422
    lead.refresh_from_db()
    assert lead.reason == "搬走了"


def test_wrong_hands(town):
    file(town)
    lead = Lead.objects.get()
    for who in ("外乡人", "张会计", "何科长"):
        for do in ("close", "phone"):
            answer = town.sit(who).post(reverse(WHERE), {"do": do, "lead": lead.pk, "reason": "不该"})
            assert answer.status_code == 403
    assert file(town, "刘敏").status_code == 403
    assert "周老汉" not in town.sit("外乡人").get(reverse(WHERE)).content.decode()
    lead.refresh_from_db()
    assert lead.closed_at is None


def test_what_was_typed_wrong_comes_back(town):
    answer = file(town, phone="abc12345")
    assert answer.status_code == 422
    assert "屋顶漏雨" in answer.content.decode()
    assert file(town, name="").status_code == 422
    assert not Lead.objects.exists()


def test_a_lead_that_never_was_is_not_found(town):
    for one in ("zzz", ""):
        answer = town.sit("刘敏").post(reverse(WHERE), {"do": "close", "lead": one, "reason": "搬走了"})
        assert answer.status_code == 404
