"""Reading the OpenAPI document: its operations by name, and the fields that their answers may hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation: its address with places to fill, the names of what it takes, the shape of its answer."""

    name: str
    method: str
    path: str
    in_path: tuple[str, ...]
    in_query: tuple[str, ...]
    shape: dict[str, Any]


def operations(document: dict[str, Any]) -> dict[str, Operation]:
    """Return the operations of a document by `operationId`."""
    found = {}
    for path, methods in document["paths"].items():
        for method, said in methods.items():
            taken = said.get("parameters", [])
            answer = said["responses"]["200"]["content"]["application/json"]["schema"]
            found[said["operationId"]] = Operation(
                said["operationId"],
                method.upper(),
                path,
                tuple(each["name"] for each in taken if each["in"] == "path"),
                tuple(each["name"] for each in taken if each["in"] == "query"),
                answer,
            )
    return found


def fields(shape: dict[str, Any], document: dict[str, Any], at: str = "") -> Iterator[str]:
    """Yield every field of a shape as a path: `items[].place.code`."""
    if "$ref" in shape:
        name = shape["$ref"].rsplit("/", 1)[-1]
        yield from fields(document["components"]["schemas"][name], document, at)
    for each in shape.get("anyOf", ()):
        yield from fields(each, document, at)
    if shape.get("type") == "array":
        yield from fields(shape["items"], document, f"{at}[]")
    for name, inner in shape.get("properties", {}).items():
        here = f"{at}.{name}".lstrip(".")
        yield here
        yield from fields(inner, document, here)


def fields_of(answer: object, at: str = "") -> Iterator[str]:
    """Yield every field of a real answer as the same kind of path."""
    if isinstance(answer, dict):
        for name, inner in answer.items():
            here = f"{at}.{name}".lstrip(".")
            yield here
            yield from fields_of(inner, here)
    elif isinstance(answer, list):
        for inner in answer:
            yield from fields_of(inner, f"{at}[]")
