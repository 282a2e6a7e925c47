"""`make run`: the whole portal as one process tree that starts, speaks and ends together.

A child that dies is started again after a pause that grows. One that dies at once, again and
again, ends the portal with a message: a fault that a restart does not heal must be seen.
"""

import contextlib
import http.client
import os
import selectors
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field

from sikas import embedded, rehearsal
from sikas.ports import Port, port_from_environment
from sikas.processes import StartError, bound, is_taken, kill, marked, try_take

MARK = "SIKAS_PORTAL"  # in the environment of every process of the tree
STEADY_SECONDS = 60  # a child that lived this long is sound: its next fall counts as the first
FALLS_AT_MOST = 5
PAUSE_AT_MOST = 30
ROOT_WARNING = "ignore:You're running the worker with superuser privileges"
STOP_SECONDS = 4  # then unfinished tasks are killed; Redis gives them out again
SERVERS_SECONDS = 30
LOOK_SECONDS = 0.5


@dataclass
class Child:
    """One part of the portal and how it is doing."""

    name: str
    command: list[str]
    kind: str  # of process: decides the limits of settings.py
    environment: dict[str, str]
    death: str = "TERM"
    process: subprocess.Popen[bytes] | None = field(default=None, init=False)
    falls: int = field(default=0, init=False)
    since: float = field(default=0.0, init=False)
    next_start: float = field(default=0.0, init=False)

    def start(self) -> subprocess.Popen[bytes]:
        """Start the child in a process group of its own, so that Ctrl-C reaches us alone."""
        self.since = time.monotonic()
        self.process = subprocess.Popen(
            bound([sys.executable, "-m", *self.command], signal_name=self.death),
            cwd=embedded.BASE_DIR,
            env={**self.environment, "PROCESS_KIND": self.kind},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            process_group=0,
        )
        return self.process

    def fell(self) -> None:
        """Take note of an end that nobody asked for; raise StartError when it is one too many."""
        code = self.process.returncode if self.process else None
        self.kill()
        steady = time.monotonic() - self.since > STEADY_SECONDS
        self.falls = 1 if steady else self.falls + 1
        if self.falls >= FALLS_AT_MOST:
            raise StartError(f"{self.name} ended {self.falls} times in a row. Its lines say why.")
        pause = min(2 ** (self.falls - 1), PAUSE_AT_MOST)
        say(f"{self.name} ended (code {code}); starting it again in {pause} s")
        self.process, self.next_start = None, time.monotonic() + pause

    def kill(self) -> None:
        """Kill what is left of the child's process group."""
        if self.process:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


def children(port: int) -> list[Child]:
    """Return the parts of the portal."""
    values = environment(port)
    # fmt: off
    web = ["granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port),
           "--workers", "2", "--blocking-threads", "4", "--respawn-failed-workers", "--no-ws",
           "--workers-kill-timeout", "10", "--log-level", "warning", "sikas.wsgi:application"]
    consumer = ["celery", "--quiet", "--app", "sikas", "worker", "--loglevel", "INFO",
                "--without-gossip", "--without-mingle", "--queues"]
    worker = [*consumer, "default,mail", "--concurrency", "2"]
    sync = [*consumer, "sync", "--concurrency", "1", "--hostname", "sync@%h"]
    beat = ["celery", "--quiet", "--app", "sikas", "beat", "--loglevel", "INFO", "--pidfile="]
    # fmt: on
    ministry = [rehearsal.command(port)] if rehearsal.is_used() else []
    return [
        *(Child("ministry", command, "command", values) for command in ministry),
        Child("web", web, "web", values),
        # TERM would finish its tasks, QUIT ask a Redis that ends as well; its own children follow.
        Child("worker", worker, "worker", values, death="KILL"),
        Child("sync", sync, "worker", values, death="KILL"),
        Child("beat", beat, "worker", values),
    ]


def environment(port: int) -> dict[str, str]:
    """Return the environment of the children.

    A demo that root starts runs as root (only PostgreSQL and Redis never do); Celery need not warn
    of it at each start. Production has an account of its own: deploy/.
    """
    defaults = {"SITE_URL": f"http://localhost:{port}", "PYTHONWARNINGS": ROOT_WARNING}
    own = {MARK: str(embedded.DATA), "PYTHONUNBUFFERED": "1", **rehearsal.environment(port)}
    return {**defaults, **os.environ, **own}


