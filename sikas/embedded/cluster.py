"""The folder of the embedded PostgreSQL: whole or absent, of our version, never destroyed."""

import os
import shutil
import signal
import subprocess
import time
from contextlib import closing
from pathlib import Path

import psycopg2

from sikas import embedded
from sikas.embedded.engines import Account, explain
from sikas.processes import StartError, bound

STOP_SECONDS = 30


def make_cluster(binaries: Path, cluster: Path, account: Account, lock: int) -> None:
    """Make the cluster beside its place and move it there, so that it is whole or absent."""
    if cluster.exists():
        return
    unfinished = cluster.with_name("pg.unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(mode=0o700)
    account.own(unfinished)
    command: list[str | Path] = [
        binaries / "initdb",
        f"--pgdata={unfinished}",
        f"--username={embedded.NAME}",
        "--auth=trust",  # the socket's folder is private
        "--encoding=UTF8",
        "--locale-provider=builtin",
        "--locale=C.UTF-8",
        "--no-instructions",
    ]
    made = subprocess.run(
        bound(command, signal_name="KILL", options=account.options),
        cwd="/",
        env={"PATH": os.defpath, "LC_ALL": "C.UTF-8"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        pass_fds=(lock,),
    )
    if made.returncode < 0:
        raise StartError(
            f"PostgreSQL's initdb was ended by signal {-made.returncode}. Start again."
        )
    if made.returncode:
        raise StartError(explain("PostgreSQL could not make its folder", made.stderr.strip()))
    unfinished.rename(cluster)


def check_version(binaries: Path, cluster: Path) -> None:
    """Refuse a cluster of another major version, and leave it as it is."""
    said = subprocess.check_output([binaries / "postgres", "--version"], text=True)
    ours = said.split()[-1].split(".")[0]
    theirs = (cluster / "PG_VERSION").read_text().strip()
    if theirs != ours:
        raise StartError(
            f"{cluster} was made by PostgreSQL {theirs}; this portal brings PostgreSQL {ours}. "
            f'Nothing was changed. Set it aside to start anew: mv "{cluster}" "{cluster}-{theirs}"'
        )


def end_stranger(cluster: Path) -> None:
    """End a postmaster that somebody started by hand here, and remove its stale file.

    The lock has shown that no server of ours is alive, so any other process with the number in
    the file has nothing to do with us: PostgreSQL itself would take it for a live server.
    """
    note = cluster / "postmaster.pid"
    if not note.exists():
        return
    pid = int(note.read_text().split()[0])
    deadline = time.monotonic() + STOP_SECONDS
    while is_postmaster(pid, cluster):
        if time.monotonic() > deadline:
            raise StartError(f"Process {pid} runs PostgreSQL in {cluster}. End it: kill {pid}")
        os.kill(pid, signal.SIGINT)
        time.sleep(0.1)
    note.unlink(missing_ok=True)


def is_postmaster(pid: int, cluster: Path) -> bool:
    """Tell whether the process is a PostgreSQL server of this very cluster."""
    try:
        words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    except OSError:
        return False
    return words[0].endswith(b"postgres") and os.fsencode(cluster) in words


def make_database() -> None:
    """Create the portal's database when it is missing."""
    with closing(
        psycopg2.connect(dbname="postgres", user=embedded.NAME, host=str(embedded.runtime_dir()))
    ) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute("select 1 from pg_database where datname = %s", [embedded.NAME])
            if cursor.fetchone() is None:
                cursor.execute(f"create database {embedded.NAME}")
