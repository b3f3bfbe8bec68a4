"""Where settings come from: the environment, then the file `.env` beside manage.py."""

import os
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parents[3]
MODES = ("dev", "test", "production")
# Whatever carries this word was published with the source code and protects nothing.
DEMO_MARK = "demo-only"

env = environ.Env()

# Tests never read .env: what a developer keeps there must not decide whether a test passes.
if os.environ.get("YIMEN_ENV") != "test":
    environ.Env.read_env(BASE_DIR / ".env")

YIMEN_ENV: str = env.str("YIMEN_ENV", default="dev")
if YIMEN_ENV not in MODES:
    raise ImproperlyConfigured(
        f"YIMEN_ENV 只能是 dev、test 或 production,现在是“{YIMEN_ENV}”。"
        f" YIMEN_ENV must be dev, test or production; it is {YIMEN_ENV!r}."
    )

PRODUCTION = YIMEN_ENV == "production"
TESTING = YIMEN_ENV == "test"

# Everything the house writes while it runs lies in one folder, so that one folder is backed up.
VAR_DIR = Path(env.str("YIMEN_VAR", default=str(BASE_DIR / "var")))


def required(name: str, *, demo: str) -> str:
    """Read a setting that production must bring itself; elsewhere fall back to `demo`.

    Raises ImproperlyConfigured in production when the variable is missing, empty or a demo value.
    The value itself is never part of the message.
    """
    value = env.str(name, default="")
    if not PRODUCTION:
        return value or demo
    if not value or DEMO_MARK in value or value == demo:
        state = "没有设置" if not value else "还是演示值"
        raise ImproperlyConfigured(
            f"正式环境的 {name} {state}:请在 .env 或环境变量里写入自己的值(script/setup 可生成)。"
            f" {name} is {'missing' if not value else 'still a demo value'} in production:"
            " set your own in .env or in the environment (script/setup can make one)."
        )
    return value
