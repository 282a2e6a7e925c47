"""Real PostgreSQL and real Redis without installation, when no server is configured.

Whoever needs them calls `start()` and so holds a shared lock. One process, `embedded.keeper`, owns
both servers and stops them when the last holder is gone, however it ended.
"""

import base64
import contextlib
import hashlib
import os
import pwd
import secrets
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import psycopg2

from sikas.processes import StartError, is_taken, locked, take, try_take

BASE_DIR = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("DATA_DIR") or BASE_DIR / ".data").absolute()
NAME = "sikas"  # of the database and of its owner
START_SECONDS = 300  # recovery after a power cut may be slow
SPACE_MEGABYTES = 64  # below it PostgreSQL may fall in the middle of a write
SOCKET_PATH_BYTES = 107  # Linux: sockaddr_un.sun_path, less the closing NUL
POSTGRES_SOCKET = ".s.PGSQL.5432"
REDIS_SOCKET = "redis.sock"

_held: list[int] = []
_keepers: list[subprocess.Popen[bytes]] = []


def is_used() -> bool:
    """Tell whether this is the demo: production, which names its database, names the rest too."""
    return not os.environ.get("DATABASE_URL")


def runtime_dir() -> Path:
    """Return the private folder of the sockets: below the data, or a short one in /tmp."""
    inside = DATA / "run"
    fits = len(os.fsencode(inside / POSTGRES_SOCKET)) <= SOCKET_PATH_BYTES
    if fits and "," not in str(inside):  # a comma would separate hosts
        return inside
    return Path("/tmp") / f"sikas-{hashlib.sha256(os.fsencode(DATA)).hexdigest()[:16]}"  # noqa: S108


def database_url() -> str:
    """Return the address of the embedded PostgreSQL (a Unix socket)."""
    return f"postgres://{NAME}@/{NAME}?host={quote(str(runtime_dir()), safe='')}"


def redis_url(database: int) -> str:
    """Return the address of a database of the embedded Redis (a Unix socket)."""
    return f"unix://{quote(str(runtime_dir() / REDIS_SOCKET))}?db={database}"


def secret_key() -> str:
    """Return this folder's own secret key, made at first use."""
    return _kept("secret_key", lambda: secrets.token_urlsafe(50))


def sealing_keys() -> str:
    """Return this folder's own ring of sealing keys, made at first use."""
    return _kept("sealing_keys", lambda: f"demo:{_random_key()}")


def blind_index_keys() -> str:
    """Return this folder's own keys of blind indexes, made at first use."""
    return _kept("blind_index_keys", lambda: f"a:{_random_key()}")


def _random_key() -> str:
    return base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()


def _kept(name: str, make: Callable[[], str]) -> str:
    path = DATA / name
    with clear_messages():
        DATA.mkdir(parents=True, exist_ok=True)
        with locked(lock_path("start")):
            if not path.exists():
                path.touch(mode=0o600)
            if not path.read_text():
                path.write_text(make())
        return path.read_text()


def lock_path(name: str) -> Path:
    """Return the path of one of the locks: users, start, keeper, servers, portal."""
    folder = DATA / "lock"
    folder.mkdir(parents=True, exist_ok=True)
    return folder / name


def start() -> None:
    """Start both servers unless they run, and keep them up while this process lives.

    Raises StartError with a text for people when they cannot start.
    """
    with clear_messages():
        DATA.mkdir(parents=True, exist_ok=True)
        if not _held:
            _held.append(take(lock_path("users"), shared=True))
        with locked(lock_path("start")):
            deadline = time.monotonic() + START_SECONDS
            while not (is_taken(lock_path("keeper")) and answer()):
                if time.monotonic() > deadline:
                    raise StartError(f"The servers do not answer. See {DATA / 'log'}.")
                if is_taken(lock_path("keeper")):
                    time.sleep(0.1)
                else:
                    _launch()


def release(seconds: float = 0) -> bool:
    """Let go of the servers; return whether they ended within ``seconds``."""
    while _held:
        os.close(_held.pop())
    keeper = try_take(lock_path("keeper"), seconds=seconds)
    if keeper is None:
        return False
    os.close(keeper)
    return True


def answer() -> bool:
    """Tell whether both servers take work."""
    return postgres_answers() and redis_answers()


def postgres_answers() -> bool:
    """Tell whether PostgreSQL takes a connection."""
    try:
        psycopg2.connect(dbname="postgres", user=NAME, host=str(runtime_dir())).close()
    except psycopg2.OperationalError:
        return False
    return True


def redis_answers() -> bool:
    """Tell whether Redis answers a ping."""
    with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX) as client:
        client.settimeout(5)
        client.connect(str(runtime_dir() / REDIS_SOCKET))
        client.sendall(b"PING\r\n")
        return client.recv(7) == b"+PONG\r\n"
    return False


def check_space() -> None:
    """Raise StartError when the disk of the data folder is full, or nearly so."""
    free = shutil.disk_usage(DATA).free // 2**20
    if free < SPACE_MEGABYTES:
        raise StartError(
            f"The disk that holds {DATA} is full: {free} MB are left, {SPACE_MEGABYTES} MB are "
            f"needed. Free some space, start again."
        )


def _launch() -> None:
    check_space()
    answers, answering = os.pipe()
    keeper = subprocess.Popen(
        [sys.executable, "-m", "sikas.embedded.keeper", str(DATA)],  # the folder tells them apart
        cwd=BASE_DIR,
        env=os.environ | {"DATA_DIR": str(DATA)},  # the servers themselves get a bare one
        stdin=subprocess.DEVNULL,
        stdout=answering,
        start_new_session=True,
    )
    os.close(answering)
    _keepers.append(keeper)
    with open(answers) as stream:  # noqa: PTH123 (a descriptor, not a path)
        said = stream.read().strip()
    if said != "ready":
        keeper.wait()
        raise StartError(said or f"The servers did not start. See {DATA / 'log'}.")


@contextlib.contextmanager
def clear_messages() -> Iterator[None]:
    """Turn errors of the operating system into words for people."""
    try:
        yield
    except PermissionError as error:
        raise StartError(
            f"{pwd.getpwuid(os.geteuid()).pw_name} may not write {error.filename}. Run this as the "
            f"owner of {DATA}, or choose another folder: DATA_DIR=/a/folder make run"
        ) from error
    except OSError as error:
        raise StartError(f"Cannot write {error.filename or DATA}: {error.strerror}.") from error
