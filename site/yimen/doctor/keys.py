"""Keys: whether the ring opens what was sealed, and whether it is a secret at all."""

from __future__ import annotations

import os
from collections.abc import Iterator

from django.conf import settings

from casework.models import Person
from casework.sealing import SealBroken
from yimen.doctor.finding import Finding, Visit, bad, good
from yimen.models import Phone
from yimen.settings.environment import DEMO_MARK

RING, PHONES, SECRECY = "封存密钥 keys", "动态码密钥 phone keys", "密钥保密 secrets"
SAMPLES = 20


def ring(visit: Visit) -> Iterator[Finding]:
    """Open the oldest and the newest sealed numbers: a lost key shows on the oldest first."""
    sealed = Person.objects.exclude(id_number_sealed=b"")
    oldest, newest = sealed.order_by("id_number_sealed")[:SAMPLES], sealed.order_by("-pk")[:SAMPLES]
    samples = {person.pk: person for person in (*oldest, *newest)}
    shut = 0
    for person in samples.values():
        try:
            person.sealed("id_number").open()
        except SealBroken:
            shut += 1
    if shut:
        said = f"抽查 {len(samples)} 个封存的号码,{shut} 个打不开"
        yield bad(RING, said, "把旧密钥加回 YIMEN_SEAL_KEYS(从 .env 的备份里找);没有它,这些号码再也看不到")
    else:
        said = f"抽查 {len(samples)} 个封存的号码,都打得开" if samples else "还没有封存的号码"
        yield good(RING, said)


def phones(visit: Visit) -> Iterator[Finding]:
    """Open the secret of every tied phone: where one is shut, its owner can confirm nothing any more."""
    tied = list(Phone.objects.filter(confirmed=True).select_related("user").order_by("user__username"))
    shut = [phone.user.get_username() for phone in tied if not phone.opens()]
    if shut:
        said = f"这些账号的动态码打不开:{'、'.join(shut)}"
        yield bad(PHONES, said, "把旧密钥加回 YIMEN_SEAL_KEYS,或者在“动态码一览”里解除,请本人重新绑定")
    else:
        yield good(PHONES, f"{len(tied)} 部手机的动态码都封存着,都打得开")


def secrecy(visit: Visit) -> Iterator[Finding]:
    """Look whether any key was published with the source code, and whether others on the machine can read it."""
    published = [
        name
        for name, key in {**settings.YIMEN_SEAL_KEYS, "YIMEN_INDEX_KEY": settings.YIMEN_INDEX_KEY}.items()
        if key.startswith(DEMO_MARK.encode())
    ]
    published += ["SECRET_KEY"] if DEMO_MARK in settings.SECRET_KEY else []
    if published:
        said = f"还是公开的演示密钥:{'、'.join(published)}"
        yield visit.serious(SECRECY, said, "运行 script/setup,它给 .env 写入自己的密钥")
        return
    path = settings.BASE_DIR / ".env"
    if os.name == "posix" and path.exists() and path.stat().st_mode & 0o077:
        yield visit.serious(SECRECY, ".env 别人也能读", "chmod 600 .env")
    else:
        yield good(SECRECY, "都是自己的,没有公开过")
