"""A client made from the OpenAPI document alone: what a mini-program would have, in a few lines."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote, urlencode

from tests.front.api.document import Operation, operations

Fetch = Callable[[str, dict[str, str]], tuple[int, dict[str, str], bytes]]


class APIProblem(Exception):
    """The house said no; `code` says why."""

    def __init__(self, body: dict[str, Any]) -> None:
        self.code, self.parameters = body["code"], body["parameters"]
        super().__init__(f"{body['title']}:{body['detail']}")


class GeneratedClient:
    """Has one method for each `operationId`; keeps what it has read and asks whether it has changed."""

    def __init__(self, document: dict[str, Any], fetch: Fetch) -> None:
        self._fetch, self._operations = fetch, operations(document)
        self._kept: dict[str, tuple[str, Any]] = {}
        self.spared = 0

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name not in self._operations:
            raise AttributeError(name)
        return lambda **given: self.call(self._operations[name], **given)

    def call(self, operation: Operation, **given: Any) -> Any:
        """Call an operation; every argument must be one that the document names."""
        unknown = set(given) - {*operation.in_path, *operation.in_query}
        if unknown:
            raise TypeError(f"{operation.name} does not take {sorted(unknown)}")
        path = operation.path
        for name in operation.in_path:
            path = path.replace(f"{{{name}}}", quote(str(given[name]), safe=""))
        query = {name: str(given[name]) for name in operation.in_query if name in given}
        return self.get(f"{path}?{urlencode(query)}" if query else path)

    def get(self, address: str) -> Any:
        """Read an address, from what is kept when the house says it has not changed."""
        tag, kept = self._kept.get(address, ("", None))
        status, headers, body = self._fetch(address, {"If-None-Match": tag} if tag else {})
        if status == 304:
            self.spared += 1
            return kept
        found = json.loads(body)
        if status >= 400:
            self._kept.pop(address, None)
            raise APIProblem(found)
        self._kept[address] = headers["ETag"], found
        return found

    def every(self, name: str, **given: Any) -> Iterator[Any]:
        """Yield the items of a list, page after page."""
        page = getattr(self, name)(**given)
        while True:
            yield from page["items"]
            if not page["next"]:
                return
            page = self.get(page["next"])
