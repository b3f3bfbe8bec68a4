"""How the files of the means check look in one place: edited by its county, never assumed."""

from __future__ import annotations

from django.db import models

from casework.rules.exchange import ColumnMap, usual


class ExchangeMap(models.Model):
    """The columns of one kind of file in one place; absent: the columns everybody starts from."""

    KINDS = [("request", "核对申请"), ("report", "核对报告")]

    jurisdiction = models.ForeignKey(
        "policies.Jurisdiction", on_delete=models.CASCADE, related_name="exchange_maps"
    )
    kind = models.CharField("文件", max_length=8, choices=KINDS)
    columns = models.JSONField("列", default=list)
    words = models.JSONField("怎么说", default=dict, blank=True)
    at = models.DateTimeField("修改时间")
    by = models.ForeignKey("casework.Officer", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "核对文件的列"
        verbose_name_plural = "核对文件的列"
        constraints = [models.UniqueConstraint(fields=["jurisdiction", "kind"], name="one_map_per_file")]

    def __str__(self) -> str:
        return f"{self.jurisdiction} {self.get_kind_display()}"


def map_of(place: str, kind: str) -> ColumnMap:
    """Return the map of a kind of file in a place."""
    row = ExchangeMap.objects.filter(jurisdiction__code=place, kind=kind).first()
    if row is None:
        return usual(kind)
    words = {key: tuple(said) for key, said in row.words.items()}
    return ColumnMap(kind, tuple((name, heading) for name, heading in row.columns), words)