def say(text: str, name: str = "portal") -> None:
    """Print lines under the name of the part that says them."""
    for line in text.splitlines():
        sys.stdout.write(f"{name:>8} | {line}\n")
    sys.stdout.flush()


class Portal:
    """The running tree."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.children = children(port)
        self.selector = selectors.DefaultSelector()
        self.stopping = 0
        self.announced = False
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._stop)
        if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:  # nohup
            signal.signal(signal.SIGHUP, self._stop)

    def _stop(self, *_: object) -> None:
        self.stopping += 1

    def prepare(self) -> str:
        """Bring database, static files and demo up to date; return what the demo says."""
        process = subprocess.Popen(
            bound([sys.executable, "-m", "sikas.prepare"], signal_name="KILL"),
            cwd=embedded.BASE_DIR,
            env=environment(self.port),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            text=True,
            process_group=0,
        )
        while True:
            try:
                said, _ = process.communicate(timeout=LOOK_SECONDS)
                break
            except subprocess.TimeoutExpired:
                if self.stopping:
                    process.kill()
        if process.returncode and not self.stopping:
            raise StartError("The portal could not be prepared; the lines above say why.")
        return said.strip()

    def run(self, sign_ins: str) -> None:
        """Start everything and watch over it until somebody wants it to end."""
        while not self.stopping:
            for child in self.children:
                self._tend(child)
            if embedded.is_used() and not is_taken(embedded.lock_path("keeper")):
                say("the servers ended; starting them again")
                embedded.start()
            if not self.announced and self._answers():
                self.announced = True
                say(f"ready: http://localhost:{self.port}  (Ctrl-C ends it)\n{sign_ins}".strip())
            self._pass_on(LOOK_SECONDS)

    def _tend(self, child: Child) -> None:
        if child.process is None:
            if time.monotonic() >= child.next_start:
                process = child.start()
                if process.stdout:
                    os.set_blocking(process.stdout.fileno(), False)
                    self.selector.register(process.stdout, selectors.EVENT_READ, child.name)
        elif child.process.poll() is not None:
            self._pass_on(0)
            child.fell()

    def _pass_on(self, seconds: float) -> None:
        for key, _ in self.selector.select(seconds):
            said = os.read(key.fd, 65536).decode(errors="replace")
            if said:
                say(said, key.data)
            else:
                self.selector.unregister(key.fileobj)

    def _answers(self) -> bool:
        connection = http.client.HTTPConnection("localhost", self.port, timeout=1)
        with (
            contextlib.closing(connection),
            contextlib.suppress(OSError, http.client.HTTPException),
        ):
            connection.request("GET", "/healthz")
            return connection.getresponse().status < http.client.INTERNAL_SERVER_ERROR
        return False

    def end(self) -> None:
        """End every child; kill what takes too long, or everything at a second signal."""
        running = [child for child in self.children if child.process]
        for child in running:
            if child.process:
                child.process.terminate()
        deadline = time.monotonic() + STOP_SECONDS
        asked = self.stopping
        while any(child.process and child.process.poll() is None for child in running):
            if time.monotonic() > deadline or self.stopping > asked:
                break
            self._pass_on(0.05)
        for child in running:
            child.kill()


def claim() -> int:
    """Take the portal's lock, or say where it runs; end what an earlier start left behind."""
    path = embedded.lock_path("portal")
    lock = try_take(path)
    if lock is None:
        raise StartError(f"The portal runs already: {path.read_text().strip()}")
    left = marked(MARK, str(embedded.DATA))
    if left:
        say(f"ending {len(left)} processes that an earlier start left behind")
        kill(left)
    return lock


def serve(port: Port) -> None:
    """Run the portal until a signal ends it."""
    with embedded.clear_messages():
        embedded.DATA.mkdir(parents=True, exist_ok=True)
        lock = claim()
        port.check(rehearsal.ports(port.number))
        os.truncate(lock, 0)
        os.write(lock, f"http://localhost:{port.number}\n".encode())
    portal = Portal(port.number)
    try:
        if embedded.is_used():
            say("starting PostgreSQL and Redis")
            embedded.start()
        sign_ins = portal.prepare()
        portal.run(sign_ins)
    finally:
        say("stopping")
        portal.end()
        if embedded.is_used() and not embedded.release(SERVERS_SECONDS):
            say("another process uses the servers; they end with it")


def main() -> int:
    """Run the portal; return the exit code."""
    try:
        serve(port_from_environment())
    except StartError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
