"""What the operator tells the house so that `doctor` can remind him."""

from yimen.settings.environment import env

# The folder backups are put into; `doctor` says how old the newest is.
YIMEN_BACKUPS = env.str("YIMEN_BACKUPS", default="")
# The day (YYYY-MM-DD) of the last impact assessment of personal information.
YIMEN_ASSESSED_ON = env.str("YIMEN_ASSESSED_ON", default="")
