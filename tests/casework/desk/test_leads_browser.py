"""The village files a lead on a telephone and fills in its application, in a real browser, read by axe on the way."""

import pytest
from django.urls import reverse

from casework.models import Lead
from tests.casework.desk.cast import PASSWORD, at, build
from tests.casework.desk.leading import PHONE, SEEN, filed, turn
from tests.casework.desk.test_large_browser import WIDER
from tests.support.accessibility import barriers

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def town(transactional_db, wall_clock):
    standing = build(wall_clock)
    standing.clock.set(at(3, 3))
    return standing


STANDS = """() => [...document.querySelectorAll('.messages > ul')]
  .every((list) => getComputedStyle(list).opacity === '1')"""
"""The shell fades its messages in: half of the way nothing is dark enough to be read."""


def read(page):
    """What axe has against the page, and whether it runs over the edge of the telephone."""
    page.wait_for_function(STANDS)
    main = "() => document.documentElement.scrollWidth > document.documentElement.clientWidth + 1"
    wide = WIDER if "/cms/" in page.url else main
    return [*barriers(page), *(["wide"] if page.evaluate(wide) else [])]


def test_a_lead_goes_from_the_doorstep_into_the_form_without_a_word_typed_twice(town, live_server, enter):
    """YC-3.1.3: name, telephone and what was seen stand in the form; an impatient press files one lead."""
    small = {"viewport": {"width": 360, "height": 740}, "reduced_motion": "reduce"}
    page = enter("张会计", PASSWORD, **small, bypass_csp=True)
    page.goto(live_server.url + reverse("desk_leads"))
    assert not read(page)

    page.get_by_label("姓名").fill("周老汉")
    page.get_by_label("电话").fill(PHONE)
    page.get_by_label("看到的情况").fill(SEEN)
    page.get_by_role("radio", name="不是").check()
    page.get_by_role("button", name="报给乡镇").dblclick()
    page.get_by_role("link", name="转成申请 周老汉").wait_for()
    assert Lead.objects.get().seen == SEEN
    assert not read(page)

    page.get_by_role("link", name="转成申请 周老汉").click()
    page.get_by_role("button", name="开始填申请").click()
    page.get_by_role("alert").get_by_text("他本人同意申请、同意核对吗").wait_for()
    assert not read(page)

    for group, answer in (("他本人同意", "同意"), ("您和他家", "不是"), ("为什么代办", "年纪大")):
        page.get_by_role("group", name=group).get_by_role("radio", name=answer, exact=True).check()
    page.get_by_role("checkbox", name="委托书").check()
    page.get_by_role("button", name="开始填申请").click()
    page.wait_for_url("**/apply/")
    assert SEEN in page.inner_text("main")
    assert not read(page)

    page.goto(f"{live_server.url}/apply/household/new/")
    assert page.get_by_label("姓名").input_value() == "周老汉"
    assert page.get_by_label("联系电话").input_value() == PHONE
    page.goto(live_server.url + reverse("desk_leads"))
    assert page.get_by_role("link", name="接着填申请 周老汉").is_visible()


def test_doubles_and_what_nobody_may_deal_with_are_settled_on_a_telephone(town, live_server, enter):
    first, _double = filed(town), filed(town, urgent="on")
    stuck = filed(town, name="钱大娘", related="yes")
    for name in ("刘敏", "全能"):
        town.sit(name, at(3, 3)).post(reverse("desk_leads"), {"do": "aside", "lead": stuck.pk})
    turn(town, first, "张会计")
    small = {"viewport": {"width": 360, "height": 740}, "reduced_motion": "reduce"}

    page = enter("刘敏", PASSWORD, **small, bypass_csp=True)
    page.goto(live_server.url + reverse("desk_leads"))
    assert not read(page)
    page.get_by_role("button", name="是同一家，并到这一件").click()
    page.get_by_text("并到那一件了").wait_for()
    page.goto(live_server.url + reverse("desk_leads") + "?done=1")
    assert not read(page)
    assert Lead.objects.filter(onto=None).count() == 2

    page = enter("何科长", PASSWORD, **small, bypass_csp=True)
    page.goto(live_server.url + reverse("desk_leads"))
    assert not read(page)
    page.get_by_role("button", name="指派").click()
    page.get_by_role("alert").get_by_text("还没有选").wait_for()
    assert not read(page)
    page.get_by_label("指派给").select_option(index=1)
    page.get_by_role("button", name="指派").click()
    page.get_by_text("他现在看得到这一条").wait_for()
    stuck.refresh_from_db()
    assert stuck.assigned == town.officers["外乡人"]
