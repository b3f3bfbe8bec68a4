"""What a person types freely into an act: kept in the chain for good, so no private number may stand in it (R4, SY-A1.7b)."""

from __future__ import annotations

from casework.rules.asking import Ask
from casework.rules.refusal import StepRefused
from policies.rules.private_numbers import scan

FREE = (
    "answer",
    "because",
    "cause",
    "despite",
    "evidence",
    "findings",
    "name",
    "number",
    "paper",
    "platform",
    "proof",
    "reason",
    "reasons",
    "receipt",
    "relation",
    "scope",
    "text",
    "why",
    "words",
)
"""The words of every act that nobody but the one who typed them has chosen, by the name the action gives them."""


def check_typed(ask: Ask) -> None:
    """Refuse an act whose words hold an identity number, an account or a telephone; nothing is repeated."""
    for name in FREE:
        text = ask.data.get(name)
        if isinstance(text, str) and text and scan(text):
            raise StepRefused("里面像是有身份证号、卡号或者电话，请去掉再办，其他的话都还在", code="private")
