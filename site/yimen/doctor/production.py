"""What only matters with real people in the house: the mode, Django's own list, the impact assessment."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.conf import settings
from django.core import checks

from yimen.doctor.finding import Finding, Visit, bad, good, hint

MODE, DEPLOY, TLS, ASSESSMENT = "运行方式 mode", "上线检查 deploy", "加密传输 https", "影响评估 assessment"
YEARS_KEPT = 3


def mode(visit: Visit) -> Iterator[Finding]:
    """Look whether the house runs as it should for real people."""
    if settings.YIMEN_ENV == "production" and not settings.DEBUG:
        yield good(MODE, "正式环境")
    elif visit.production:
        said = f"YIMEN_ENV={settings.YIMEN_ENV},DEBUG={settings.DEBUG}"
        yield bad(MODE, said, "在 .env 里写 YIMEN_ENV=production、DEBUG=false,重启")
    else:
        yield good(MODE, f"{settings.YIMEN_ENV}(不是正式环境,不要录真人)")


def deploy(visit: Visit) -> Iterator[Finding]:
    """Run every system check, in production with Django's list for deployment."""
    found = checks.run_checks(include_deployment_checks=visit.production)
    serious = [one for one in found if one.is_serious(checks.WARNING) and not one.is_silenced()]
    if serious:
        names = "、".join(sorted({str(one.id) for one in serious}))
        yield bad(DEPLOY, f"{len(serious)} 条没有通过:{names}", "运行 manage.py check --deploy 看说明")
    else:
        yield good(DEPLOY, "全部通过")


def transport(visit: Visit) -> Iterator[Finding]:
    """Look whether what people type travels encrypted."""
    if settings.YIMEN_TLS:
        yield good(TLS, "只用 https")
    elif visit.production:
        yield hint(TLS, "没有用 https", "只有在没有证书的县内网才可以;否则 YIMEN_TLS=true")
    else:
        yield good(TLS, "没有用(本机试用可以)")


def assessment(visit: Visit) -> Iterator[Finding]:
    """Remind of the assessment that the law wants before sensitive data is handled or published (PIPL 55, 56)."""
    if not settings.YIMEN_ASSESSED_ON:
        mend = "正式录真人、公示以前要做;做完把日期写进 YIMEN_ASSESSED_ON(例如 2026-03-01)"
        yield hint(ASSESSMENT, "没有登记个人信息保护影响评估", mend)
        return
    try:
        done = date.fromisoformat(settings.YIMEN_ASSESSED_ON)
    except ValueError:
        yield bad(ASSESSMENT, "YIMEN_ASSESSED_ON 不是日期", "写成 2026-03-01 这样")
        return
    if (visit.today - done).days > YEARS_KEPT * 365:
        yield hint(ASSESSMENT, f"上一次是 {done},过了 {YEARS_KEPT} 年", "重新评估一次")
    else:
        yield good(ASSESSMENT, f"{done} 做过")
