"""The process that owns the embedded PostgreSQL and Redis: starts, watches and stops both.

Started by `sikas.embedded` with the data folder as argument. Says `ready`, or what is wrong, on
its standard output; ends when the last holder of the `users` lock is gone.
"""

import logging
import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sikas import embedded
from sikas.embedded.cluster import (
    STOP_SECONDS,
    check_version,
    end_stranger,
    make_cluster,
    make_database,
)
from sikas.embedded.engines import (
    Account,
    account_for,
    explain,
    postgres_folder,
    redis_executable,
)
from sikas.processes import StartError, bound, holders, kill, try_take

logger = logging.getLogger("sikas.embedded.keeper")

ORPHANS_SECONDS = 10  # an orphaned server has been told to end by the kernel; then it is killed
WATCH_SECONDS = 0.2
RESTART_SECONDS = 1


@dataclass
class Server:
    """One server: its command, the folder it works in and the signal that ends it in order."""

    name: str
    command: Sequence[str | Path]
    folder: Path
    ending: signal.Signals
    account: Account
    descriptors: tuple[int, ...]
    process: subprocess.Popen[bytes] | None = field(default=None, init=False)
    ended_at: float = field(default=0.0, init=False)

    @property
    def log(self) -> Path:
        """Return the path of what the server said since its last start."""
        return embedded.DATA / "log" / f"{self.name}.log"

    def start(self) -> None:
        """Start the server as a child that the kernel ends when this process dies."""
        if self.log.exists():
            self.log.replace(self.log.with_suffix(".before.log"))
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                bound(
                    self.command,
                    signal_name=self.ending.name.removeprefix("SIG"),
                    options=self.account.options,
                ),
                cwd=self.folder,
                env={"PATH": os.defpath, "LC_ALL": "C.UTF-8"},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                pass_fds=self.descriptors,
            )

    def watch(self) -> None:
        """Start the server again when it ended, after a pause."""
        if self.process is None or self.process.poll() is None:
            return
        if not self.ended_at:
            logger.warning("%s ended with code %s", self.name, self.process.returncode)
            self.ended_at = time.monotonic()
        elif time.monotonic() - self.ended_at > RESTART_SECONDS:
            self.ended_at = 0.0
            self.start()

    def stop(self) -> None:
        """Ask the server to end."""
        if self.process and self.process.poll() is None:
            self.process.send_signal(self.ending)

    def wait(self) -> None:
        """Wait for the end; kill what does not come to it."""
        if self.process:
            try:
                self.process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()

    def said(self) -> str:
        """Return what the log says."""
        return self.log.read_text(errors="replace")


def make_runtime_dir(folder: Path, account: Account) -> None:
    """Make the private folder of the sockets, empty."""
    folder.mkdir(mode=0o700, exist_ok=True)
    status = folder.lstat()
    if not stat.S_ISDIR(status.st_mode) or status.st_uid not in {os.geteuid(), account.uid}:
        raise StartError(f"{folder} belongs to somebody else. Remove it, then start again.")
    account.own(folder)
    folder.chmod(0o700)
    for left in folder.iterdir():
        left.unlink()


def prepare(data: Path, lock: int) -> list[Server]:
    """Return both servers, ready to start: folders made, what a kill left behind removed."""
    binaries, cluster, queue = postgres_folder(), data / "pg", data / "redis"
    account = account_for(cluster, binaries)
    make_cluster(binaries, cluster, account, lock)
    check_version(binaries, cluster)
    end_stranger(cluster)
    queue.mkdir(mode=0o700, exist_ok=True)
    for path in [queue, *queue.rglob("*")]:
        account.own(path)
    sockets = embedded.runtime_dir()
    make_runtime_dir(sockets, account)
    (data / "log").mkdir(exist_ok=True)
    quoted = str(sockets).replace('"', '""')
    postgres: list[str | Path] = [binaries / "postgres", "-D", cluster]
    for setting in (
        "listen_addresses=",
        f'unix_socket_directories="{quoted}"',
        "max_connections=200",  # workers, tests and their races at once
    ):
        postgres += ["-c", setting]
    redis: list[str | Path] = [redis_executable(), "--port", "0"]
    redis += ["--unixsocket", sockets / embedded.REDIS_SOCKET, "--unixsocketperm", "700"]
    redis += ["--appendonly", "yes", "--maxmemory-policy", "noeviction", "--save", ""]
    return [
        Server("postgres", postgres, cluster, signal.SIGINT, account, (lock,)),
        Server("redis", redis, queue, signal.SIGTERM, account, (lock,)),
    ]


def start(servers: list[Server]) -> None:
    """Start both and wait until they answer: recovery after a power cut may be slow."""
    checks = (embedded.postgres_answers, embedded.redis_answers)
    for server in servers:
        server.start()
    deadline = time.monotonic() + embedded.START_SECONDS
    for server, answers in zip(servers, checks, strict=True):
        while not answers():
            ended = server.process is None or server.process.poll() is not None
            if ended or time.monotonic() > deadline:
                raise StartError(explain(f"{server.name} did not start", server.said()))
            time.sleep(0.02)
    make_database()


def keep(data: Path) -> None:
    """Own the servers until nobody uses them."""
    # Whoever asks if there is a keeper holds the lock for a moment himself.
    if try_take(embedded.lock_path("keeper"), seconds=1) is None:
        raise StartError("Another process is starting the servers. Try again.")
    lock_path = embedded.lock_path("servers")
    lock = try_take(lock_path, seconds=ORPHANS_SECONDS)
    if lock is None:
        kill(holders(lock_path))
        lock = try_take(lock_path, seconds=ORPHANS_SECONDS)
    if lock is None:
        raise StartError(f"A server of an earlier start still runs; see: fuser {lock_path}")
    servers: list[Server] = []
    try:
        servers = prepare(data, lock)
        start(servers)
        detach()
        while try_take(embedded.lock_path("users")) is None:
            for server in servers:
                server.watch()
            time.sleep(WATCH_SECONDS)
    finally:
        for server in servers:
            server.stop()
        for server in servers:
            server.wait()


def detach() -> None:
    """Say that the servers are ready; from here on speak to the log."""
    sys.stdout.write("ready")
    sys.stdout.flush()
    log = os.open(
        embedded.DATA / "log" / "keeper.log", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600
    )
    os.dup2(log, sys.stdout.fileno())
    os.dup2(log, sys.stderr.fileno())
    os.close(log)


def main() -> int:
    """Keep the servers; return the exit code."""
    logging.basicConfig(format="%(asctime)s %(message)s", level=logging.INFO)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        keep(embedded.DATA)
    except StartError as error:
        sys.stdout.write(str(error))
        return 1
    except OSError as error:
        sys.stdout.write(explain(f"{error.filename or embedded.DATA}", str(error)))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
