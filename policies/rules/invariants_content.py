"""Invariants of the content: papers, questions, notices, columns, citations and silences."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from policies.rules import invariants as words
from policies.rules.conditions import Condition
from policies.rules.invariants import Defect
from policies.rules.place_words import title_faults, word_faults
from policies.rules.programme import Cite, ProgrammeSpec
from policies.rules.wording import (
    COMMITMENT_WORDS,
    FACT_WORDS,
    NOTICE_MUST,
    NOTICE_WORDS,
    PAPER_NAMES,
    PAPER_WORDS,
    PLACEHOLDERS,
    PUBLIC_COLUMNS,
    template_faults,
)

MOST_SCREENER_QUESTIONS = 6
PRIVATE_KEYS = frozenset({"id_number", "account", "phone", "applicant_name"})
PRIVATE_WORDS = ("身份证号", "银行账", "收款账", "卡号", "账号", "手机号", "联系电话", "电话号")


def effective_range(spec: ProgrammeSpec) -> Iterator[Defect]:
    """A rule that ends before it begins was never in force."""
    if spec.effective_until is not None and spec.effective_until < spec.effective_from:
        yield Defect("effective_range", "施行日期", "失效日在生效日之前", words.HOUSE)


def once_and_needed(spec: ProgrammeSpec) -> Iterator[Defect]:
    """No paper twice, none that is banned, and none from the applicant without saying why and where."""
    codes = [material.code for material in spec.materials]
    for code in sorted({code for code in codes if codes.count(code) > 1}):
        yield Defect("once_and_needed", f"材料 {code}", "写了两次", words.ONCE)
    for banned in spec.banned:
        if banned.code in codes:
            yield Defect(
                "once_and_needed", f"材料 {banned.code}", "这是不得索要的证明，不能又列进清单", words.ONCE
            )
    for material in spec.materials:
        if not material.why or not material.where:
            yield Defect("once_and_needed", f"材料 {material.code}", "要写明为什么要、从哪里来", words.ONCE)
        if material.fetch != "shared" and not material.without:
            yield Defect("once_and_needed", f"材料 {material.code}", "要写明拿不到怎么办", words.ONCE)


def conditions_known(spec: ProgrammeSpec) -> Iterator[Defect]:
    """A condition on an unknown fact is never true, and its paper would be asked for too late."""
    asked = {
        choice.code for question in spec.questions if question.type == "multi" for choice in question.choices
    }
    known = set(FACT_WORDS) | {question.key for question in spec.questions} | asked
    for where, condition in _conditions(spec):
        unknown = sorted(set(_facts(condition)) - known)
        if unknown:
            yield Defect("conditions_known", where, f"条件里有不认识的事实 {'、'.join(unknown)}", words.HOUSE)


def _conditions(spec: ProgrammeSpec) -> Iterator[tuple[str, Condition]]:
    for material in spec.materials:
        if material.condition is not None:
            yield f"材料 {material.code}", material.condition
    for question in spec.questions:
        if question.condition is not None:
            yield f"问题 {question.key}", question.condition


def _facts(condition: Condition) -> Iterator[str]:
    if condition.fact:
        yield condition.fact
    for part in condition.parts:
        yield from _facts(part)


def few_and_open_questions(spec: ProgrammeSpec) -> Iterator[Defect]:
    """Screening asks at most six things, emergencies first, and nothing that belongs to a person."""
    screener = [question for question in spec.questions if question.part == "screener"]
    if len(screener) > MOST_SCREENER_QUESTIONS:
        message = f"咨询最多问 {MOST_SCREENER_QUESTIONS} 个问题，现在是 {len(screener)} 个"
        yield Defect("few_and_open_questions", "问题", message, words.HOUSE)
    if screener and screener[0].key != "urgent":
        yield Defect("few_and_open_questions", "问题", "第一个要问有没有急事(urgent)", words.HOUSE)
    for question in screener:
        if question.sensitivity != "open":
            message = "咨询阶段不问个人信息，要放到申请里"
            yield Defect("few_and_open_questions", f"问题 {question.key}", message, words.PIPL)
    keys = [question.key for question in spec.questions]
    for key in sorted({key for key in keys if keys.count(key) > 1}):
        yield Defect("few_and_open_questions", f"问题 {key}", "写了两次", words.HOUSE)


def private_stays_private(spec: ProgrammeSpec) -> Iterator[Defect]:
    """Identity and account numbers, names and telephones are asked only on the site's own form."""
    for question in spec.questions:
        telling = question.key in PRIVATE_KEYS or any(
            word in question.label + question.ask for word in PRIVATE_WORDS
        )
        if telling and question.sensitivity != "private":
            message = "问的是身份、账户或电话，sensitivity 要写 private"
            yield Defect("private_stays_private", f"问题 {question.key}", message, words.PIPL)
        if question.type in ("choice", "multi") and not question.choices:
            yield Defect("private_stays_private", f"问题 {question.key}", "是选择题，却没有选项", words.HOUSE)


