"""A PostgreSQL of a test's own, which may end at once and be started again."""

import itertools
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg2
from django.db import connection

from sikas import embedded
from sikas.embedded.cluster import make_cluster
from sikas.embedded.engines import account_for, postgres_folder
from sikas.processes import bound, take

PATIENCE = 120  # seconds
PATTERN = "sikas_pattern"
_PSQL = ("psql", "-q", "--single-transaction", "-v", "ON_ERROR_STOP=1", "-d")
SETTINGS = {"listen_addresses": "", "shared_buffers": "32MB", "max_connections": 20}


class OwnPostgres:
    """One server on a Unix socket in a short folder, with the settings of safety as they are."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="sikas-pg-"))
        self.folder.chmod(0o711)
        self.binaries, self.cluster = postgres_folder(), self.folder / "pg"
        self.account = account_for(self.cluster, self.binaries)
        self.account.own(self.folder)
        lock = take(self.folder / "lock")
        make_cluster(self.binaries, self.cluster, self.account, lock)
        os.close(lock)
        self._numbers = itertools.count(1)
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the server and wait until it lets somebody in."""
        command: list[str | Path] = [self.binaries / "postgres", "-D", self.cluster]
        for name, value in (SETTINGS | {"unix_socket_directories": self.folder}).items():
            command += ["-c", f"{name}={value}"]
        self.process = subprocess.Popen(
            bound(command, signal_name="QUIT", options=self.account.options),
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        deadline = time.monotonic() + PATIENCE
        while not self._answers():
            assert self.process.poll() is None, "postgres has ended"
            assert time.monotonic() < deadline, "postgres does not answer"
            time.sleep(0.05)

    def _answers(self) -> bool:
        try:
            psycopg2.connect(dbname="postgres", user=embedded.NAME, host=str(self.folder)).close()
        except psycopg2.OperationalError:
            return False
        return True

    def end_at_once(self) -> None:
        """End the server as `pg_ctl stop -m immediate` does: it has to recover when it starts."""
        if self.process:
            self.process.send_signal(signal.SIGQUIT)
            self.process.wait(PATIENCE)
            self.process = None

    def take_over(self, source: Mapping[str, Any]) -> None:
        """Have a database of another server as the pattern of those that tests get."""
        there = {
            f"PG{name.upper()}": str(source[name]) for name in ("host", "user") if name in source
        }
        if password := source.get("password"):
            there["PGPASSWORD"] = password
        dump = self._run("pg_dump", source["dbname"], env=there)
        self._run("createdb", PATTERN)
        self._run(*_PSQL, PATTERN, stdin=dump)

    @contextmanager
    def database(self) -> Iterator[None]:
        """Let the test see a database of its own here for a block."""
        name = f"sikas_crash_{next(self._numbers)}"
        self._run("createdb", "-T", PATTERN, name)
        connection.close()
        before = dict(connection.settings_dict)
        here = {"NAME": name, "HOST": str(self.folder), "PORT": "", "USER": embedded.NAME}
        connection.settings_dict.update(here)
        try:
            yield
        finally:
            connection.close()
            connection.settings_dict.update(before)

    def _run(
        self, program: str, *words: str, env: Mapping[str, str] | None = None, stdin: bytes = b""
    ) -> bytes:
        """Run a program of PostgreSQL's, on this server unless `env` names another one."""
        command: list[str | Path] = [self.binaries / program, *words]
        environment = os.environ | (env or {"PGHOST": str(self.folder), "PGUSER": embedded.NAME})
        done = subprocess.run(
            command, check=True, env=environment, input=stdin, stdout=subprocess.PIPE
        )
        return done.stdout

    def remove(self) -> None:
        """End the server and delete its folder."""
        self.end_at_once()
        shutil.rmtree(self.folder, ignore_errors=True)
