"""One row that changes whenever the law or its places change, so that a memory can be checked with one subquery."""

from django.db import models


class LawStamp(models.Model):
    """Renewed by database triggers on parameters, calendar, versions, places and units, in the writer's own transaction.

    A room above adds its own tables (`guards.renews_stamp`): the chat its settings and sayings, the site its telephone.

    The token is random, not a number: a change that is rolled back and a later one must never look alike.
    """

    token = models.CharField(max_length=40)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "规则戳"
        verbose_name_plural = "规则戳"

    def __str__(self) -> str:
        return self.token
