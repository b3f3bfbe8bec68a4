"""Scenes of the commitment at the window: on the printed form, before the acceptor, and never passed over."""

import io

import pytest
from django.urls import reverse
from pypdf import PdfReader

from casework.models import Event
from tests.casework.desk.acting import text
from tests.casework.desk.cast import at, build


@pytest.fixture
def mountain(db, wall_clock):
    return build(wall_clock, "qinyuan")


def url(case):
    return reverse("desk_act", args=[case.pk, "accept"])


def test_the_acceptor_says_that_the_applicant_signed_it(mountain):
    """QY-3.1.1j: the applicant's commitment is signed before the application is accepted, and that stands on record."""
    case = mountain.lodge(at(3, 2), signed=())
    liu = mountain.sit("刘敏", at(3, 3))
    assert "三(一)1 收入核算" in text(liu.get(url(case)))

    refused = liu.post(url(case), {"seen": case.seq})

    assert refused.status_code == 422
    assert "承诺还没有签，不能收下" in text(refused)
    liu.post(url(case), {"seen": case.seq, "committed": "on"})
    assert Event.objects.get(case=case, kind="accept").data == {"committed": True}


def test_who_signed_the_application_is_not_asked_again(mountain):
    case = mountain.lodge(at(3, 2))
    liu = mountain.sit("刘敏", at(3, 3))

    assert "committed" not in text(liu.get(url(case)))
    liu.post(url(case), {"seen": case.seq})
    assert Event.objects.get(case=case, kind="accept").data == {}


def test_several_at_once_stop_at_the_one_that_owes_it(mountain):
    signed, owing = mountain.lodge(at(3, 2), name="甲户"), mountain.lodge(at(3, 2), name="乙户", signed=())
    liu = mountain.sit("刘敏", at(3, 3))
    for case in (signed, owing):
        liu.get(reverse("desk_case", args=[case.pk]))
    ticks = [f"{case.pk}:{Event.objects.filter(case=case).count()}" for case in (signed, owing)]

    page = liu.post(reverse("desk_batch"), {"verb": "accept", "case": ticks, "sure": "yes"}, follow=True)

    assert owing.number in text(page)
    assert "承诺" in text(page)
    assert Event.objects.filter(case=owing, kind="accept").count() == 0
    assert Event.objects.filter(case=signed, kind="accept").count() == 1


def printed(town, case):
    answer = town.sit("刘敏", at(3, 3)).get(reverse("desk_form_pdf", args=[case.pk, "application"]))
    pages = PdfReader(io.BytesIO(answer.content)).pages
    return "".join(page.extract_text() for page in pages).replace("\n", "").replace(" ", "")


def test_it_is_printed_on_the_application_and_signed_with_it(mountain, shelf_root):
    """QY-3.1.1j: title, words and clause stand above the one line for the applicant's signature."""
    said = printed(mountain, mountain.lodge(at(3, 2)))

    assert (
        said.index("承诺书")
        < said.index("李桂田承诺：")
        < said.index("三（一）1收入核算")
        < said.index("申请人签名")
    )


def test_where_the_document_asks_for_none_none_is_printed(town, shelf_root):
    assert "承诺" not in printed(town, town.lodge(at(3, 2)))
