"""A tenth programme, made by two people in a real browser, and found again at every door; no file of code is touched."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group, User
from django.utils import timezone

from intake_bot.dialogue.trying import try_sentence
from intake_bot.queries import script_for
from policies.actions.calendar import load_calendar
from policies.actions.pack_files import read_pack
from policies.actions.packs import load_pack
from policies.actions.parameters import set_parameter
from policies.models import Jurisdiction, Programme, Unit
from policies.queries import live_rules
from policies.studio import previews
from tests.notices.scene import moment
from tests.support.second_factor import confirm_in, tie_phone

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WORDS = "没带也能先收件，九天内补上就行。"
PASSWORD = "a long enough secret"


@pytest.fixture
def county(db) -> Jurisdiction:
    """Shangyu with a village, an editor and a publisher."""
    load_calendar()
    load_pack(pack=read_pack("shangyu"), at=moment("2025-03-03 12:00"))
    place = Jurisdiction.objects.get(code="shangyu")
    set_parameter(place=place, key="standard", value="1000.00", clause="演示", reason="演示")
    town = Unit.objects.filter(jurisdiction=place, level="township").first()
    Unit.objects.create(
        jurisdiction=place,
        parent=town,
        level="village",
        code=f"{town.code}001",
        name="青石村",
        short_name="青石",
    )
    for name, group in (("wen", "编辑"), ("lu", "发布人")):
        user = User.objects.create_user(name, password=PASSWORD)
        user.groups.add(Group.objects.get(name=group))
    return place


def test_a_tenth_programme_is_added_through_the_staff_shell_alone(county, live_server, enter, rf):
    source = Programme.objects.get(jurisdiction=county, code="dibao")
    editor = enter("wen", PASSWORD)
    editor.goto(f"{live_server.url}/cms/snippets/policies/programme/copy/{source.pk}/")
    editor.fill("input[name=name]", "演示采暖补助")
    editor.fill("input[name=code]", "heating")
    editor.fill("input[name=short]", "采暖补助")
    editor.locator("[role=tab]", has_text="材料").click()
    _open_first_material(editor)
    editor.locator("textarea[name='materials-0-value-without']").fill(WORDS)
    editor.get_by_role("button", name="保存草稿").first.click()
    editor.wait_for_url(lambda address: "/edit/" in address)
    made = Programme.objects.get(jurisdiction=county, code="heating")
    assert not made.versions.exists()

    publisher = enter("lu", PASSWORD)
    publisher.goto(f"{live_server.url}/cms/studio/{made.pk}/review/")
    assert publisher.get_by_role("button", name="发布", exact=True).count() == 0
    publisher.get_by_role("button", name="我看过了").click()
    publisher.get_by_role("button", name="发布", exact=True).click()
    confirm_in(publisher, tie_phone(User.objects.get(username="lu")))
    publisher.get_by_text("第 1 版").first.wait_for()
    version = made.versions.get()
    assert (version.author.username, version.publisher.username) == ("wen", "lu")

    page = enter("wen", PASSWORD)
    page.goto(f"{live_server.url}/policy/of/shangyu/heating/")
    assert "演示采暖补助" in page.content()
    assert "九天内补上就行" in page.content()
    page.goto(f"{live_server.url}/policy/")
    assert page.get_by_text("演示采暖补助").count() >= 1
    _every_door_follows(made, rf)


def _open_first_material(page) -> None:
    """Unfold the first material of the tab, whose blocks are shut to begin with."""
    field = page.locator("textarea[name='materials-0-value-without']")
    field.wait_for(state="attached")
    if not field.is_visible():
        page.locator(
            "#panel-child-材料-materials-content [data-panel-toggle], [id$='materials-content'] [data-panel-toggle]"
        ).first.click()
    field.wait_for(state="visible")


def _every_door_follows(made: Programme, rf) -> None:
    """The chat offers it; form, steps, letters and roster of the published version say what was written."""
    said = try_sentence(
        "采暖补助要带什么", hidden=False, script=script_for("web", timezone.now()), now=timezone.now()
    )
    assert (said.reading.about, said.reading.match.intent) == ("heating", "materials")
    assert "采暖补助" in said.replies[-1].text
    published = Programme.objects.get(pk=made.pk)
    request = rf.get("/")
    request.session = {}
    shown = {mode: previews.show(published, request, mode).content.decode() for mode, _ in previews.modes()}
    assert "演示采暖补助" in shown["papers"]
    assert "采暖补助" in shown["roster"]
    assert "第 1 问" in shown["chat"]
    assert "九天内补上就行" in shown["sheet"]
    assert "整件办结" in shown["clock"]
    first = live_rules(published, timezone.localdate()).spec.questions[0]
    # The pages set Chinese type: a half-width question mark becomes a full one.
    assert first.ask.partition("?")[0] in shown["form"]


def test_what_is_typed_is_in_the_chat_beside_it_without_being_saved(county, live_server, enter):
    programme = Programme.objects.get(jurisdiction=county, code="dibao")
    page = enter("wen", PASSWORD)
    page.goto(f"{live_server.url}/cms/snippets/policies/programme/edit/{programme.pk}/")
    page.locator(
        "[data-side-panel-toggle=preview], [aria-label='切换预览'], [data-side-panel=preview]"
    ).first.wait_for(state="attached")
    page.evaluate("document.querySelector('[data-side-panel-toggle=\"preview\"]').click()")
    frame = page.frame_locator("[data-side-panel=preview] iframe").first
    frame.locator("#talk").wait_for()
    page.locator("[role=tab]", has_text="材料").click()
    _open_first_material(page)
    name = page.locator("input[name='materials-0-value-name']")
    name.fill("演示用的新名字")
    frame.locator("#talk", has_text="演示用的新名字").wait_for()
