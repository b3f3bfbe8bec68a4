"""Settings under test: the real ones, in their `test` mode, untouched by anybody's .env."""

import os

os.environ["YIMEN_ENV"] = "test"

from yimen.settings import *  # noqa: F403
