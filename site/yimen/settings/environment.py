"""Where settings come from: the environment, then the file `.env` beside manage.py."""

import os
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parents[3]
MODES = ("dev", "test", "production")

env = environ.Env()

# Tests never read .env: what a developer keeps there must not decide whether a test passes.
if os.environ.get("YIMEN_ENV") != "test":
    environ.Env.read_env(BASE_DIR / ".env")

YIMEN_ENV: str = env.str("YIMEN_ENV", default="dev")
if YIMEN_ENV not in MODES:
    raise ImproperlyConfigured(
        f"YIMEN_ENV 只能是 dev、test 或 production,现在是 {YIMEN_ENV!r}。"
        f" YIMEN_ENV must be one of dev, test, production; it is {YIMEN_ENV!r}."
    )

PRODUCTION = YIMEN_ENV == "production"
TESTING = YIMEN_ENV == "test"
# Everything the house writes while it runs lies under one folder, so that one folder is backed up.
VAR_DIR = Path(env.str("YIMEN_VAR", default=str(BASE_DIR / "var")))
