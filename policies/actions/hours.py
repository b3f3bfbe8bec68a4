"""At its hour: what was agreed to is published, what has run out is taken down; one that is refused holds up no other."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import datetime

from django.apps import apps
from django.db import transaction
from wagtail.models import DraftStateMixin, Page, Revision

from policies.rules.succession import SuccessionError
from policies.rules.validator import NotPublishable

logger = logging.getLogger(__name__)


def publish_due(*, at: datetime) -> int:
    """Publish every revision whose agreed hour has come, and take down what has run out; return how many.

    A programme that may no longer be published (a household turned red, a training is missing) stays as it is:
    the page before its publication says why, and it is tried again.
    """
    return sum(map(_take_down, list(_run_out(at)))) + sum(map(_publish, _due(at)))


def _due(at: datetime) -> list[Revision]:
    return list(Revision.objects.filter(approved_go_live_at__lte=at).order_by("approved_go_live_at"))


def _run_out(at: datetime) -> Iterator[DraftStateMixin]:
    drafts = (model for model in apps.get_models() if issubclass(model, DraftStateMixin))
    for model in {Page, *(model for model in drafts if not issubclass(model, Page))}:
        yield from model.objects.filter(live=True, expire_at__lte=at)


def _take_down(one: DraftStateMixin) -> int:
    one.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
    return 1


def _publish(revision: Revision) -> int:
    try:
        with transaction.atomic():
            revision.publish(log_action="wagtail.publish.scheduled")
    except (NotPublishable, SuccessionError):
        logger.warning("revision %s was not published at its hour; its review page says why", revision.pk)
        return 0
    return 1
