"""A Redis of a test's own, which it may kill, hang and start again."""

import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

import redis

from sikas.embedded.engines import redis_executable

PATIENCE = 10  # seconds


class RedisServer:
    """One server process on a Unix socket in a short temporary folder."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="sikas-redis-"))
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Return the address for redis-py."""
        return f"unix://{self.folder}/redis.sock?db=0"

    def start(self) -> None:
        """Start the server, with what it remembers, and wait until it answers."""
        command = "--port 0 --unixsocket redis.sock --appendonly yes --appendfsync always"
        self.process = subprocess.Popen(
            [redis_executable(), *command.split()], cwd=self.folder, stdout=subprocess.DEVNULL
        )
        deadline = time.monotonic() + PATIENCE
        while not self._answers():
            assert time.monotonic() < deadline, "redis-server does not answer"
            time.sleep(0.02)

    def _answers(self) -> bool:
        try:
            with redis.Redis.from_url(self.url) as client:
                return bool(client.ping())
        except redis.RedisError:
            return False

    def kill(self) -> None:
        """End the server as a lost machine would."""
        if self.process:
            self.process.kill()
            self.process.wait()
            self.process = None

    def hang(self) -> None:
        """Let the server accept but never answer."""
        assert self.process
        self.process.send_signal(signal.SIGSTOP)

    def remove(self) -> None:
        """End the server and delete its folder."""
        self.kill()
        shutil.rmtree(self.folder, ignore_errors=True)
