"""Settings of the house, one subject per file, switched by YIMEN_ENV (dev, test, production)."""

from yimen.settings.base import *  # noqa: F403
from yimen.settings.database import *  # noqa: F403
from yimen.settings.environment import BASE_DIR, VAR_DIR, YIMEN_ENV  # noqa: F401
from yimen.settings.keys import *  # noqa: F403
from yimen.settings.security import *  # noqa: F403
from yimen.settings.storage import *  # noqa: F403
from yimen.settings.telegram import *  # noqa: F403
from yimen.settings.wagtail import *  # noqa: F403
