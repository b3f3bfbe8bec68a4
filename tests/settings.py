"""Settings under test: the real ones, in their `test` mode, untouched by anybody's .env."""

import atexit
import os
import shutil
import sys
import tempfile
from pathlib import Path

os.environ["YIMEN_ENV"] = "test"
# Every test process writes into a folder of its own and leaves nothing behind. Workers of pytest-xdist
# are ended without a farewell, so theirs lie inside the folder of the process that started them.
inside = os.environ.get("YIMEN_VAR") if "PYTEST_XDIST_WORKER" in os.environ else None
os.environ["YIMEN_VAR"] = tempfile.mkdtemp(prefix="yimen-test-", dir=inside)
atexit.register(shutil.rmtree, os.environ["YIMEN_VAR"], ignore_errors=True)
for folder in ("static", "media"):
    (Path(os.environ["YIMEN_VAR"]) / folder).mkdir()

# `pytest --pg`: which database is used is decided before Django starts, so a fixture comes too late.
# The controller of pytest-xdist starts the server and its workers inherit DATABASE_URL.
if "--pg" in sys.argv and "DATABASE_URL" not in os.environ:
    from tests.support.postgres import start_for_this_process

    os.environ["DATABASE_URL"] = start_for_this_process()
elif "--pg" not in sys.argv and "PYTEST_XDIST_WORKER" not in os.environ:
    # A DATABASE_URL from the shell belongs to somebody's real county.
    os.environ.pop("DATABASE_URL", None)

from yimen.settings import *
