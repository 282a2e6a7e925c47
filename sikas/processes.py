"""Locks that the kernel gives back, and child processes that end with their parent."""

import contextlib
import fcntl
import os
import shutil
import signal
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

POLL_SECONDS = 0.05


class StartError(Exception):
    """Something that a person can mend keeps a process from starting; the text says what."""


def take(path: Path, *, shared: bool = False) -> int:
    """Wait for the lock of ``path`` and return its descriptor.

    The lock belongs to the open descriptor: it lasts until the last process that has it ends,
    however it ends. That is why no process number is ever written down, and none can be mistaken.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    fcntl.flock(descriptor, fcntl.LOCK_SH if shared else fcntl.LOCK_EX)
    return descriptor


def try_take(path: Path, *, shared: bool = False, seconds: float = 0) -> int | None:
    """Take the lock of ``path`` if it is free within ``seconds``, else return None."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    kind = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
    deadline = time.monotonic() + seconds
    while True:
        with contextlib.suppress(BlockingIOError):
            fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
            return descriptor
        if time.monotonic() >= deadline:
            os.close(descriptor)
            return None
        time.sleep(POLL_SECONDS)


def is_taken(path: Path) -> bool:
    """Tell whether a living process holds the lock of ``path`` for itself."""
    descriptor = try_take(path, shared=True)
    if descriptor is not None:
        os.close(descriptor)
    return descriptor is None


@contextlib.contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock of ``path`` for a block."""
    descriptor = take(path)
    try:
        yield
    finally:
        os.close(descriptor)


def bound(
    command: Sequence[str | Path], *, signal_name: str, options: Sequence[str] = ()
) -> list[str]:
    """Return ``command`` wrapped so that the kernel signals it when its parent dies."""
    setpriv = shutil.which("setpriv", path=f"{os.environ.get('PATH', '')}:/usr/bin:/bin")
    if setpriv is None:
        raise StartError("The command setpriv is missing. Install it: apt install util-linux")
    return [setpriv, *options, f"--pdeathsig={signal_name}", "--", *map(str, command)]


def holders(path: Path) -> list[int]:
    """Return the processes that have the file ``path`` open, as far as this user may see."""
    wanted = path.stat()
    found = []
    for process in _others():
        with contextlib.suppress(OSError):
            for link in (process / "fd").iterdir():
                with contextlib.suppress(OSError):
                    status = link.stat()
                    if (status.st_dev, status.st_ino) == (wanted.st_dev, wanted.st_ino):
                        found.append(int(process.name))
                        break
    return found


def marked(name: str, value: str) -> list[int]:
    """Return the processes that were started with ``name=value`` in their environment."""
    mark = os.fsencode(f"{name}={value}")
    found = []
    for process in _others():
        with contextlib.suppress(OSError):
            if mark in (process / "environ").read_bytes().split(b"\0"):
                found.append(int(process.name))
    return found


def _others() -> Iterator[Path]:
    for process in Path("/proc").iterdir():
        if process.name.isdigit() and int(process.name) != os.getpid():
            yield process


def kill(pids: Sequence[int]) -> None:
    """Kill processes; one that is gone already is no error."""
    for pid in pids:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
