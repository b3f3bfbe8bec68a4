"""Who can get in: published passwords, demo accounts, the role picker."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.contrib.auth import get_user_model

from yimen.demo import county
from yimen.doctor.finding import Finding, Visit, bad, good

PASSWORDS, DEMO = "口令 passwords", "演示 demo"
KNOWN_TO_ALL = ("admin", "password", "changeme", "123456", "12345678")


def passwords(visit: Visit) -> Iterator[Finding]:
    """Try the passwords that every reader of the internet knows on the accounts that would have them."""
    published = str(county.data()["password"])
    users = get_user_model().objects.filter(is_active=True)
    seeded = users.filter(username__in=[account for account, _ in county.accounts()])
    open_doors = [user for user in seeded if user.check_password(published)]
    for user in users.filter(is_superuser=True):
        if user not in open_doors and any(user.check_password(word) for word in KNOWN_TO_ALL):
            open_doors.append(user)
    names = "、".join(user.get_username() for user in open_doors)
    if not open_doors:
        yield good(PASSWORDS, "没有公开的口令在用")
    elif visit.production:
        yield bad(PASSWORDS, f"公开的口令还在用:{names}", "停用这些账号,或者 manage.py changepassword 账号名")
    else:
        yield good(PASSWORDS, f"{len(open_doors)} 个演示账号用公开的口令(只在演示里可以)")


def demo(visit: Visit) -> Iterator[Finding]:
    """Look whether anybody may take any chair without a password."""
    if not settings.YIMEN_DEMO:
        yield good(DEMO, "没有打开")
    elif visit.production:
        yield bad(DEMO, "YIMEN_DEMO 开着:不用密码就能当审批人", "在 .env 里写 YIMEN_DEMO=false,重启")
    else:
        yield good(DEMO, "打开着,页面上有“演示数据”字样")
