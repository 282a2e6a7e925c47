"""Starts the inspector: a small process with little memory, little time and nothing else."""

import json
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import IO

from sikas.documents.enums import FileType
from sikas.documents.inspector.verdicts import Facts
from sikas.documents.refusals import FileRefusedError

WALL_SECONDS = 6  # CPU time is limited far below; this is for a machine that has none left
AT_ONCE = 2  # in one process of the web server: each may take 200 MB
OUT_OF_TIME = {-signal.SIGPROF, -signal.SIGXCPU, -signal.SIGKILL}
# Nothing but its own package is found beside the libraries, so that it starts quickly.
PROGRAM = (
    "import sys; sys.path.append(sys.argv[1]);"
    "from inspector.main import main; main(sys.argv[2], int(sys.argv[3]))"
)
FOLDER = Path(__file__).parent
_seats = threading.BoundedSemaphore(AT_ONCE)


def inspect(source: IO[bytes], kind: FileType, output: IO[bytes]) -> Facts:
    """Have a file read; an image is written anew to `output`. Raises FileRefusedError."""
    command = [sys.executable, "-I", "-c", PROGRAM, str(FOLDER), kind.name, str(output.fileno())]
    try:
        with _seats:
            done = subprocess.run(
                command,
                stdin=source,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                pass_fds=[output.fileno()],
                cwd="/",
                env={},
                timeout=WALL_SECONDS,
                check=False,
            )
    except subprocess.TimeoutExpired as error:
        raise FileRefusedError("busy") from error
    subject = "image" if kind.is_image else "pdf"
    if done.returncode in OUT_OF_TIME:
        raise FileRefusedError(f"heavy_{subject}")
    if done.returncode:  # a reader that crashes met damage, or what was made to crash it
        raise FileRefusedError(f"damaged_{subject}")
    verdict = json.loads(done.stdout)
    if code := verdict.get("refused"):
        raise FileRefusedError(code)
    return Facts(**verdict)
