"""One case as one officer sees it at one moment: facts, law, people and what is to be done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.utils.translation import gettext

from casework.desk import words
from casework.models import Appointment, Case, HouseholdMember
from casework.rules import agenda, flow
from casework.rules.asking import day_of
from casework.rules.facts import Facts
from casework.rules.refusal import StepRefused
from casework.rules.roles import ROLE_NAMES, Actor
from policies import queries as law
from policies.rules.rulebook import RuleBook


@dataclass(frozen=True)
class Situation:
    """What forms and pages of one case start from; everything below is computed once."""

    case: Case
    actor: Actor
    now: datetime

    @property
    def today(self) -> date:
        """The day in Asia/Shanghai."""
        return day_of(self.now)

    @cached_property
    def book(self) -> RuleBook:
        """The pinned rules of the case."""
        return law.rulebook(self.case.version_id, getattr(self.case, "law", None), unit=self.case.unit_id)

    @cached_property
    def facts(self) -> Facts:
        """What is known, settled to today."""
        return flow.settle(self.case.known(), self.book, self.today)

    @cached_property
    def agenda(self) -> agenda.Agenda:
        """What is to be done now."""
        return agenda.agenda(self.facts, self.book, self.actor, self.now)

    @cached_property
    def members(self) -> list[HouseholdMember]:
        """The people of the household, in order."""
        return list(
            HouseholdMember.objects.filter(household=self.case.household_id)
            .select_related("person")
            .order_by("key")
        )

    @cached_property
    def people(self) -> dict[str, str]:
        """Names by member key."""
        return {member.key: member.person.name for member in self.members}

    @cached_property
    def colleagues(self) -> list[tuple[str, str]]:
        """Officers with a post over this case's village today, as choices: id, name with posts."""
        code = self.case.unit.code
        posts: dict[str, tuple[str, list[str]]] = {}
        for post in Appointment.objects.select_related("officer", "unit").order_by("officer__name", "pk"):
            if post.held_on(self.today) and code.startswith(post.unit.code):
                _name, roles = posts.setdefault(str(post.officer_id), (post.officer.name, []))
                roles.append(gettext(ROLE_NAMES[post.role]))
        return [(pk, words.aside(name, words.listed(roles))) for pk, (name, roles) in posts.items()]

    def refusal(self, verb: str) -> StepRefused | None:
        """Say why this officer may not do an act now, or None."""
        return agenda.allowed(verb, self.facts, self.book, self.actor, self.now)

    def say(self, text: str) -> str:
        """Return a sentence of the rules with names in place of keys."""
        return words.named(text, self.people)

    def material(self, code: str) -> str:
        """Return the name of a paper, or of the member who has not signed."""
        found = self.book.spec.material(code)
        return found.name if found else self.people.get(code, code)
