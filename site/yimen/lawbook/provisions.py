"""Every value of a pack that stands under a clause: what it is, what it says, and where in the house it acts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from policies.rules import step_options
from policies.rules.conditions import sentence
from policies.rules.packs import Pack, Stated
from policies.rules.programme import Cite, Clock, Material, ProgrammeSpec, Step
from policies.studio import words

UNITS = {**words.called(words.UNITS), "day": "天"}
PARAMETER_UNITS = {"yuan": "元", "fen": "分", "day_of_month": "号", "multiple": "倍", "percent": "%", **UNITS}
OPERATORS = {"below": "低于", "at_most": "不超过", "above": "高于", "at_least": "不少于"}
# What a clause may be about without being an option of the step.
PARTS = {
    "after": "先后",
    "roles": "谁来办",
    "apart_from": "不同的人",
    "columns": "栏目",
    "county": "县里做什么",
    "check": "没有核对不提意见",
    "village": "村(社区)做什么",
    "web": "网上填过的不再交纸",
    "form": "用什么表",
    "signed": "谁签字",
    "recording": "录音录像",
    "witness": "见证人",
    "defence": "陈述申辩",
    "answer": "答复申辩",
    "over": "超出标准的书面告知",
    "window": "便民窗口",
    "roster_day": "花名表哪天报",
    "day": "每月几号前发(看参数 `pay_day`)",
    "fee": "批多少发多少,不收手续费",
    "hands": "责任到人",
    "household": "一户一档",
    "amount": "写明新金额",
}
IN_THE_STEP = "体现在这一步的办法里"


@dataclass(frozen=True, slots=True)
class Provision:
    """One value under its clause. `acts` names the room of the house that reads it."""

    programme: str
    cite: Cite
    what: str
    value: str
    acts: str


def provisions(pack: Pack) -> tuple[Provision, ...]:
    """Return everything that a pack states under a clause, programme by programme, parameters last."""
    specs = [pack.spec(str(body["code"])) for body in pack.programmes]
    names = {spec.code: spec.short for spec in specs}
    found = [one for spec in specs for one in of_programme(spec)]
    found += [
        _parameter(stated, names.get(stated.local.programme, ""))
        for stated in pack.parameters
        if _says(stated)
    ]
    return tuple(one for one in found if one.cite.ref)


def refs(pack: Pack) -> frozenset[str]:
    """Return the ids of all obligations a pack names."""
    return frozenset(one.cite.ref for one in provisions(pack))


def of_programme(spec: ProgrammeSpec) -> Iterator[Provision]:
    """Yield everything that one programme states, in the order of its tabs."""
    labels = {**words.FACTS, **_answers(spec)}
    for material in spec.materials:
        paper = _paper(material, labels)
        yield Provision(spec.short, material.cite, material.name, paper, f"材料 `{material.code}`")
    for proof in spec.banned:
        yield Provision(
            spec.short, proof.cite, f"不得索要“{proof.name}”", proof.instead, f"材料 `{proof.code}`"
        )
    for question in spec.questions:
        yield Provision(spec.short, question.cite, question.label, question.ask, f"问题 `{question.key}`")
    for step in spec.steps:
        yield from _step(step, spec)
    for clock in spec.clocks:
        yield Provision(spec.short, clock.cite, clock.label, length(clock), f"时限 `{clock.name}`")
    for notice in spec.notices:
        signed = f"签收:{_say(notice.signers, dict(step_options.PEOPLE))}" if notice.signers else "出这种文书"
        yield Provision(spec.short, notice.cite, notice.title, signed, f"文书 `{notice.kind}`")
    for form in spec.papers:
        yield Provision(spec.short, form.cite, form.title, "印这种表单", f"表单 `{form.kind}`")
    for where, columns in (("公示", spec.posting_columns), ("名册", spec.roster_columns)):
        for column in columns:
            yield Provision(
                spec.short, column.cite, f"{where}栏目:{column.label}", "可以公开", f"栏目 `{column.key}`"
            )


def length(clock: Clock, configured: str | None = None) -> str:
    """Say how long a clock runs: its own number, what is `configured` for it, or the parameter to look at."""
    unit = UNITS.get(clock.unit, clock.unit)
    extended = f",可延长到 {clock.extended_limit} 个" if clock.extended_limit else ""
    if clock.limit is not None:
        return f"{clock.limit} {unit}" + (extended + unit if extended else "")
    if configured is not None:
        return f"{configured} {unit}"
    return f"按参数 `{clock.parameter}`"


def _answers(spec: ProgrammeSpec) -> dict[str, str]:
    """Return the facts that the questions of this programme bring to light, as its own choices call them."""
    asked = {choice.code: choice.label for question in spec.questions for choice in question.choices}
    return {question.key: question.label for question in spec.questions} | asked


def _paper(material: Material, labels: Mapping[str, str]) -> str:
    said = [
        words.called(words.FETCHED_BY).get(material.fetch, material.fetch),
        words.called(words.PER).get(material.per, ""),
    ]
    if material.condition is not None:
        said.append(f"只在{sentence(material.condition, labels)}时要")
    if material.substitutes:
        said.append(f"也可以用{'、'.join(material.substitutes)}")
    return ",".join(part for part in said if part)


def _step(step: Step, spec: ProgrammeSpec) -> Iterator[Provision]:
    name, acts = words.called(words.KINDS).get(step.kind, step.kind), f"步骤 `{step.kind}`"
    yield Provision(spec.short, step.cite, name, _order(step), acts)
    for option, cite in step.option("cites", {}).items():
        under = Cite(str(cite.get("clause", "")), str(cite.get("ref", "")))
        what = f"{name}:{_label(step.kind, option)}"
        yield Provision(spec.short, under, what, _option(step, option, spec), f"{acts} `{option}`")


def _order(step: Step) -> str:
    said = []
    if step.after:
        said.append(f"在{_say(step.after, words.called(words.MILESTONES))}以后")
    if step.roles:
        said.append(f"由{_say(step.roles, dict(step_options.ROLES))}办")
    if step.apart_from:
        said.append(f"不能是办{_say(step.apart_from, words.called(words.KINDS))}的人")
    return ",".join(said) or "有这一步"


def _label(kind: str, option: str) -> str:
    found = step_options.OPTIONS.get(kind, {}).get(option)
    return found[0] if found else PARTS.get(option, f"`{option}`")


def _option(step: Step, option: str, spec: ProgrammeSpec) -> str:
    match option:
        case "after":
            return _say(step.after, words.called(words.MILESTONES)) + "以后"
        case "roles":
            return _say(step.roles, dict(step_options.ROLES))
        case "apart_from":
            return f"不能是办{_say(step.apart_from, words.called(words.KINDS))}的人"
        case "columns":
            columns = spec.posting_columns if step.kind == "post" else spec.roster_columns
            return "、".join(column.label for column in columns)
    value = step.option(option)
    if value is None:
        return IN_THE_STEP
    stated = step_options.OPTIONS.get(step.kind, {}).get(option)
    choices = dict(stated[1]) if stated and isinstance(stated[1], list) else {}
    return _say(value, choices)


def _say(value: Any, choices: Mapping[str, str]) -> str:
    """Return a value as a clerk reads it: yes and no, closed words by their names, lists with commas."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, str) or not isinstance(value, Iterable):
        return choices.get(str(value), str(value))
    if isinstance(value, Mapping):
        return "、".join(f"{key} {_say(item, choices)}" for key, item in value.items())
    return "、".join(_say(item, choices) for item in value)


def _says(stated: Stated) -> bool:
    return stated.local.value is not None


def _parameter(stated: Stated, programme: str) -> Provision:
    row = stated.local
    unit = PARAMETER_UNITS.get(row.unit, "" if row.unit in ("", "none") else row.unit)
    value = _say(row.value == "true", {}) if row.value in ("true", "false") else str(row.value)
    said = " ".join(part for part in (OPERATORS.get(row.operator, ""), value, unit) if part)
    return Provision(programme or "全部项目", row.cite, row.label or row.key, said, f"参数 `{row.key}`")
