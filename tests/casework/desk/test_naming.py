"""刘敏 puts a misspelt name right at the desk; the page asks once more and the story tells of it."""

from django.urls import reverse

from casework.models import Case
from tests.casework.desk.acting import press, text
from tests.casework.desk.cast import at


def test_the_acceptor_puts_a_name_right_and_everybody_reads_it(town):
    case = town.lodge(at(3, 2), name="陈桂田")
    press(
        town, case, "刘敏", "correct_name", at(3, 3),
        member="m1", name="程桂田", paper="居民身份证", reason="“程”听成了“陈”",
    )  # fmt: skip

    page = text(town.sit("张会计").get(reverse("desk_case", args=[case.pk])))

    assert "“陈桂田”改成“程桂田”" in page
    assert "照的是居民身份证" in page
    assert Case.objects.get(pk=case.pk).applicant_name == "程桂田"
    assert "程桂田" in text(town.sit("刘敏").get(reverse("desk_queue")))


def test_old_and_new_stand_beside_each_other_before_it_is_done(town):
    case = town.lodge(at(3, 2), name="陈桂田")
    url = reverse("desk_act", args=[case.pk, "correct_name"])
    filled = {"seen": case.seq, "member": "m1", "name": "程桂田", "paper": "户口簿", "reason": "听错了"}

    pause = text(town.sit("刘敏", at(3, 3)).post(url, filled))

    assert "原来写的" in pause
    assert "陈桂田" in pause
    assert "程桂田" in pause
    assert Case.objects.get(pk=case.pk).applicant_name == "陈桂田"


def test_a_name_is_the_acceptors_to_put_right(town):
    case = town.lodge(at(3, 2), name="陈桂田")
    url = reverse("desk_act", args=[case.pk, "correct_name"])

    for name in ("张会计", "陈立", "王镇长", "何科长"):
        assert town.sit(name, at(3, 3)).get(url).status_code == 403
