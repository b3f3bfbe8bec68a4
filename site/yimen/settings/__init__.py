"""Settings of the house, one subject per file, switched by YIMEN_ENV (dev, test, production)."""

from yimen.settings.base import *
from yimen.settings.celery import *
from yimen.settings.chat import *
from yimen.settings.database import *
from yimen.settings.environment import BASE_DIR, VAR_DIR, YIMEN_ENV  # noqa: F401
from yimen.settings.keys import *
from yimen.settings.logging import *
from yimen.settings.operator import *
from yimen.settings.security import *
from yimen.settings.storage import *
from yimen.settings.telegram import *
from yimen.settings.wagtail import *
