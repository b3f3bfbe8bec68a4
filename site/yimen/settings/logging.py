"""Logging: to standard error, with every private number struck out on the way."""

from yimen.settings.environment import TESTING, env

LOG_LEVEL = env.str("LOG_LEVEL", default="INFO")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"redact": {"()": "yimen.redaction.RedactingFilter"}},
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["redact"]},
    },
    "root": {"handlers": ["stderr"], "level": LOG_LEVEL},
    "loggers": {
        # Django would otherwise add a handler of its own, without the filter.
        "django": {"handlers": [], "propagate": True},
        "django.server": {"handlers": [], "propagate": True},
        # The doorbell rings every few seconds; only what goes wrong there is worth a line.
        "celery.beat": {"level": "WARNING"},
        "celery.worker.strategy": {"level": "WARNING"},
        # Nudges that grew old while nobody listened: one line for each act since then.
        "celery.worker.request": {"level": "WARNING"},
        "celery.app.trace": {"level": "WARNING"},
        # Wagtail keeps its reference index up to date by tasks of its own: two lines for every row saved.
        "django_tasks": {"level": "WARNING"},
        # The Bot API puts the token into every address it calls.
        "httpx": {"level": "WARNING"},
        "httpcore": {"level": "WARNING"},
    },
}
if TESTING:
    LOGGING["root"] = {"handlers": [], "level": LOG_LEVEL}
