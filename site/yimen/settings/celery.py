"""Celery: a doorbell for the outbox. Truth is kept in the database, never in the broker."""

from yimen.settings.environment import TESTING, VAR_DIR, env

_folder = VAR_DIR / "broker"
CELERY_BROKER_URL = env.str("BROKER_URL", default="memory://" if TESTING else "filesystem://localhost")

if CELERY_BROKER_URL.startswith("filesystem:"):
    for _name in ("messages", "control"):
        (_folder / _name).mkdir(parents=True, exist_ok=True)
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(_folder / "messages"),
        "data_folder_out": str(_folder / "messages"),
        "control_folder": str(_folder / "control"),
        "store_processed": False,
    }
elif CELERY_BROKER_URL.startswith("redis"):
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        # Longer than the longest task; and look for abandoned messages at every tenth of what kombu does.
        "visibility_timeout": 3600,
        "unacked_restore_throttle": 1,
    }

# A request must not hang because the doorbell is broken: the sweep will find the row.
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_TIMEOUT = 2
CELERY_TASK_PUBLISH_RETRY = False

# A worker that dies in the middle gives its message back; nothing is fetched ahead.
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1

# Results and arguments end up in files and logs: no results, and ids only (yimen.plain_ids).
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_RESULT_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]

CELERY_TIMEZONE = "Asia/Shanghai"
CELERY_ENABLE_UTC = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_WORKER_SEND_TASK_EVENTS = False
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "beat-schedule")

# What rings by itself: task name → seconds. A test refuses a name that no worker knows, and a task
# without arguments that is not in here, because nobody else would ever call it.
RHYTHM: dict[str, float] = {
    "policies.tasks.publish_due": 60,
    "casework.tasks.drain_outbox": 5,
    "casework.tasks.tick": 60,
    "casework.tasks.seal_day": 3600,
    "notices.tasks.tidy": 60,
    "front.tasks.sweep_drafts": 3600,
    "intake_bot.tasks.sweep_chats": 3600,
    "yimen.tasks.pulse": 60,
}
CELERY_BEAT_SCHEDULE = {
    name: {"task": name, "schedule": seconds, "options": {"expires": max(seconds, 30.0)}}
    for name, seconds in RHYTHM.items()
}
