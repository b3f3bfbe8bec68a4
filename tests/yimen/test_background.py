"""The doorbell is set up so that nothing is fetched ahead, kept, or rung for nobody."""

import inspect

from yimen.celery import app

OURS = ("policies.", "casework.", "notices.", "intake_bot.", "front.", "yimen.")


def test_a_dying_worker_gives_its_message_back(settings):
    assert app.conf.task_acks_late
    assert app.conf.task_reject_on_worker_lost
    assert app.conf.worker_prefetch_multiplier == 1


def test_no_result_and_no_pickle_is_ever_written():
    assert app.conf.task_ignore_result
    assert app.conf.result_backend is None
    assert app.conf.accept_content == ["json"]
    assert app.conf.task_serializer == "json"


def test_every_name_in_the_rhythm_is_a_task_some_worker_knows(settings):
    app.loader.import_default_modules()

    for name in settings.CELERY_BEAT_SCHEDULE:
        assert name in app.tasks, name


def test_a_sweep_that_nobody_calls_is_in_the_rhythm(settings):
    app.loader.import_default_modules()
    sweeps = {
        name
        for name, task in app.tasks.items()
        if name.startswith(OURS) and not inspect.signature(task.run).parameters
    }

    assert sweeps
    assert not sweeps - set(settings.CELERY_BEAT_SCHEDULE)