def only_public_columns(spec: ProgrammeSpec) -> Iterator[Defect]:
    """A column outside the allow-list would publish what may not be public."""
    for where, columns in (("公示栏目", spec.posting_columns), ("名册栏目", spec.roster_columns)):
        for column in columns:
            if column.key not in PUBLIC_COLUMNS:
                message = f"“{column.label}”不在可以公开的栏目里"
                yield Defect("only_public_columns", where, message, words.DISCLOSURE)
            if any(word in column.label for word in PRIVATE_WORDS):
                message = f"“{column.label}”这个栏目名写了不能公开的东西"
                yield Defect("only_public_columns", where, message, words.DISCLOSURE)
    if spec.step("post") is not None and not spec.posting_columns:
        yield Defect("only_public_columns", "公示栏目", "有公示，却没有写公示哪几栏", words.DISCLOSURE)


def notices_complete(spec: ProgrammeSpec) -> Iterator[Defect]:
    """People get a written answer to whatever is decided, in words that can be filled in."""
    kinds = [notice.kind for notice in spec.notices]
    for kind in ("acceptance", "missing", "refusal", "decision"):
        if kind not in kinds:
            yield Defect("notices_complete", f"文书 {kind}", "没有这种文书", words.NOTICES)
    for notice in spec.notices:
        where = f"文书 {notice.kind}"
        if notice.kind not in words.NOTICE_KINDS or kinds.count(notice.kind) > 1:
            yield Defect("notices_complete", where, "没有这种文书，或者写了两次", words.NOTICES)
        for event in sorted(set(notice.on) - words.NOTICE_EVENTS):
            yield Defect("notices_complete", where, f"没有“{event}”这件事会发文书", words.NOTICES)
        usable, must = NOTICE_WORDS.get(notice.kind), NOTICE_MUST.get(notice.kind, frozenset())
        faults = [f"标题：{fault}" for fault in title_faults(notice.title)]
        faults += [
            f"正文：{fault}" for fault in template_faults(notice.body, PLACEHOLDERS, usable=usable, must=must)
        ]
        faults += [f"大白话：{fault}" for fault in template_faults(notice.plain, PLACEHOLDERS, usable=usable)]
        for fault in faults:
            yield Defect("notices_complete", where, fault, words.NOTICES)


def papers_known(spec: ProgrammeSpec) -> Iterator[Defect]:
    """A printed form is one the house can fill, and its words can be filled in."""
    kinds = [paper.kind for paper in spec.papers]
    for paper in spec.papers:
        where = f"表单 {paper.kind}"
        usable = COMMITMENT_WORDS if paper.kind == "commitment" else PAPER_WORDS
        if paper.kind not in PAPER_NAMES or kinds.count(paper.kind) > 1:
            yield Defect("papers_known", where, "没有这种表单，或者写了两次", words.NOTICES)
        faults = [f"标题：{fault}" for fault in title_faults(paper.title)]
        for said, text in (("声明", paper.statement), ("大白话", paper.plain)):
            if text:
                faults += [f"{said}：{fault}" for fault in template_faults(text, PLACEHOLDERS, usable=usable)]
        for fault in faults:
            yield Defect("papers_known", where, fault, words.NOTICES)


