"""Who can get in: published passwords, demo accounts, the role picker."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.contrib.auth import get_user_model

from casework import queries
from casework.actions.staffing import clashes
from casework.models import Officer
from casework.rules.roles import OFFICE_ROLES
from yimen.demo import county
from yimen.doctor.finding import Finding, Visit, bad, good
from yimen.second_factor.people import DECIDING, seats

POSTS, TWINS, HANDS = "岗位 posts", "一人一条 one human", "三双手 hands"
FEW = 5
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


def twins(visit: Visit) -> Iterator[Finding]:
    """Look whether one human has two records, and whether those who decide can be recognised at all (T52)."""
    found = [" 和 ".join(officer.name for officer in group) for group in queries.twins()]
    for names in found:
        yield bad(TWINS, f"像是一个人的两条记录:{names}", "请县里在“工作人员”里看,是同一个人就并成一条")
    roles = [role for role in DECIDING if role in OFFICE_ROLES]
    unknown = Officer.objects.filter(id_index=None, appointments__role__in=roles, merged_into=None)
    number = unknown.distinct().count()
    if number and not (settings.YIMEN_DEMO and not visit.production):
        said = f"{number} 个能批、能监督的人没有登记证件,认不出是不是同一个人、是不是自己家的件"
        yield visit.serious(TWINS, said, "请县里在“工作人员”里登记证件")
    elif not found:
        yield good(TWINS, "没有一个人两条记录")


def demo(visit: Visit) -> Iterator[Finding]:
    """Look whether anybody may take any chair without a password."""
    if not settings.YIMEN_DEMO:
        yield good(DEMO, "没有打开")
    elif visit.production:
        yield bad(DEMO, "YIMEN_DEMO 开着:不用密码就能当审批人", "在 .env 里写 YIMEN_DEMO=false,重启")
    else:
        yield good(DEMO, "打开着,页面上有“演示数据”字样")


def hands(visit: Visit) -> Iterator[Finding]:
    """Look whether any case was handled twice by one human under two records that were merged later (T52)."""
    found = list(queries.doubled_hands().values_list("number", flat=True)[:FEW])
    if found:
        said = f"有件的受理、初审、审批里两步是同一个人的两条记录办的:{'、'.join(found)}"
        yield visit.serious(HANDS, said, "没有决定的换人重新初审;已经决定的请县里提级复核")
    else:
        yield good(HANDS, "没有一个人用两条记录办两步的件")
