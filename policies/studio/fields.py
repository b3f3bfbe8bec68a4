"""A StreamField whose migration knows only that there is a column: a better help text is no change of schema."""

from __future__ import annotations

from typing import Any

from wagtail.blocks import Block
from wagtail.fields import StreamField


class PartField(StreamField):
    """A list of blocks of a draft; empty is allowed, because a draft may be half done."""

    def __init__(self, block_types: list[tuple[str, Block]] | None = None, **kwargs: Any) -> None:
        kwargs |= {"blank": True, "default": list, "collapsed": True}
        super().__init__(block_types or [], **kwargs)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        """Leave the blocks out of migrations."""
        name, path, _, kwargs = super().deconstruct()
        for known in ("block_lookup", "blank", "default", "collapsed"):
            kwargs.pop(known, None)
        return name, path, [], kwargs
