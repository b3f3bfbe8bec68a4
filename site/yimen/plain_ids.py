"""Task arguments are ids and nothing else: they lie in broker files and log lines."""

import re
import uuid
from collections.abc import Iterable
from typing import Any

from celery import Task

# Row numbers never come near this; fifteen digits and more could be somebody's identity number.
LARGEST_ROW_NUMBER = 10**12
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII)


class NotAPlainId(TypeError):
    """A task was called with something that could be personal data. The value is not repeated."""


def is_plain_id(value: object) -> bool:
    """A row number, a UUID, or the text of a UUID."""
    if isinstance(value, bool):
        return False
    if isinstance(value, int):
        return 0 <= value < LARGEST_ROW_NUMBER
    if isinstance(value, str):
        return bool(_UUID.fullmatch(value))
    return isinstance(value, uuid.UUID)


def assert_plain_ids(task: str, values: Iterable[object]) -> None:
    """Raise NotAPlainId unless every value is an id."""
    for position, value in enumerate(values):
        if not is_plain_id(value):
            raise NotAPlainId(
                f"Task {task}: argument {position} is a {type(value).__name__}, not an id."
                " Pass the id of the row and read the rest from the database."
            )


class PlainIdTask(Task):
    """The base of every task of the house (see yimen.celery)."""

    abstract = True

    def apply_async(self, args: Any = None, kwargs: Any = None, **options: Any) -> Any:
        """Refuse before anything is written into the broker."""
        assert_plain_ids(self.name, [*(args or ()), *(kwargs or {}).values()])
        return super().apply_async(args, kwargs, **options)
