"""docs/obligations.md: every obligation of the five documents, and the tests and stories that prove it is met."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from yimen.lawbook.citations import Citation, citations
from yimen.lawbook.page import proof_of, table_line

FILE = Path(__file__).with_name("obligations.toml")
HEAD = """# 义务清单 The obligations

由 `manage.py law` 从 `site/yimen/lawbook/obligations.toml` 和测试生成,不要手改。`tests/yimen/test_obligations.py`:写着做了的,总有测试或故事引用;引用的编号,都在清单里。
Written by `manage.py law`. An obligation that is not marked as open is cited by a test or a story; an id that is cited is on the list.
"""
TITLES = ("编号", "条款", "谁", "做什么", "证明")
OPEN = "还没有做"


@dataclass(frozen=True, slots=True)
class Obligation:
    """One duty of a document: its id, the clause as printed, who is bound, to what; `later`: not done here yet."""

    id: str
    clause: str
    who: str
    duty: str
    later: bool = False


def obligations() -> tuple[Obligation, ...]:
    """Return every obligation, in the order of the documents."""
    listed = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return tuple(Obligation(ref, **said) for ref, said in listed.items())


def obligations_page(tests: Path) -> str:
    """Return the whole page, citations read from the folder of tests."""
    cited, listed = citations(tests), obligations()
    lines = [table_line(TITLES), table_line(["---"] * len(TITLES)), *(_row(one, cited) for one in listed)]
    open_ = sum(one.later for one in listed)
    counted = f"共 {len(listed)} 条,其中 {open_} 条{OPEN}。"
    return "\n".join([HEAD, f"{counted}\n", *lines, ""])


def _row(one: Obligation, cited: Mapping[str, tuple[Citation, ...]]) -> str:
    proof = OPEN if one.later else proof_of(cited.get(one.id, ()))
    return table_line([one.id, one.clause, one.who, one.duty, proof])
