"""What waits: the outbox, the chats' inbox, and whether anybody is alive to work it off."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from casework.models import Outbox
from intake_bot.models import Inbound, OutMessage
from yimen.doctor.finding import Finding, Visit, bad, good
from yimen.models import Heartbeat

OUT, IN, PULSE = "待办发送 outbox", "来件 inbox", "后台进程 background"
LATE = timedelta(minutes=5)
SILENT = timedelta(minutes=3)


def outbox(visit: Visit) -> Iterator[Finding]:
    """Look for rows that were given up, and for rows nobody fetches."""
    dead = Outbox.objects.exclude(dead_at=None)
    late = Outbox.objects.filter(done_at=None, dead_at=None, available_at__lt=visit.now - LATE).count()
    if count := dead.count():
        kinds = "、".join(
            sorted({f"{kind}({error})" for kind, error in dead.values_list("kind", "error")})[:3]
        )
        yield bad(
            OUT, f"{count} 件试了多次没有办成:{kinds}", "看日志里的 outbox row,修好原因,再把 dead_at 清空重试"
        )
    elif late:
        yield visit.serious(OUT, f"{late} 件等了 5 分钟以上没人办", "启动 manage.py worker 和 manage.py beat")
    else:
        yield good(OUT, "没有积压")


def inbox(visit: Visit) -> Iterator[Finding]:
    """Look for messages of residents that could not be handled, and for replies that never left."""
    dead = Inbound.objects.exclude(dead_at=None).count()
    unsent = OutMessage.objects.exclude(dead_at=None).count()
    late = Inbound.objects.filter(done_at=None, dead_at=None, received_at__lt=visit.now - LATE).count()
    if dead or unsent:
        said = f"{dead} 条消息没有办成,{unsent} 条回复没有发出"
        yield bad(IN, said, "看 bot 和 web 的日志;这些人在等回话,请打电话")
    elif late:
        yield visit.serious(IN, f"{late} 条消息等了 5 分钟以上", "启动 manage.py bot")
    else:
        yield good(IN, "没有积压")


def background(visit: Visit) -> Iterator[Finding]:
    """Feel the pulse of clock and worker."""
    seen = dict(Heartbeat.objects.values_list("process", "at"))
    silent = [name for name in ("beat", "worker") if name not in seen or visit.now - seen[name] > SILENT]
    if silent:
        commands = " 和 ".join(f"manage.py {name}" for name in silent)
        said = f"三分钟内没有动静:{'、'.join(silent)}"
        yield visit.serious(PULSE, said, f"启动 {commands}(script/server 会一起启动)")
    else:
        yield good(PULSE, "定时进程和办理进程都活着")
