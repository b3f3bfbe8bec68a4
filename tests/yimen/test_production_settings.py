"""A county's server does not start with a secret that everybody knows."""

import base64
import os
import subprocess
import sys

import pytest
from django.conf import settings

from yimen.settings import keys

GOOD = {
    "YIMEN_ENV": "production",
    "SECRET_KEY": "x7" * 30,
    "ALLOWED_HOSTS": "yimen.example",
    "YIMEN_SEAL_KEYS": "k1:" + base64.b64encode(b"1" * 32).decode(),
    "YIMEN_INDEX_KEY": base64.b64encode(b"2" * 32).decode(),
}


def start(tmp_path, **changes):
    """Load the settings in a fresh process that has nothing but these variables."""
    values = {name: value for name, value in {**GOOD, **changes}.items() if value is not None}
    environment = {"PATH": os.environ["PATH"], "YIMEN_VAR": str(tmp_path), **values}
    # An empty variable is as good as none, and keeps the .env of a developer out of the test.
    environment |= {name: "" for name in GOOD if name not in environment}
    environment.setdefault("YIMEN_DEMO", "false")
    program = "import sys; sys.path.insert(0, 'site'); import yimen.settings"
    return subprocess.run(
        [sys.executable, "-c", program],
        env=environment,
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )


def test_with_everything_set_it_starts(tmp_path):
    started = start(tmp_path)

    assert started.returncode == 0, started.stderr


@pytest.mark.parametrize("name", ["SECRET_KEY", "ALLOWED_HOSTS", "YIMEN_SEAL_KEYS", "YIMEN_INDEX_KEY"])
def test_without_one_of_them_it_names_it_in_two_languages(tmp_path, name):
    started = start(tmp_path, **{name: None})

    assert started.returncode != 0
    last = started.stderr.strip().splitlines()[-1]
    assert "ImproperlyConfigured" in last
    assert f"正式环境的 {name}" in last
    assert f"{name} is missing in production" in last


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", "demo-only-secret-key-that-every-reader-of-this-file-knows"),
        ("YIMEN_SEAL_KEYS", f"demo:{keys._demo_key('seal')}"),
        ("YIMEN_SEAL_KEYS", f"{GOOD['YIMEN_SEAL_KEYS']},demo:{keys._demo_key('seal')}"),
        ("YIMEN_INDEX_KEY", keys._demo_key("index")),
        ("ALLOWED_HOSTS", "*"),
        ("YIMEN_ENV", "prodution"),
        ("YIMEN_DEMO", "true"),
        ("YIMEN_SEAL_KEYS", "k1:c2hvcnQ="),
        ("YIMEN_SEAL_KEYS", "no-colon"),
        ("YIMEN_SEAL_KEYS", f"{GOOD['YIMEN_SEAL_KEYS']},{GOOD['YIMEN_SEAL_KEYS']}"),
    ],
)
def test_a_demo_or_broken_value_is_refused_and_not_repeated(tmp_path, name, value):
    started = start(tmp_path, **{name: value})

    assert started.returncode != 0
    last = started.stderr.strip().splitlines()[-1]
    assert name in last
    if "KEY" in name:
        assert value not in started.stderr


def test_the_first_key_of_the_ring_is_the_one_that_seals():
    ring = keys._ring("RING", f"new:{base64.b64encode(b'n' * 32).decode()},{GOOD['YIMEN_SEAL_KEYS']}")

    assert list(ring) == ["new", "k1"]
    assert ring["new"] == b"n" * 32
