"""Topics of the calculation vectors that answer with money, grades and counts."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from fractions import Fraction
from typing import Any

from policies.rules import amounts, caps, care, changes, income, margins
from policies.rules.comparing import Operator
from policies.rules.money import TO_THE_FEN, Exact, Rounding, decimals, exact, plain
from policies.vector_topics import Answers, Topics, unsaid
from policies.vector_types import fitting

Asked = Collection[str]
MODES = {
    f"{mode}_{unit}": Rounding.named(f"{unit}_{mode}")
    for unit in ("fen", "jiao", "yuan")
    for mode in ("half_up", "ceil")
}


def _fen(amount: Fraction) -> str:
    return TO_THE_FEN.text(amount)


def _operator(inclusive: bool) -> Operator:
    return "at_most" if inclusive else "below"


def dibao_gap(_asked: Asked, *, standard: Exact, members: int, annual_income: Exact) -> Answers:
    done = amounts.dibao_gap(standard=standard, members=members, annual_income=annual_income)
    return {
        "per_capita_month_2dp": decimals(amounts.per_head_month(exact(annual_income), members), 2),
        "eligible_income": done.eligible,
        "benefit_exact": plain(done.exact) if done.exact.denominator == 1 else str(done.exact),
        **{name: mode.text(done.exact) for name, mode in MODES.items()},
    }


def _tier(row: Sequence[Any]) -> amounts.Tier:
    if not isinstance(row, list | tuple) or len(row) != 3:
        raise ValueError(f"a tier is [name, below, amount], not {row!r}")
    return amounts.Tier(str(row[0]), exact(row[1]), exact(row[2]))


def dibao_tier(
    _asked: Asked, *, standard: Exact, members: int, annual_income: Exact, tiers: Sequence[Sequence[Any]]
) -> Answers:
    table = [_tier(row) for row in tiers]
    done = amounts.dibao_tier(standard=standard, members=members, annual_income=annual_income, tiers=table)
    return {"tier": done.tier.name if done.tier else None, "benefit": plain(done.calculation.exact)}


def margin_income(
    _asked: Asked, *, standard: Exact, members: int, annual_income: Exact, multiplier: Exact, inclusive: bool
) -> Answers:
    within = margins.within_margin(
        standard=standard,
        members=members,
        annual_income=annual_income,
        multiplier=multiplier,
        operator=_operator(inclusive),
    )
    return {"within_margin": within}


def work_cost(
    _asked: Asked, *, standard: Exact, members: int, wage_month: Exact, deduct_rate: Exact
) -> Answers:
    counted = income.after_work_cost(wage_month=wage_month, deduct_rate=deduct_rate)
    done = amounts.dibao_gap(standard=standard, members=members, annual_income=counted * amounts.MONTHS)
    return {"per_capita": _fen(counted / members), "benefit": _fen(done.exact)}


def new_job(
    _asked: Asked,
    *,
    standard: Exact,
    new_wage_month: Exact,
    cap_multiple: Exact,
    months_min: int,
    months_max: int,
) -> Answers:
    counted = income.new_job_counted(
        standard=standard,
        new_wage_month=new_wage_month,
        cap_multiple=cap_multiple,
        months_min=months_min,
        months_max=months_max,
    )
    return {"counted": _fen(counted)}


def basic_pension(_asked: Asked, *, pension_month: Exact, central_base: Exact) -> Answers:
    return {"counted": _fen(income.pension_counted(pension_month=pension_month, central_base=central_base))}


def maintenance_by_formula(
    _asked: Asked,
    *,
    supporter_household_income_month: Exact,
    supporter_members: int,
    standard: Exact,
    threshold_k: Exact,
    rate: Exact,
    supported_people: int,
) -> Answers:
    each = income.maintenance_from_household(
        supporter_household_income_month=supporter_household_income_month,
        supporter_members=supporter_members,
        standard=standard,
        threshold_k=threshold_k,
        rate=rate,
        supported_people=supported_people,
    )
    return {"per_supported_month": _fen(each)}


def maintenance_of_children(
    _asked: Asked, *, supporter_income_month: Exact, children: int, rate: Exact, cap: Exact | None = None
) -> Answers:
    support = income.child_support(
        supporter_income_month=supporter_income_month, children=children, rate=rate, cap=cap
    )
    return {"total": _fen(support.total), "per_child": _fen(support.per_child)}


def maintenance_counted(
    _asked: Asked, *, computed: Exact = 0, agreement_month: Exact | None = None, actually_paid: Exact = 0
) -> Answers:
    counted = income.maintenance_counted(
        computed=computed, actually_paid=actually_paid, agreement_month=agreement_month
    )
    return {"counted": plain(counted)}


def property_multiple(
    _asked: Asked, *, standard: Exact, multiple: Exact, what: str = "", inclusive: bool = False
) -> Answers:
    found = margins.property_limit(standard=standard, multiple=multiple, operator=_operator(inclusive))
    return {"limit": plain(found.limit), "at_limit_allowed": found.at_limit_allowed}


def single_person(
    _asked: Asked,
    *,
    standard: Exact,
    household_members: int,
    household_pc_month: Exact,
    person_income_month: Exact,
    mode: str,
    multiplier: Exact | None = None,
    inclusive: bool = False,
) -> Answers:
    if mode not in ("own_income", "full"):
        raise ValueError(f"unknown mode {mode!r}")
    done = amounts.single_person(
        standard=standard,
        household_members=household_members,
        household_pc_month=household_pc_month,
        person_income_month=person_income_month,
        multiple=unsaid("single_person", "multiple", multiplier),
        mode="full" if mode == "full" else "own_income",
        operator=_operator(inclusive),
    )
    return {"recipients": done.recipients, "benefit": _fen(done.calculation.exact)}


def expenditure_poor(
    _asked: Asked,
    *,
    annual_income: Exact,
    members: int,
    local_disposable_pc_last_year: Exact,
    rigid_expenditure_12m: Exact,
    local_ratio: Exact,
) -> Answers:
    found = margins.expenditure_poor(
        annual_income=annual_income,
        members=members,
        local_disposable_pc_last_year=local_disposable_pc_last_year,
        rigid_expenditure_12m=rigid_expenditure_12m,
        local_ratio=local_ratio,
    )
    return {
        "per_capita_year": _fen(found.per_capita_year),
        "income_ok": found.income_ok,
        "ratio_4dp": None if found.ratio is None else decimals(found.ratio, 4),
        "ratio_ok": found.ratio_ok,
        "recognised": found.recognised,
    }


def tekun_basic(_asked: Asked, *, standard: Exact, multiple: Exact) -> Answers:
    basic = care.tekun_basic(standard=standard, multiple=multiple)
    return {
        "exact": decimals(basic.exact, 2)
        if basic.exact * 100 == int(basic.exact * 100)
        else plain(basic.exact),
        "floor_yuan_would_break_minimum": basic.floor_would_break_minimum,
        **{name: mode.text(basic.exact) for name, mode in MODES.items()},
    }


def self_care(_asked: Asked, *, indicators_failed: int) -> Answers:
    grades = (
        care.SelfCareGrade("able", 0),
        care.SelfCareGrade("partly_lost", unsaid("self_care", "partly_lost_from")),
        care.SelfCareGrade("fully_lost", unsaid("self_care", "fully_lost_from")),
    )
    indicators = unsaid("self_care", "indicators")
    return {
        "grade": care.self_care_grade(
            indicators_failed=indicators_failed, indicators=indicators, grades=grades
        )
    }


def tekun_care(_asked: Asked, *, minimum_wage: Exact, shares: Mapping[str, Exact]) -> Answers:
    rates = care.care_rates(minimum_wage=minimum_wage, shares=shares)
    return {grade: {name: mode.text(rate) for name, mode in MODES.items()} for grade, rate in rates.items()}


def temporary_cap(
    _asked: Asked, *, standard: Exact, multiple: Exact, amount: Exact, inclusive: bool = True
) -> Answers:
    within = caps.within_cap(
        standard=standard, multiple=multiple, amount=amount, operator=_operator(inclusive)
    )
    return {"township_may_decide": within}


def temporary_per_person(
    asked: Asked, *, standard: Exact, members: int, per_person_multiple: Exact
) -> Answers:
    amount = caps.temporary_amount(
        standard=standard, members=members, per_person_multiple=per_person_multiple
    )
    answers: dict[str, Any] = {"amount": plain(amount)}
    for key in asked:
        named = re.fullmatch(r"within_(\d+)x_(per_person|per_case)", key)
        if named:
            answers[key] = caps.within_cap(
                standard=standard,
                multiple=named[1],
                amount=amount,
                basis="per_person" if named[2] == "per_person" else "per_case",
                members=members,
            )
    return answers


def reserve_fund(_asked: Asked, *, registered_population: int, per_head: Exact) -> Answers:
    return {
        "minimum": _fen(caps.reserve_minimum(registered_population=registered_population, per_head=per_head))
    }


def sample_size(_asked: Asked, *, population: int, percent: Exact) -> Answers:
    return {"sample": caps.sample_size(population=population, percent=percent)}


def sample_union(
    _asked: Asked, *, new_and_exit: int, percent: Exact, near_relative: int, complaint: int, overlap: int = 0
) -> Answers:
    return {
        "mandatory_visits": caps.compulsory_visits(
            near_relative=near_relative, complaint=complaint, overlap=overlap
        ),
        "random_sample": caps.sample_size(population=new_and_exit, percent=percent),
    }


def job_refusal(
    _asked: Asked, *, standard: Exact, members: int, annual_income: Exact, refusals: int
) -> Answers:
    done = changes.job_refusal(
        standard=standard,
        members=members,
        annual_income=annual_income,
        refusals=refusals,
        refusals_needed=unsaid("job_refusal", "refusals_needed"),
    )
    return {"before": _fen(done.before), "own_share": _fen(done.own_share), "after": _fen(done.after)}


def member_death(
    _asked: Asked, *, standard: Exact, members_before: int, members_after: int, annual_income: Exact
) -> Answers:
    before = amounts.dibao_gap(standard=standard, members=members_before, annual_income=annual_income)
    after = changes.amount_after_death(
        standard=standard, members_after=members_after, annual_income=annual_income
    )
    return {"before": _fen(before.exact), "after": _fen(after)}


def fine_range(_asked: Asked, *, defrauded: Exact) -> Answers:
    fine = changes.fine_range(
        defrauded=defrauded,
        least_times=unsaid("fine_range", "least_times"),
        most_times=unsaid("fine_range", "most_times"),
    )
    # 649 art. 68 says 可以: the fine may be imposed.
    return {"min": plain(fine.least), "max": plain(fine.most), "optional": True}


def supplement(
    _asked: Asked,
    *,
    base: Exact,
    standard: Exact,
    rate: Exact,
    people: Sequence[Mapping[str, Any]],
    old_from: int | None = None,
    minor_below: int | None = None,
    severe_up_to: int | None = None,
    stacking: bool = False,
) -> Answers:
    rule = amounts.SupplementRule(
        rate=exact(rate),
        old_from=unsaid("supplement", "old_from", old_from),
        minor_below=unsaid("supplement", "minor_below", minor_below),
        severe_up_to=unsaid("supplement", "severe_up_to", severe_up_to),
        stacking=stacking,
    )
    members = [_member(**fitting(_member, person)) for person in people]
    done = amounts.supplement(base=base, standard=standard, people=members, rule=rule)
    return {"count": done.count, "supplement": _fen(done.supplement), "total": _fen(done.calculation.exact)}


def _member(*, age: int, disability: Exact | None = None, illness: bool = False) -> amounts.Member:
    if age < 0:
        raise ValueError("an age is not negative")
    grade = None if disability is None else int(disability)
    if grade is not None and not 1 <= grade <= 4:
        raise ValueError("the grade of a disability is 1, 2, 3 or 4")
    return amounts.Member(age, grade, illness)


TOPICS: Topics = {
    "dibao_gap": (dibao_gap,),
    "dibao_tier": (dibao_tier,),
    "margin_income": (margin_income,),
    "work_cost": (work_cost,),
    "zj_new_job_disregard": (new_job,),
    "basic_pension": (basic_pension,),
    "maintenance": (maintenance_by_formula, maintenance_of_children, maintenance_counted),
    "property_multiple": (property_multiple,),
    "single_person": (single_person,),
    "expenditure_poor": (expenditure_poor,),
    "tekun_basic": (tekun_basic,),
    "self_care": (self_care,),
    "tekun_care": (tekun_care,),
    "temporary_cap": (temporary_cap,),
    "temporary_per_person": (temporary_per_person,),
    "reserve_fund": (reserve_fund,),
    "sample_size": (sample_size,),
    "sample_union": (sample_union,),
    "job_refusal": (job_refusal,),
    "member_death": (member_death,),
    "fine_range": (fine_range,),
    "supplement": (supplement,),
}
