"""What is typed while an autosave is under way is saved as well, by itself, and not only at the next edit."""

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from wagtail.models import Page, Site

from policies.models import PolicyIndexPage

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSWORD = "invented-pass-77"
TITLE = "input[name=title]"
LAST = "政策库末"
# The shell takes its first look at the form a while after it opens; edits count from then on.
WATCHED = """document.addEventListener("w-unsaved:watch-edits", () => {
  document.documentElement.dataset.watched = "yes";
});"""


@pytest.fixture
def shelf(transactional_db):
    """A page of the policy library and somebody who writes on it."""
    root = Page.objects.filter(depth=1).first()
    page = root.add_child(
        instance=PolicyIndexPage(title="政策库", slug="law-shelf", introduction="都在这里。")
    )
    Site.objects.update_or_create(is_default_site=True, defaults={"root_page": page, "hostname": "localhost"})
    get_user_model().objects.create_superuser("wen", password=PASSWORD, first_name="小温")
    return page


def test_words_typed_during_an_autosave_are_saved_without_another_edit(shelf, live_server, enter):
    page = enter("wen", PASSWORD)
    page.add_init_script(WATCHED)
    address = reverse("wagtailadmin_pages:edit", args=[shelf.pk])
    page.goto(live_server.url + address)
    page.wait_for_selector("html[data-watched]")
    held, posts = [], []

    def hold_the_first(route):
        if route.request.method != "POST":
            route.continue_()
            return
        posts.append(route.request.post_data)
        # The reply to the first waits until more was typed; the second goes through.
        held.append(route) if len(posts) == 1 else route.continue_()

    page.route(f"**{address}", hold_the_first)
    # The shell may take its first look at the form again while it opens: one goes on typing, as people do.
    for length in range(1, 12):
        page.fill(TITLE, "政策库" + "甲" * length)
        page.wait_for_timeout(1200)
        if held:
            break
    # Typed in the last moment before the reply: the shell has not looked again yet.
    page.fill(TITLE, LAST)
    with page.expect_response(
        lambda answer: answer.request.method == "POST" and LAST in (answer.request.post_data or "")
    ):
        held[0].continue_()

    assert LAST not in posts[0]
    shelf.refresh_from_db()
    assert shelf.get_latest_revision_as_object().title == LAST
    assert shelf.title == "政策库", "a draft, not yet published"
