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
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index

from policies.models.places import Jurisdiction
from policies.models.programmes import Programme
from policies.write_wall import Guarded

PLAIN_FEATURES = ["bold", "ol", "ul", "link"]


class PolicyIndexPage(Guarded, Page):
    """The policy library: all policy pages of the place, those in force first."""

    introduction = models.CharField("开头一句", max_length=200, blank=True)

    content_panels = [*Page.content_panels, FieldPanel("introduction")]
    subpage_types = ["policies.PolicyPage"]
    template = "policies/policy_index_page.html"

    class Meta:
        verbose_name = "政策库"
        verbose_name_plural = "政策库"

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
        Jurisdiction, on_delete=models.PROTECT, related_name="+", verbose_name="地方"
    )
    document_number = models.CharField("文号", max_length=80, blank=True)
    issuer = models.CharField("发布机关", max_length=100)
    issued_on = models.DateField("发布日期", null=True, blank=True)
    effective_from = models.DateField("生效日")
    effective_until = models.DateField("失效日", null=True, blank=True, help_text="文件没有写有效期的,空着。")
    one_sentence = models.CharField(
        "一句话说清楚", max_length=120, help_text="例如:家里人均收入低于低保标准的,每月发一笔生活费。"
    )
    who_may = RichTextField("谁能领", features=PLAIN_FEATURES)
    what_you_get = RichTextField("给多少、给什么", features=PLAIN_FEATURES)
    how_to_apply = RichTextField("怎么办", features=PLAIN_FEATURES)
    whom_to_ask = RichTextField("问谁", features=PLAIN_FEATURES)
    original = models.ForeignKey(
        "wagtaildocs.Document",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="原文",
    )
    review_by = models.DateField("几号前再看一遍", null=True, blank=True)
    programmes = ParentalManyToManyField(
        Programme, blank=True, related_name="policy_pages", verbose_name="这份文件管的项目"
    )

    content_panels = [
        *Page.content_panels,
        FieldPanel("one_sentence"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("jurisdiction"), FieldPanel("document_number")]),
                FieldRowPanel([FieldPanel("issuer"), FieldPanel("issued_on")]),
                FieldRowPanel([FieldPanel("effective_from"), FieldPanel("effective_until")]),
                FieldPanel("original"),
            ],
            heading="文件",
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
        verbose_name = "政策"
        verbose_name_plural = "政策"

    def clean(self) -> None:
        """Refuse a policy that ends before it begins."""
        super().clean()
        if self.effective_until and self.effective_from and self.effective_until < self.effective_from:
            raise ValidationError({"effective_until": "失效日不能早于生效日。"})

    def expired_on(self, day: date) -> bool:
        """Say whether the document itself is no longer in force on that day."""
        return self.effective_until is not None and day > self.effective_until

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
