"""docs/flow.md: the order of steps of every programme as a mermaid graph, with hands and clocks, from the packs."""

from __future__ import annotations

from collections.abc import Iterator

from policies.actions.pack_files import places, read_pack
from policies.rules import step_options
from policies.rules.packs import Pack
from policies.rules.programme import Clock, ProgrammeSpec, Step
from policies.studio import words
from yimen.lawbook.provisions import length

HEAD = """# 办理次序 The order of steps

由 `manage.py law` 从规则包画出,不要手改。次序是数据,不是代码:换一个地方,换的是图,不是程序(`casework/rules/flow.py` 只有一个)。
Drawn by `manage.py law` from the packs; `tests/yimen/test_lawbook.py` fails when it is not current.

方框是步骤(第二行是谁来办,“≠”是文件写明不能同一个人);圆框是要等到的事;实线是先后;虚线是时限(从哪件事起,到哪件事止)。
图上不用再画的:受理、初审、审批在哪里都是三个不同的人,近亲属在哪里都回避(`casework/rules/gate.py`);`tests/casework/rules/test_model_check.py` 走遍所有可能来证明。
"""
# The step during which an event of the clocks happens.
HAPPENS_IN = {
    "submit": "lodge",
    "take": "lodge",
    "forward": "lodge",
    "accept:ordinary": "accept",
    "report": "lodge",
    "request_check": "check",
    "first_opinion": "review",
    "repost": "post",
    "posting_end": "post",
    "refuse": "confirm",
    "backfill_done": "relieve",
    "propose_change": "change",
    "decide_change": "change",
    "served:advance": "change",
    "object:stop": "change",
    "close_objection": "change",
}
EVENTS = words.called(words.EVENTS)
MILESTONES = words.called(words.MILESTONES)


def flow_page() -> str:
    """Return the whole page: one section a place, one graph for all programmes that go the same way."""
    sections = [HEAD]
    for place in places():
        pack = read_pack(place)
        sections.append(f"## {pack.jurisdiction['name']} `{place}`\n")
        same: dict[str, list[ProgrammeSpec]] = {}
        for body in pack.programmes:
            spec = pack.spec(str(body["code"]))
            same.setdefault(_section(spec, pack), []).append(spec)
        for drawn, specs in same.items():
            title = "、".join(f"{spec.short} `{spec.code}`" for spec in specs)
            sections.append(f"### {title}\n\n{drawn}")
    return "\n".join(sections)


def _section(spec: ProgrammeSpec, pack: Pack) -> str:
    values = {row.key: row.value for row in pack.rows(spec.code)}
    lines = list(graph(spec, values))
    drawn = "\n".join(["```mermaid", *lines, "```", ""])
    beside = [str(words.STEPS[step.kind]) for step in spec.steps if not _mentions(step.kind, lines)]
    loose = f"\n不排先后、另有规定的步骤:{'、'.join(beside)}。\n" if beside else ""
    return f"{drawn}{loose}"


def _mentions(kind: str, lines: list[str]) -> bool:
    return any(line.strip().startswith(f"{kind}[") for line in lines)


def graph(spec: ProgrammeSpec, values: dict[str, str | None]) -> Iterator[str]:
    """Yield the lines of one graph; `values` are the parameters that clocks look up."""
    edges = [*_order(spec), *_answers(spec), *_clocks(spec, values)]
    drawn = {node for start, _, end in edges for node in (start, end)}
    yield "flowchart TD"
    for step in spec.steps:
        if step.kind in drawn:
            yield f'  {step.kind}["{_name(step, spec, values)}"]'
    for milestone in sorted(drawn - {step.kind for step in spec.steps}):
        yield f'  {_id(milestone)}(["{MILESTONES.get(milestone, milestone)}"])'
    for start, arrow, end in edges:
        yield f"  {_id(start)} {arrow} {_id(end)}"


def _id(node: str) -> str:
    return node.replace(":", "_")


def _name(step: Step, spec: ProgrammeSpec, values: dict[str, str | None]) -> str:
    lines = [str(words.STEPS[step.kind])]
    if step.option("mode") == "panel":
        lines[0] += "(集体研究)"
    if step.roles:
        lines.append("、".join(dict(step_options.ROLES).get(role, role) for role in step.roles))
    if step.apart_from:
        lines.append("≠ " + "、".join(str(words.STEPS[other]) for other in step.apart_from))
    kinds = {step.kind for step in spec.steps}
    for clock in spec.clocks:
        start, end = _ends(clock, kinds)
        if start == step.kind and end in (start, ""):
            lines.append(f"{clock.label} {_length(clock, values)}")
    return "<br>".join(lines)


def _order(spec: ProgrammeSpec) -> Iterator[tuple[str, str, str]]:
    for step in spec.steps:
        for milestone in step.after:
            label = '-- "期满、没有异议" -->' if milestone == "post" else "-->"
            yield milestone, label, step.kind


def _answers(spec: ProgrammeSpec) -> Iterator[tuple[str, str, str]]:
    post = spec.step("post")
    if post is not None and "appraise" in post.option("answers", ()) and spec.step("appraise") is not None:
        yield "post", '-- "有异议" -->', "appraise"


def _ends(clock: Clock, kinds: set[str]) -> tuple[str, str]:
    """Return the steps in which a clock starts and stops; no stop for a waiting period.

    Of several ends it is drawn to the step that is one itself (救助), not to where a no is said (不予确认).
    """
    return _first(clock.start, kinds), _first(clock.stop, kinds)


def _first(events: tuple[str, ...], kinds: set[str]) -> str:
    ranked = [event for event in events if event in kinds] or [*events, ""]
    return HAPPENS_IN.get(ranked[0], ranked[0])


def _length(clock: Clock, values: dict[str, str | None]) -> str:
    if clock.limit is None and clock.parameter and values.get(clock.parameter) is None:
        return "文件没有写"
    return length(clock, values.get(clock.parameter))


def _clocks(spec: ProgrammeSpec, values: dict[str, str | None]) -> Iterator[tuple[str, str, str]]:
    kinds = {step.kind for step in spec.steps}
    for clock in spec.clocks:
        start, end = _ends(clock, kinds)
        if start != end and {start, end} <= kinds:
            yield start, f'-. "{clock.label}:{_length(clock, values)}" .->', end
