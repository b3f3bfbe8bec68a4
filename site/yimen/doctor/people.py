"""Who can get in: published passwords, demo accounts, the role picker."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.contrib.auth import get_user_model

from casework.actions.staffing import clashes
from yimen.demo import county
from yimen.doctor.finding import Finding, Visit, bad, good
from yimen.second_factor.people import seats

POSTS = "岗位 posts"
PASSWORDS, PHONES, DEMO = "口令 passwords", "动态码 second factor", "演示 demo"
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


def phones(visit: Visit) -> Iterator[Finding]:
    """Look whether everybody who decides or supervises has tied a phone; without one he cannot work."""
    bare = [seat for seat in seats(visit.now) if seat.decides and not seat.tied]
    if not bare:
        yield good(PHONES, "要批、要监督的账号都绑定了手机")
    elif settings.YIMEN_DEMO and not visit.production:
        yield good(PHONES, "演示县在页面上给出动态码")
    else:
        names = "、".join(seat.username for seat in bare)
        yield visit.serious(PHONES, f"还没有绑定:{names}", "请本人登录以后打开“我的动态码”绑定")


def posts(visit: Visit) -> Iterator[Finding]:
    """Look whether anybody decides and supervises at once (HX-2b)."""
    found = clashes()
    for officer, pair in found:
        yield bad(POSTS, f"{officer.name}:{pair.why}", "免掉其中一个岗位")
    if not found:
        yield good(POSTS, "没有人同时有不能兼的岗位")


def demo(visit: Visit) -> Iterator[Finding]:
    """Look whether anybody may take any chair without a password."""
    if not settings.YIMEN_DEMO:
        yield good(DEMO, "没有打开")
    elif visit.production:
        yield bad(DEMO, "YIMEN_DEMO 开着:不用密码就能当审批人", "在 .env 里写 YIMEN_DEMO=false,重启")
    else:
        yield good(DEMO, "打开着,页面上有“演示数据”字样")
