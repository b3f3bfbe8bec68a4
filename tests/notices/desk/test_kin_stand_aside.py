"""Kin stand aside everywhere, under whichever record: no list, count, search, letter, posting or file of the household is theirs."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from casework import actions, outbox
from casework.desk.urls import urlpatterns as casework_urls
from casework.models import OfficeEvent, Officer
from casework.rules.refusal import StepRefused
from casework.rules.roles import Actor
from notices import actions as notice_actions
from notices.desk.urls import urlpatterns as notices_urls
from notices.models import Notice, PostingPhoto, Publication, ServiceAttempt
from policies.files import parts_of_bytes
from tests.casework.desk.cast import at
from tests.front.household import photo

pytestmark = pytest.mark.django_db
KIN, OTHER_RECORD = "陈立", "全能"
SAID = "他家买了车"


@pytest.fixture
def case(town):
    """Posted, objected to, refused; its letter waits and one attempt at serving it was made. 陈立 is kin."""
    found = town.lodge(at(3, 2), emergency=True)
    town.bring_to_approval(found)
    actions.object_(case=found.pk, actor=Actor(), at=at(3, 11), words=SAID)
    town.do("appraise", found, "赵强", at(3, 12), who=[str(town.officers["赵强"].pk)], approves=1, rejects=0)
    town.do("close_objection", found, "赵强", at(3, 12, 11), outcome="upheld")
    town.do("refuse", found, "王镇长", at(3, 13), reason="家里买了车")
    while outbox.drain(now=at(3, 13)):
        pass
    letter = Notice.objects.get(case=found, kind="refusal")
    two = [str(town.officers[name].pk) for name in ("赵强", "刘敏")]
    town.sit("赵强", at(3, 14)).post(
        f"/cms/desk/notice/{letter.pk}/serve/direct/",
        {"servers": two, "place": "青石村", "reason": "家里没有人"},
    )
    officer = str(town.officers[KIN].pk)
    town.do(
        "declare_relative",
        found,
        "何科长",
        at(3, 14),
        officer=officer,
        member="m1",
        relation="其他要回避的亲戚",
    )
    Officer.objects.filter(name__in=[KIN, OTHER_RECORD]).update(phone_index="one telephone")
    town.clock.set(at(3, 15))
    return found


def lists():
    """Return every address of the desk that names no case."""
    return [f"/cms/{one.pattern}" for one in (*casework_urls, *notices_urls) if "<" not in str(one.pattern)]


def text(answer):
    """What an answer says, be it a page or a paper."""
    if answer.headers["Content-Type"].startswith("text/html"):
        return answer.content.decode()
    return "".join(part.text for part in parts_of_bytes("answer", answer.getvalue()))


@pytest.mark.parametrize("who", [KIN, OTHER_RECORD])
def test_no_list_count_or_search_tells_them_of_the_household(town, case, who):
    """QY-4.2a: in every list of the desk, the search too."""
    client, colleague = town.sit(who), town.sit("赵强")
    seen = ""
    for address in [
        *lists(),
        "/cms/desk/?q=李桂田",
        "/cms/desk/cases/?q=李桂田",
        reverse("wagtailadmin_home"),
    ]:
        page = text(client.get(address))
        assert "李桂田" not in page.replace('value="李桂田"', "").replace("“李桂田”", ""), address
        assert case.number not in page, address
        assert SAID not in page, address
        seen += text(colleague.get(address))
    for words in ("李桂田", case.number, SAID):
        assert words in seen


def papers(case):
    letter, posting = Notice.objects.get(case=case, kind="refusal"), Publication.objects.get(case=case)
    return (
        f"/cms/desk/notice/{letter.pk}/serve/direct/",
        f"/cms/desk/notice/{letter.pk}/proof/",
        f"/cms/desk/posting/{posting.pk}/",
    )


@pytest.mark.parametrize(
    ("who", "status", "code"),
    [(KIN, 403, "relative"), (OTHER_RECORD, 403, "relative"), ("外乡人", 404, "scope")],
)
def test_what_the_wrong_hand_sends_to_letters_and_postings_leaves_only_the_refusal(
    town, case, who, status, code
):
    sent = {"do": "close", "taken_on": "2026-03-15", "kind": "photo", "place": "青石村", "reason": SAID}
    client = town.sit(who)
    attempts = ServiceAttempt.objects.count()

    for number, address in enumerate(papers(case), start=1):
        files = {
            name: SimpleUploadedFile("a.jpg", photo().read(), "image/jpeg") for name in ("photo", "file")
        }
        refused = client.post(address, sent | files)

        assert refused.status_code == status, address
        lines = OfficeEvent.objects.filter(kind="refused")
        assert lines.count() == number
        assert (lines.first().case, lines.first().data["code"]) == (case, code)
        assert SAID not in str(lines.first().data)

    assert ServiceAttempt.objects.count() == attempts
    assert not PostingPhoto.objects.exists()
    assert Publication.objects.get(case=case).done_at is None


@pytest.mark.parametrize("who", [KIN, OTHER_RECORD, "外乡人"])
def test_the_acts_themselves_refuse_what_the_pages_do_not_show(town, case, who):
    actor, attempt = town.actor(who, at(3, 15).date()), ServiceAttempt.objects.get()
    posting = Publication.objects.get(case=case)

    with pytest.raises(StepRefused):
        notice_actions.add_proof(attempt=attempt, kind="photo", file=photo(), actor=actor, at=at(3, 15))
    with pytest.raises(StepRefused):
        notice_actions.add_posting_photo(
            publication=posting.pk, file=photo(), taken_on=at(3, 15).date(), actor=actor, at=at(3, 15)
        )
    with pytest.raises(StepRefused):
        notice_actions.close_posting(publication=posting.pk, actor=actor, at=at(3, 15))

    assert not attempt.proofs.exists()