def commitment_worded(spec: ProgrammeSpec) -> Iterator[Defect]:
    """Who has to sign a commitment reads it first: a place that asks for one has its words, and prints them (YI-4.1c)."""
    step = spec.step("lodge")
    asks, prints = bool(step and step.option("commitment")), spec.paper("commitment") is not None
    if asks and not prints:
        yield Defect("commitment_worded", "步骤 lodge", "要签承诺，却没有写承诺的话", words.NOTICES)
    if prints and not asks:
        yield Defect(
            "commitment_worded", "表单 commitment", "写了承诺的话，提出申请那一步却不要签", words.NOTICES
        )


def words_known(spec: ProgrammeSpec) -> Iterator[Defect]:
    """A word of the place is one that something in the house says, and one with `{…}` can be filled in."""
    for key, fault in word_faults(spec.words):
        yield Defect("words_known", f"用词 {key}", fault, words.HOUSE)
    if spec.posting_title:
        for fault in title_faults(spec.posting_title):
            yield Defect("words_known", "公示标题", fault, words.HOUSE)


def everything_cited(spec: ProgrammeSpec) -> Iterator[Defect]:
    """A value without its clause cannot be explained to anybody."""
    for where, cite in cites(spec):
        if not cite.clause or not cite.ref:
            yield Defect("everything_cited", where, "没有写依据（clause 和 ref）", words.HOUSE)


def cites(spec: ProgrammeSpec) -> Iterator[tuple[str, Cite]]:
    """Yield every citation of a programme, with what it stands behind."""
    for material in spec.materials:
        yield f"材料 {material.code}", material.cite
    for banned in spec.banned:
        yield f"不得索要 {banned.code}", banned.cite
    for question in spec.questions:
        yield f"问题 {question.key}", question.cite
    for step in spec.steps:
        yield f"步骤 {step.kind}", step.cite
        for option, cite in step.option("cites", {}).items():
            yield f"步骤 {step.kind} {option}", Cite(str(cite.get("clause", "")), str(cite.get("ref", "")))
    for clock in spec.clocks:
        yield f"时限 {clock.name}", clock.cite
    for notice in spec.notices:
        yield f"文书 {notice.kind}", notice.cite
    for paper in spec.papers:
        yield f"表单 {paper.kind}", paper.cite


def silent_or_stated(spec: ProgrammeSpec) -> Iterator[Defect]:
    """What the document states cannot be listed as unstated, nor the other way round."""
    keys = [silence.key for silence in spec.silences]
    for key in sorted({key for key in keys if keys.count(key) > 1}):
        yield Defect("silent_or_stated", f"未载明 {key}", "写了两次", words.HOUSE)
    for clock in spec.clocks:
        if clock.name in keys and not clock.parameter:
            yield Defect("silent_or_stated", f"时限 {clock.name}", "写了天数，又列在未载明里", words.HOUSE)
    yield from _forgotten(spec, keys)


def _forgotten(spec: ProgrammeSpec, keys: Iterable[str]) -> Iterator[Defect]:
    """A limit that is neither stated nor declared silent was forgotten by whoever typed the pack."""
    stated = {clock.name for clock in spec.clocks}
    for name in ("whole",):
        if name not in stated and name not in keys:
            yield Defect("silent_or_stated", f"时限 {name}", "文件写没写？没写就列进未载明", words.HOUSE)


ALL: tuple[Callable[[ProgrammeSpec], Iterator[Defect]], ...] = (
    effective_range,
    once_and_needed,
    conditions_known,
    few_and_open_questions,
    private_stays_private,
    only_public_columns,
    notices_complete,
    papers_known,
    commitment_worded,
    words_known,
    everything_cited,
    silent_or_stated,
)
