"""Before a draft takes force: what is wrong, what changes, whom it touches, what households get; then publish or go back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from policies.actions.drafts import draft_of, objections, writers
from policies.models import DraftApproval, Programme
from policies.rules.programme import SpecError
from policies.rules.succession import SuccessionError
from policies.rules.validator import NotPublishable
from policies.step_up import step_up
from policies.studio import personas, previews
from policies.studio.differences import compare
from policies.studio.touches import touched

CHANGE, PUBLISH = "policies.change_programme", "policies.publish_programme"
LOCKED = _("这份草稿正锁着（在审，或者别人在改），现在不能动它。")


class ReviewView(WagtailAdminTemplateMixin, TemplateView):
    """One page that a publisher reads before he signs, and from where an earlier version comes back."""

    template_name = "policies/studio/review.html"
    page_title = _("看影响、发布")
    header_icon = "view"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Let in who may change programmes."""
        if not isinstance(request.user, User) or not request.user.has_perm(CHANGE):
            raise PermissionDenied
        self.user = request.user
        rows = Programme.objects.select_related("jurisdiction", "latest_revision", "live_revision")
        self.programme = get_object_or_404(rows, pk=kwargs["pk"])
        self.draft = self.programme.get_latest_revision_as_object()
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        return str(self.draft)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Return the way back to the form."""
        return [
            {"url": reverse("wagtailsnippets_policies_programme:list"), "label": _("救助项目")},
            {"url": _edit(self.programme), "label": str(self.programme)},
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        revision = self.programme.latest_revision
        versions = list(self.programme.versions.select_related("author", "publisher").order_by("-number"))
        against = objections(self.draft, revision, self.user)
        written = writers(self.programme, revision) if revision else []
        return super().get_context_data(
            programme=self.programme,
            draft=self.draft,
            versions=versions,
            writers=[one.get_full_name() or one.get_username() for one in written],
            differences=self._differences(versions[0].data if versions else {}),
            touches=touched(self.programme),
            rows=personas.table(self.draft),
            parts=personas.NAMES,
            against=against,
            may_publish=self.user.has_perm(PUBLISH) and revision is not None and not against,
            edit=_edit(self.programme),
            hour=revision.approved_go_live_at if revision else None,
            now=timezone.now(),
            **kwargs,
        )

    def _differences(self, before: dict[str, Any]) -> tuple[Any, ...] | None:
        """Return what differs from the version in force; None while the draft cannot be read."""
        try:
            return compare(before, self.draft.draft_body())
        except SpecError:
            return None

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Publish, agree to the households, or lay an earlier version into the draft."""
        act = {"publish": self._publish, "agree": self._agree, "revert": self._revert}
        do = act.get(request.POST.get("do", ""))
        if do is None:
            return redirect(request.path)
        return do(request)

    def _publish(self, request: HttpRequest) -> HttpResponse:
        if not self.user.has_perm(PUBLISH) or self.programme.latest_revision is None:
            raise PermissionDenied
        if str(self.programme.latest_revision_id) != request.POST.get("seen"):
            messages.error(request, _("您看的这份草稿刚刚又改过了。请重新看一遍再发布。"))
            return redirect(request.path)
        step_up(request, timezone.now(), act="publish")
        try:
            self.programme.latest_revision.publish(user=self.user)
        except (NotPublishable, SuccessionError) as refused:
            messages.error(request, str(refused))
            return redirect(request.path)
        later = DraftApproval.objects.filter(revision=self.programme.latest_revision_id).exists()
        said = (
            _("同意了，到点自动生效。")
            if later
            else _("发布了。机器人、网页、明白纸已经一起换成新的一版；在办的件还用原来那一版。")
        )
        messages.success(request, said)
        return redirect(request.path)

    def _agree(self, request: HttpRequest) -> HttpResponse:
        if self._locked(request):
            return redirect(request.path)
        personas.agree(self.draft)
        self.draft.save_revision(user=self.user, clean=False, log_action=True)
        messages.success(request, _("记下了：样板家庭现在的结果就是想要的结果。"))
        return redirect(request.path)

    def _revert(self, request: HttpRequest) -> HttpResponse:
        asked = request.POST.get("version", "")
        version = get_object_or_404(
            self.programme.versions, pk=asked if asked.isascii() and asked.isdigit() else 0
        )
        if self._locked(request):
            return redirect(request.path)
        draft_of(version, user=self.user)
        messages.success(
            request, _("第 %(number)d 版放进草稿了。请另一位同事看过以后发布。") % {"number": version.number}
        )
        return redirect(request.path)

    def _locked(self, request: HttpRequest) -> bool:
        lock = self.programme.get_lock()
        locked = bool(lock and lock.for_user(self.user))
        if locked:
            messages.error(request, LOCKED)
        return locked


def choose_household(request: HttpRequest, key: str) -> HttpResponse:
    """Look at drafts with the eyes of another household from now on, and go back to where one was."""
    request.session[previews.SESSION_KEY] = personas.household(key).key
    back = request.META.get("HTTP_REFERER", "")
    safe = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    return redirect(back if safe else reverse("wagtailsnippets_policies_programme:list"))


def _edit(programme: Programme) -> str:
    return reverse("wagtailsnippets_policies_programme:edit", args=[programme.pk])
