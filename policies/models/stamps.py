"""One row that changes whenever the law changes, so that a cache can be checked with one subquery."""

from django.db import models


class LawStamp(models.Model):
    """Renewed by database triggers on parameters, calendar and versions, in the writer's own transaction.

    The token is random, not a number: a change that is rolled back and a later one must never look alike.
    """

    token = models.CharField(max_length=40)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "规则戳"
        verbose_name_plural = "规则戳"

    def __str__(self) -> str:
        return self.token
