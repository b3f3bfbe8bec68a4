"""Letters and postings in the staff shell: addresses, one line of the menu, and links on the page of a case."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from casework.desk.access import actor_at, has_post, village_only
from casework.desk.case_page import LINKS
from casework.desk.queue import BULK
from casework.models import Case
from notices.case_forms import forms_of
from notices.desk.urls import urlpatterns
from notices.models import Notice, Publication
from policies import queries as law


class NoticesItem(MenuItem):
    """A line that villages do not see."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Show it to the township and the county."""
        actor = actor_at(request)
        return has_post(actor) and not village_only(actor)


@hooks.register("register_admin_urls")
def letter_addresses() -> list[Any]:
    """Hang the letters under `/cms/`."""
    return urlpatterns


@hooks.register("register_admin_menu_item")
def notices_item() -> MenuItem:
    """The letters that wait for service."""
    return NoticesItem(
        _("文书送达"), reverse_lazy("desk_notices"), name="desk-notices", icon_name="mail", order=40
    )


class PostingsItem(MenuItem):
    """A line for everybody who holds a post: the village takes the photos."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Show it to whoever holds a post."""
        return has_post(actor_at(request))


@hooks.register("register_admin_menu_item")
def postings_item() -> MenuItem:
    """The postings that want a photo."""
    return PostingsItem(
        _("公示"), reverse_lazy("desk_postings"), name="desk-postings", icon_name="view", order=35
    )


@hooks.register(BULK)
def print_acceptances(request: HttpRequest, cases: list[Case]) -> tuple[Any, str, frozenset[UUID]] | None:
    """Print the acceptance notices of the cases ticked in the queue; a village prints none."""
    if village_only(actor_at(request)):
        return None
    having = frozenset(case.pk for case in cases if case.known().notice("acceptance") is not None)
    return _("打印打勾的受理告知书"), reverse("desk_acceptances_print"), having


@hooks.register(LINKS)
def papers_of(request: HttpRequest, case: Case) -> Iterator[tuple[str, str, str]]:
    """Yield the papers of a case: its postings with their posters, its letters with their service."""
    for publication in Publication.objects.filter(case=case).select_related("unit").order_by("pk"):
        if publication.withheld:
            yield "alarm", f"{publication.title} {publication.unit.short_name}", _mend(publication)
        yield "posting", f"{publication.get_subject_display()} {publication.title}", publication.address
        if publication.kind == "announcement":
            continue
        yield "posting", str(_("看照片和留底")), reverse("desk_posting", args=[publication.pk])
        yield "posting", str(_("打印 A3 海报（PDF）")), f"{publication.address}poster.pdf"
    if village_only(actor_at(request)):
        return
    for paper in forms_of(law.rulebook(case.version_id).spec):
        yield "papers", paper.title, reverse("desk_form_pdf", args=[case.pk, paper.kind])
    for notice in Notice.objects.filter(case=case).order_by("issued_at"):
        address = reverse("desk_notice", args=[notice.pk])
        yield "service", f"《{notice.title}》{notice.number} {notice.get_state_display()}", address


def _mend(publication: Publication) -> str:
    """Return the desk page of what was withheld: the letter of an announcement, else the posting's own."""
    if publication.notice_id is not None:
        return reverse("desk_notice", args=[publication.notice_id])
    return reverse("desk_posting", args=[publication.pk])
