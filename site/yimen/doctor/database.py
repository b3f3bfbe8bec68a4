"""The database: its mode, its migrations, its own guards, and what it believes the time is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection
from django.db.models import Max
from django.db.models.functions import Now

from casework.models import Event
from casework.models import guards as casework_guards
from policies.management.migrated import waiting_migrations
from policies.models import LawStamp
from policies.models import guards as policy_guards
from yimen.doctor.finding import Finding, Visit, bad, good

MODE, MIGRATIONS, GUARDS, CLOCK = "数据库 database", "迁移 migrations", "触发器 guards", "时钟 clock"
OLDEST_POSTGRES = 15
HOME = "Asia/Shanghai"
DRIFT = timedelta(seconds=5)


def mode(visit: Visit) -> Iterator[Finding]:
    """Look whether two people can write at once: WAL and IMMEDIATE, or a PostgreSQL young enough."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA journal_mode")
            journal = str(cursor.fetchone()[0])
        yield sqlite_mode(journal, str(connection.settings_dict["OPTIONS"].get("transaction_mode")))
    else:
        with connection.cursor() as cursor:
            cursor.execute("SHOW server_version_num")
            yield postgres_version(int(cursor.fetchone()[0]) // 10_000)


def sqlite_mode(journal: str, transactions: str) -> Finding:
    """Judge how a SQLite file is written."""
    if journal.lower() == "wal" and transactions.upper() == "IMMEDIATE":
        return good(MODE, "SQLite,WAL + IMMEDIATE")
    said = f"SQLite,journal_mode={journal},transaction_mode={transactions}:两个人同时保存会报错"
    return bad(MODE, said, "DATABASE_URL 里不要另写 SQLite 选项,用默认的;数据库不要放在网络盘上")


def postgres_version(major: int) -> Finding:
    """Judge the age of a PostgreSQL."""
    if major >= OLDEST_POSTGRES:
        return good(MODE, f"PostgreSQL {major}")
    return bad(MODE, f"PostgreSQL {major} 太旧", f"升级到 {OLDEST_POSTGRES} 或更新")


def migrations(visit: Visit) -> Iterator[Finding]:
    """Look whether the tables are those of this code."""
    if waiting := waiting_migrations():
        names = "、".join(waiting[:3])
        yield bad(MIGRATIONS, f"还有 {len(waiting)} 个没有执行({names} …)", "运行 manage.py migrate")
    else:
        yield good(MIGRATIONS, "都执行了")


def guards(visit: Visit) -> Iterator[Finding]:
    """Look whether the database itself refuses what the rules refuse."""
    wanted = casework_guards.trigger_names(connection.vendor) | policy_guards.trigger_names(connection.vendor)
    missing = sorted(wanted - _triggers())
    if missing:
        said = f"少 {len(missing)} 个,经过和已发布的规则可能被改:{'、'.join(missing[:3])}"
        yield bad(GUARDS, said, "运行 manage.py migrate(它会把触发器装回去),再运行 manage.py audit verify")
    else:
        yield good(GUARDS, f"{len(wanted)} 个都在")


def _triggers() -> frozenset[str]:
    question = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        if connection.vendor == "sqlite"
        else "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
    )
    with connection.cursor() as cursor:
        cursor.execute(question)
        return frozenset(name for (name,) in cursor.fetchall())


def clock(visit: Visit) -> Iterator[Finding]:
    """Look whether program, database and what was last recorded agree about the time."""
    if not settings.USE_TZ or settings.TIME_ZONE != HOME:
        yield bad(CLOCK, f"时区是 {settings.TIME_ZONE}", f"TIME_ZONE 只能是 {HOME}:办理时限按它算")
        return
    last = Event.objects.aggregate(last=Max("recorded_at"))["last"]
    yield clocks_agree(visit.now, _database_time() or visit.now, last)


def _database_time() -> datetime | None:
    """Ask the database for its time, on any row it has."""
    found: datetime | None = (
        LawStamp.objects.annotate(present=Now()).values_list("present", flat=True).first()
    )
    return found


def clocks_agree(now: datetime, database: datetime, last: datetime | None) -> Finding:
    """Judge three moments against each other."""
    if abs(now - database) > DRIFT:
        said = f"本机和数据库差 {abs(now - database).total_seconds():.0f} 秒"
        return bad(CLOCK, said, "给两台机器都开时间同步(NTP)")
    if last is not None and last > now + DRIFT:
        said = f"最近一条经过记在 {last:%Y-%m-%d %H:%M},比现在还晚"
        return bad(CLOCK, said, "机器时间被拨慢过:先校时,再收件")
    return good(CLOCK, f"{HOME},和数据库一致")
