"""Policy pages: one document a page, in plain words first, with the live rules of its programmes beside it."""

# Wagtail ships no types, so the plugin cannot see that a page is a model.
# mypy: disable-error-code="var-annotated,django-manager-missing"

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page, Revision
from wagtail.search import index

from policies.models.places import Jurisdiction
from policies.models.programmes import Programme
from policies.rules.page_duties import SECTIONS, Freshness, freshness, missing_sections
from policies.rules.validator import NotPublishable
from policies.studio.page_forms import PolicyPageForm
from policies.write_wall import Guarded

PLAIN_FEATURES = ["bold", "ol", "ul", "link"]


class PolicyIndexPage(Guarded, Page):
    """The policy library: all policy pages of the place, those in force first."""

    introduction = models.CharField(_("开头一句"), max_length=200, blank=True)

    content_panels = [*Page.content_panels, FieldPanel("introduction")]
    subpage_types = ["policies.PolicyPage"]
    template = "policies/policy_index_page.html"

    class Meta:
        verbose_name = _("政策库")
        verbose_name_plural = _("政策库")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Give the template the live pages of today, expired ones last."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        today = timezone.localdate()
        pages = PolicyPage.objects.child_of(self).live().public().order_by("-effective_from", "title")
        context["policies"] = sorted(pages, key=lambda page: page.expired_on(today))
        context["today"] = today
        return context


class PolicyPage(Guarded, Page):
    """One policy: number, issuer, dates of force; who, what, how, whom to ask; and the rules that run."""

    jurisdiction = models.ForeignKey(
        Jurisdiction, on_delete=models.PROTECT, related_name="+", verbose_name=_("地方")
    )
    document_number = models.CharField(_("文号"), max_length=80, blank=True)
    issuer = models.CharField(_("发布机关"), max_length=100)
    issued_on = models.DateField(_("发布日期"), null=True, blank=True)
    effective_from = models.DateField(_("生效日"))
    effective_until = models.DateField(
        _("失效日"), null=True, blank=True, help_text=_("文件没有写有效期的,空着。")
    )
    one_sentence = models.CharField(
        _("一句话说清楚"), max_length=120, help_text=_("例如:家里人均收入低于低保标准的,每月发一笔生活费。")
    )
    who_may = RichTextField(
        _("谁能领"),
        features=PLAIN_FEATURES,
        help_text=_("例如:户口在本县、家里人均收入低于低保标准、财产符合规定的家庭。"),
    )
    what_you_get = RichTextField(
        _("给多少、给什么"),
        features=PLAIN_FEATURES,
        help_text=_("例如:按差额每月发钱;住院的另有一次性救助。"),
    )
    how_to_apply = RichTextField(
        _("怎么办"),
        features=PLAIN_FEATURES,
        help_text=_("例如:1. 到镇里窗口、网上或者请村里代办;2. 两个人上门看;3. 公示;4. 给信。"),
    )
    whom_to_ask = RichTextField(
        _("问谁"), features=PLAIN_FEATURES, help_text=_("写窗口和电话,例如:镇便民中心 0000-1234567。")
    )
    original = models.ForeignKey(
        "wagtaildocs.Document",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("原文"),
    )
    review_by = models.DateField(
        _("几号前再看一遍"),
        null=True,
        blank=True,
        help_text=_("到了这天,写的人和县里的首页会变黄提醒。空着:发布满一年提醒。"),
    )
    programmes = ParentalManyToManyField(
        Programme, blank=True, related_name="policy_pages", verbose_name=_("这份文件管的项目")
    )

    base_form_class = PolicyPageForm
    content_panels = [
        HelpPanel(template="policies/studio/page_freshness.html"),
        *Page.content_panels,
        FieldPanel("one_sentence"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("jurisdiction"), FieldPanel("document_number")]),
                FieldRowPanel([FieldPanel("issuer"), FieldPanel("issued_on")]),
                FieldRowPanel([FieldPanel("effective_from"), FieldPanel("effective_until")]),
                FieldPanel("original"),
            ],
            heading=_("文件"),
        ),
        FieldPanel("who_may"),
        FieldPanel("what_you_get"),
        FieldPanel("how_to_apply"),
        FieldPanel("whom_to_ask"),
        FieldPanel("programmes"),
        FieldPanel("review_by"),
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("one_sentence"),
        index.SearchField("document_number"),
        index.SearchField("how_to_apply"),
    ]
    parent_page_types = ["policies.PolicyIndexPage"]
    subpage_types: list[str] = []
    template = "policies/policy_page.html"

    class Meta:
        verbose_name = _("政策")
        verbose_name_plural = _("政策")

    def clean(self) -> None:
        """Refuse a policy that ends before it begins."""
        super().clean()
        if self.effective_until and self.effective_from and self.effective_until < self.effective_from:
            raise ValidationError({"effective_until": _("失效日不能早于生效日。")})

    def expired_on(self, day: date) -> bool:
        """Say whether the document itself is no longer in force on that day."""
        return self.effective_until is not None and day > self.effective_until

    def freshness(self, day: date) -> Freshness:
        """Say whether the page has to be looked at again on that day."""
        seen = self.last_published_at
        return freshness(
            day,
            review_by=self.review_by,
            until=self.effective_until,
            seen=timezone.localdate(seen) if seen else None,
        )

    @property
    def freshness_today(self) -> Freshness:
        """The same for today, for templates."""
        return self.freshness(timezone.localdate())

    def lacking(self) -> dict[str, str]:
        """Return a sentence for every section in which nothing stands, by its field (HX-8.5)."""
        texts = {name: getattr(self, name) or "" for name in SECTIONS}
        return {
            name: gettext("“%(field)s”还空着：发布的政策页要写明%(what)s。")
            % {"field": _called(name), "what": SECTIONS[name]}
            for name in missing_sections(texts)
        }

    def publish(self, revision: Revision, *args: Any, **kwargs: Any) -> None:
        """Publish a draft of the page, or refuse it with every empty section (`NotPublishable`)."""
        if empty := revision.as_object().lacking():
            raise NotPublishable("".join(empty.values()))
        super().publish(revision, *args, **kwargs)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Give the template the rules in force today, read through the same door as everything that runs."""
        from policies import queries

        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        today = timezone.localdate()
        context["today"] = today
        context["expired"] = self.expired_on(today)
        context["rules"] = [
            queries.live_rules(programme, today)
            for programme in self.programmes.select_related("jurisdiction")
        ]
        return context


def _called(name: str) -> str:
    field = PolicyPage._meta.get_field(name)
    assert isinstance(field, models.Field)
    return str(field.verbose_name)
