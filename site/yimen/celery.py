"""The Celery application: a doorbell for the outbox, never the place where truth is kept."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yimen.settings")

app = Celery("yimen", task_cls="yimen.plain_ids:PlainIdTask")
app.config_from_object("django.conf:settings", namespace="CELERY")
# Finds tasks.py in every installed app.
app.autodiscover_tasks()
