"""What is wrong with a story, in a sentence: the key it stands at, what may be written there, never a schema's English."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jsonschema.exceptions import ValidationError

from policies.rules.private_numbers import redact

_TYPES = {
    "string": "文字",
    "number": "数",
    "integer": "整数",
    "boolean": "true 或 false",
    "array": "一列",
    "object": "一个表",
}


_SAID_WHOLE = {"refused": "写 true，或者写拒绝的理由里该有的几个字；数字要用引号括起来。"}
"""Keys that take one of two quite different things: whichever is wrong, both are said."""

_UNREADABLE: dict[type[Exception], str] = {
    FileNotFoundError: "没有这个文件，请核对路径",
    IsADirectoryError: "这是文件夹，请写里面的文件",
    PermissionError: "没有权限读这个文件",
    UnicodeDecodeError: "不是 UTF-8 的文字文件",
}


def unreadable(error: Exception) -> str:
    """Return why a file cannot be read, and what to do."""
    return _UNREADABLE.get(type(error), "读不了这个文件")


def sentence(error: ValidationError) -> str:
    """Return the Chinese sentence of a refusal of the story schema: the key, and what to write."""
    keys = [step for step in error.absolute_path if isinstance(step, str)]
    where = f"“{redact(keys[-1])}”" if keys else "这个故事"
    if keys and keys[-1] in _SAID_WHOLE:
        return where + _SAID_WHOLE[keys[-1]]
    said = _WORDS.get(str(error.validator))
    return where + (said(error) if said else "的写法不对。")


def strangers(error: ValidationError) -> list[str]:
    """Return the keys that do not belong where they stand, if that is what is wrong."""
    if error.validator != "additionalProperties":
        return []
    return [str(key) for key in error.instance if key not in error.schema.get("properties", {})]


def _listed(words: Any) -> str:
    return "、".join("true" if word is True else redact(str(word)) for word in words)


def _required(error: ValidationError) -> str:
    return f"里缺了 {_listed(key for key in error.validator_value if key not in error.instance)}。"


def _additional(error: ValidationError) -> str:
    known = _listed(error.schema.get("properties", {}))
    return f"里不认识 {_listed(strangers(error))}" + (f"，能写的有 {known}。" if known else "。")


def _enum(error: ValidationError) -> str:
    return f"不能写成 {_listed([error.instance])}，能写的有 {_listed(error.validator_value)}。"


def _type(error: ValidationError) -> str:
    wanted = error.validator_value
    return f"应当是{_TYPES.get(wanted, '别的写法') if isinstance(wanted, str) else '别的写法'}。"


_PATTERNS = {
    "place": "的写法不对：地方写规则包的名字，只用小写字母。",
    "may": "的写法不对：写 动作:姓名，例如 accept:刘。",
    "may_not": "的写法不对：写 动作:姓名，例如 accept:刘。",
}


def _pattern(error: ValidationError) -> str:
    keys = [step for step in error.absolute_path if isinstance(step, str)]
    dates = "的写法不对：日期写 2025-03-03，时刻写 2025-03-03 10:00，月份写 2025-03，条文代号写 SY-1.1a。"
    return _PATTERNS.get(keys[-1] if keys else "", dates)


_WORDS: dict[str, Callable[[ValidationError], str]] = {
    "required": _required,
    "additionalProperties": _additional,
    "enum": _enum,
    "const": lambda error: f"只能写 {_listed([error.validator_value])}；不是这样就整个不写。",
    "type": _type,
    "pattern": _pattern,
    "minimum": lambda error: f"不能小于 {error.validator_value}。",
    "maximum": lambda error: f"不能大于 {error.validator_value}。",
    "minLength": lambda _: "不能空着。",
    "minItems": lambda _: "不能空着。",
    "minProperties": lambda _: "不能空着。",
    "uniqueItems": lambda _: "里有写了两遍的。",
    "oneOf": lambda _: "里几种写法要写一种，也只能写一种。",
    "anyOf": lambda _: "里几种写法至少要写一种。",
}
