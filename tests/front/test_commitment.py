"""The commitment on the resident's own phone: read before it is signed, by the applicant alone, in the place's words."""

from datetime import UTC, datetime

import pytest

from policies.models import Unit
from tests.front.household import LI, WANG, Resident
from tests.support.law import lay_law

pytestmark = pytest.mark.django_db


@pytest.fixture
def mountain_village(db):
    lay_law("qinyuan", datetime(2026, 1, 5, tzinfo=UTC))
    township = Unit.objects.filter(jurisdiction__code="qinyuan", level="township").order_by("code").first()
    return Unit.objects.create(
        jurisdiction=township.jurisdiction,
        parent=township,
        level="village",
        code=f"{township.code}901",
        name="石门村",
        short_name="石门村",
    ).code


def signing(resident, village):
    resident.begin()
    resident.tell_household(WANG)
    resident.answer_questions(village)
    return [resident.open(f"/apply/signing/{key}/").content.decode() for key in ("m1", "m2")]


def test_the_applicant_reads_what_he_commits_himself_to_before_he_signs(mountain_village):
    """QY-3.1.1j: the commitment stands above the signature, with its clause."""
    his, hers = signing(Resident(), mountain_village)

    assert f"{LI['name']}承诺" in his
    assert "三（一）1 收入核算" in his
    assert his.index(f"{LI['name']}承诺") < his.index("我同意，签好了")
    assert f"{LI['name']}承诺" not in hers


def test_where_the_document_asks_for_none_none_is_read(village):
    his, _hers = signing(Resident(), village)

    assert "承诺" not in his
