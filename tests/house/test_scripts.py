"""The scripts of the house say what is wrong and what to do, in two languages, before doing half of it."""

import os
import shutil
import socket
import stat
import subprocess
import sys

import pytest
from django.conf import settings

SCRIPTS = ["script/setup", "script/server", "script/test", "script/check", "script/ground.sh", ".ci/run"]
TOOLS = ["bash", "dirname", "mkdir", "rm", "cat"]


def run(*command, **environment):
    return subprocess.run(
        command,
        cwd=settings.BASE_DIR,
        env={"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/"), **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.fixture
def bare_path(tmp_path):
    """A PATH with the shell's own tools and nothing else."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for tool in TOOLS:
        (folder / tool).symlink_to(shutil.which(tool))
    return folder


@pytest.mark.parametrize("script", SCRIPTS)
def test_bash_can_read_it(script):
    assert run("bash", "-n", script).returncode == 0


@pytest.mark.parametrize("script", [name for name in SCRIPTS if not name.endswith(".sh")])
def test_it_can_be_started(script):
    assert os.access(settings.BASE_DIR / script, os.X_OK)


def test_a_taken_port_is_named_before_anything_is_installed(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        started = run("script/server", "--port", str(port), YIMEN_VAR=str(tmp_path))

    assert started.returncode == 1
    assert f"端口 127.0.0.1:{port} 不能用" in started.stderr
    assert f"script/server --port {port + 1}" in started.stderr
    assert started.stdout == ""


@pytest.mark.parametrize("option", ["--port=80a", "--prot", "--port"])
def test_a_wrong_option_is_refused(option, tmp_path):
    started = run("script/server", option, YIMEN_VAR=str(tmp_path))

    assert started.returncode == 1
    assert "--port" in started.stderr


def test_a_missing_python_is_named_with_its_mend(bare_path, tmp_path):
    started = run("script/server", "--port", "18799", PATH=str(bare_path), YIMEN_VAR=str(tmp_path))

    assert started.returncode == 1
    assert "没有找到 Python 3.11" in started.stderr
    assert "sudo apt install python3 python3-venv" in started.stderr


def test_a_folder_that_cannot_be_written_is_named(tmp_path):
    blocked = tmp_path / "a-file"
    blocked.write_text("where a folder should be")

    started = run("script/setup", YIMEN_VAR=str(blocked / "var"))

    assert started.returncode == 1
    assert f"文件夹不能写入:{blocked / 'var'}" in started.stderr
    assert "The folder cannot be written" in started.stderr


def test_keys_are_made_once_and_never_changed(tmp_path):
    file = tmp_path / ".env"

    run(sys.executable, "script/keys.py", str(file))
    first = file.read_text()
    run(sys.executable, "script/keys.py", str(file))

    assert file.read_text() == first
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert {"SECRET_KEY", "YIMEN_SEAL_KEYS", "YIMEN_INDEX_KEY"} <= {
        line.split("=")[0] for line in first.splitlines()
    }


def test_an_older_file_gets_what_it_lacks_and_keeps_what_it_has(tmp_path):
    file = tmp_path / ".env"
    file.write_text("SECRET_KEY=mine\n# no newline at the end\nYIMEN_DEMO=false")

    run(sys.executable, "script/keys.py", str(file))

    lines = file.read_text().splitlines()
    assert lines[0] == "SECRET_KEY=mine"
    assert "YIMEN_DEMO=false" in lines
    assert sum(line.startswith("SECRET_KEY=") for line in lines) == 1
    assert any(line.startswith("YIMEN_SEAL_KEYS=k1:") for line in lines)


def test_two_houses_never_share_a_key(tmp_path):
    for name in ("one", "two"):
        run(sys.executable, "script/keys.py", str(tmp_path / name))
    one, two = ((tmp_path / name).read_text().splitlines() for name in ("one", "two"))

    shared = {line for line in one if "KEY" in line.split("=")[0]} & set(two)

    assert not {line for line in shared if "=" in line}
