"""Every check in the order an operator would ask, and what it means when one of them itself falls over."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from yimen.doctor import bot, database, folders, keys, law, papers, people, production, queues
from yimen.doctor.finding import Finding, Visit, bad

Check = Callable[[Visit], Iterable[Finding]]
CHECKS: tuple[Check, ...] = (
    production.mode,
    database.mode,
    database.migrations,
    database.guards,
    database.clock,
    keys.ring,
    keys.phones,
    keys.secrecy,
    folders.private,
    folders.baked,
    folders.disk,
    folders.backup,
    papers.printing,
    law.calendar,
    law.redating,
    law.programmes,
    law.parameters,
    law.served,
    law.phones,
    queues.outbox,
    queues.inbox,
    queues.background,
    bot.reachable,
    people.passwords,
    people.phones,
    people.posts,
    people.twins,
    people.hands,
    people.demo,
    production.transport,
    production.deploy,
    production.assessment,
)


def examine(visit: Visit, checks: Iterable[Check] = CHECKS) -> Iterator[Finding]:
    """Yield what every check finds; one that falls over is a finding too and stops none of the others."""
    for check in checks:
        try:
            found = list(check(visit))
        except Exception as error:  # noqa: BLE001 - the doctor must finish whatever is ill
            name = f"{check.__module__.rpartition('.')[2]}.{check.__name__}"
            found = [
                bad(name, f"查不下去({type(error).__name__})", "先修好上面的 ✘;还不行,运行 manage.py migrate")
            ]
        yield from found
