"""Who else has the case open, in words: honest about being what was so when this page was read."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext as _

from casework.actions.looking import lookers
from casework.desk.acts import step_name
from casework.desk.situation import Situation

MINUTE = timedelta(minutes=1)


def others(situation: Situation) -> list[str]:
    """Return one sentence for each colleague who has opened the case in the last minutes."""
    found = lookers(case=situation.case.pk, actor=situation.actor, at=situation.now)
    said = []
    for one in found:
        minutes = (situation.now - one.at) // MINUTE
        when = _("%d 分钟前") % minutes if minutes else _("刚刚")
        named = {"name": one.name, "when": when, "step": step_name(one.verb)}
        said.append(
            _("%(name)s %(when)s打开了“%(step)s”的表") % named
            if named["step"]
            else _("%(name)s %(when)s打开了这一件") % named
        )
    return said
