"""Invariants of the order: what comes before what, by whose hands, by when."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from policies.rules import invariants as words
from policies.rules.invariants import Defect
from policies.rules.programme import Clock, ProgrammeSpec, Step
from policies.rules.step_options import strange_words

Invariant = Callable[[ProgrammeSpec], Iterator[Defect]]


def _at(step: Step) -> str:
    return f"步骤 {step.kind}"


def needed_steps(spec: ProgrammeSpec) -> Iterator[Defect]:
    """An application is lodged, accepted and decided; anything less is no procedure."""
    kinds = [step.kind for step in spec.steps]
    for kind in ("lodge", "accept", "confirm"):
        if kind not in kinds:
            yield Defect("needed_steps", "步骤", f"缺少 {kind}", words.HOUSE)
    for kind in sorted({kind for kind in kinds if kinds.count(kind) > 1}):
        yield Defect("needed_steps", f"步骤 {kind}", "写了两次", words.HOUSE)


def known_options(spec: ProgrammeSpec) -> Iterator[Defect]:
    """A misspelt option would silently switch a rule off."""
    for step in spec.steps:
        unknown = sorted(set(step.options) - words.STEP_OPTIONS[step.kind] - {"cites"})
        if unknown:
            yield Defect("known_options", _at(step), f"不认识的选项 {'、'.join(unknown)}", words.HOUSE)
        for option, said in strange_words(step.kind, step.options).items():
            message = f"选项 {option} 里有不认识的词 {'、'.join(said)}"
            yield Defect("known_options", _at(step), message, words.HOUSE)
        strangers = sorted(set(step.roles) - words.ROLES)
        if strangers:
            yield Defect("known_options", _at(step), f"没有这样的岗位 {'、'.join(strangers)}", words.HOUSE)


def known_milestones(spec: ProgrammeSpec) -> Iterator[Defect]:
    """Nothing may wait for what this programme never brings about."""
    kinds = {step.kind for step in spec.steps}
    for step in spec.steps:
        for milestone in step.after:
            source = words.MILESTONES.get(milestone)
            if source is None:
                yield Defect("known_milestones", _at(step), f"没有“{milestone}”这件事可以等", words.HOUSE)
            elif source not in kinds or not _brought_about(milestone, spec):
                message = f"要等“{milestone}”，可这个项目里没有这一步，永远等不到"
                yield Defect("known_milestones", _at(step), message, words.HOUSE)


def _brought_about(milestone: str, spec: ProgrammeSpec) -> bool:
    lodge, confirm = spec.step("lodge"), spec.step("confirm")
    if milestone == "intend":
        return lodge is not None and bool(lodge.option("intention"))
    if milestone == "panel":
        return confirm is not None and confirm.option("mode") == "panel"
    return True


def no_circle(spec: ProgrammeSpec) -> Iterator[Defect]:
    """Two steps that wait for each other never happen."""
    waits = {
        step.kind: {words.MILESTONES.get(name, name) for name in step.after} - {step.kind}
        for step in spec.steps
    }
    done: set[str] = set()
    while ready := {
        kind for kind, needs in waits.items() if kind not in done and not (needs & waits.keys()) - done
    }:
        done |= ready
    stuck = sorted(set(waits) - done)
    if stuck:
        yield Defect("no_circle", f"步骤 {'、'.join(stuck)}", "互相等待，谁也开始不了", words.HOUSE)


def posting_in_its_place(spec: ProgrammeSpec) -> Iterator[Defect]:
    """What is posted for review is posted before the decision; what is posted as a result, after it."""
    post, confirm = spec.step("post"), spec.step("confirm")
    if post is None or confirm is None:
        return
    subject = post.option("subject", "")
    if subject not in ("", "review", "result", "both"):
        yield Defect("posting_in_its_place", _at(post), f"subject 不能是“{subject}”", words.HOUSE)
    if subject in ("review", "both") and "review" in post.after and "post" not in confirm.after:
        message = "初审公示要在决定之前，confirm 的 after 要写上 post"
        yield Defect("posting_in_its_place", _at(post), message, words.POSTING)
    if subject == "result" and "confirm" not in post.after:
        yield Defect("posting_in_its_place", _at(post), "公示的是结果，after 要写上 confirm", words.HOUSE)
    if spec.clock("posting_end") is None:
        message = "有公示就要有公示期（天数没写的，参数留空）"
        yield Defect("posting_in_its_place", _at(post), message, words.POSTING)


def different_hands(spec: ProgrammeSpec) -> Iterator[Defect]:
    """Acceptance, first review and decision are three people; the village and the county do none of them."""
    kinds = {step.kind for step in spec.steps}
    chain = [step for step in spec.steps if step.kind in ("accept", "review", "confirm")]
    for step in chain:
        outside = sorted(set(step.roles) - words.TOWNSHIP_ROLES)
        if outside:
            message = f"权限在乡镇，不能由 {'、'.join(outside)} 来做"
            yield Defect("different_hands", _at(step), message, words.HOUSE)
        for other in chain:
            if other.kind < step.kind and set(other.roles) & set(step.roles):
                message = f"和 {other.kind} 是同一个岗位，三道手续要三个人"
                yield Defect("different_hands", _at(step), message, words.HOUSE)
    for step in spec.steps:
        for kind in step.apart_from:
            if kind == step.kind or kind not in kinds:
                message = f"apart_from 里的“{kind}”不是本项目里的另一步"
                yield Defect("different_hands", _at(step), message, words.HOUSE)


def check_before_support(spec: ProgrammeSpec) -> Iterator[Defect]:
    """A means check that nothing waits for is a decoration; one-off aid, which may be simplified, is the exception."""
    confirm = spec.step("confirm")
    if spec.step("check") is None or (confirm is not None and confirm.option("once")):
        return
    chain = [step for step in spec.steps if step.kind in ("review", "confirm")]
    if chain and not any("check" in step.after for step in chain):
        message = "先核后保：初审或审批要等核对报告（after 写上 check）"
        yield Defect("check_before_support", "步骤 review", message, words.CHECK_FIRST)


def money_after_decision(spec: ProgrammeSpec) -> Iterator[Defect]:
    """Every payment points back to a decision."""
    pay = spec.step("pay")
    if pay is not None and not {"confirm", "post", "serve:decision"} & set(pay.after):
        yield Defect("money_after_decision", _at(pay), "发钱要在决定之后（after 写上 confirm）", words.HOUSE)


def appraisal_only_on_objection(spec: ProgrammeSpec) -> Iterator[Defect]:
    """Appraisal as a routine was abolished: it answers an objection or is not held at all."""
    appraise, post = spec.step("appraise"), spec.step("post")
    if appraise is not None and appraise.option("mode", "") not in ("", "on_objection", "never"):
        message = "民主评议只在有异议时开展(mode = on_objection)"
        yield Defect("appraisal_only_on_objection", _at(appraise), message, words.APPRAISAL)
    if post is not None:
        for answer in post.option("answers", ()):
            if answer not in ("resurvey", "appraise"):
                yield Defect(
                    "appraisal_only_on_objection", _at(post), f"不认识的答复方式“{answer}”", words.APPRAISAL
                )


def service_in_order(spec: ProgrammeSpec) -> Iterator[Defect]:
    """Announcement is the last resort: only after the other ways have failed."""
    serve = spec.step("serve")
    if serve is None:
        return
    methods = tuple(serve.option("methods", ()))
    unknown = sorted(set(methods) - set(words.SERVICE_METHODS))
    if unknown:
        yield Defect("service_in_order", _at(serve), f"不认识的送达方式 {'、'.join(unknown)}", words.SERVICE)
    if "public" in methods and not serve.option("public_after"):
        message = "公告送达要在别的方式都送不到以后(public_after)"
        yield Defect("service_in_order", _at(serve), message, words.SERVICE)


def heard_before_changed(spec: ProgrammeSpec) -> Iterator[Defect]:
    """A place that announces a change in advance must say for how long people are heard, and with which paper."""
    change = spec.step("change")
    if change is None or not change.option("advance"):
        return
    if spec.clock("defence") is None and not any(silence.key == "defence" for silence in spec.silences):
        yield Defect("heard_before_changed", _at(change), "有事先告知，就要有陈述申辩期", words.NOTICES)
    if spec.notice("advance") is None:
        yield Defect("heard_before_changed", _at(change), "有事先告知，就要有事先告知书", words.NOTICES)


def clocks_hang_on_events(spec: ProgrammeSpec) -> Iterator[Defect]:
    """A clock starts and stops at acts that exist, has a length, and no length that is nought."""
    names = [clock.name for clock in spec.clocks]
    for clock in spec.clocks:
        for message in _clock_defects(clock, names):
            yield Defect("clocks_hang_on_events", f"时限 {clock.name}", message, words.HOUSE)


def _clock_defects(clock: Clock, names: list[str]) -> Iterator[str]:
    if clock.name not in words.CLOCK_NAMES:
        yield "没有这样的时限"
    if names.count(clock.name) > 1:
        yield "写了两次"
    unknown = sorted({*clock.start, *clock.stop} - words.EVENTS)
    if unknown:
        yield f"起止里有不认识的事 {'、'.join(unknown)}"
    if not clock.start:
        yield "没有写从哪件事起算"
    if (clock.limit is None) == (not clock.parameter):
        yield "长短要么写 limit，要么写 parameter，只写一样"
    if clock.limit is not None and clock.limit <= 0:
        yield "limit 要大于零"
    if clock.within and (clock.within not in names or clock.within == clock.name):
        yield f"within 里的“{clock.within}”不是本项目里的另一个时限"
    yield from _extension_defects(clock)


def _extension_defects(clock: Clock) -> Iterator[str]:
    if (clock.extended_limit is None) != (not clock.extension_reasons):
        yield "能延长的，延到几天和延长的理由都要写"
    if clock.extended_limit is not None and clock.extended_limit <= (clock.limit or 0):
        yield "延长以后的天数要比原来的多"
    reasons = sorted(set(clock.extension_reasons) - words.EXTENSION_REASONS)
    if reasons:
        yield f"不认识的延长理由 {'、'.join(reasons)}"


def relief_is_bounded(spec: ProgrammeSpec) -> Iterator[Defect]:
    """Relief before the papers says which papers follow, in words that the back-fill form knows."""
    relieve = spec.step("relieve")
    if relieve is None:
        return
    fields = set(relieve.option("backfill", ()))
    unknown = sorted(fields - words.RELIEF_FIELDS)
    if unknown or not fields:
        message = f"补齐手续的项目不对：{'、'.join(unknown) or '一项也没有'}"
        yield Defect("relief_is_bounded", _at(relieve), message, words.HOUSE)


ALL: tuple[Invariant, ...] = (
    needed_steps,
    known_options,
    known_milestones,
    no_circle,
    posting_in_its_place,
    different_hands,
    check_before_support,
    money_after_decision,
    appraisal_only_on_objection,
    service_in_order,
    heard_before_changed,
    clocks_hang_on_events,
    relief_is_bounded,
)
