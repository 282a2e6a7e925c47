"""`python -m integration.simulator`: the ministry on two ports of this machine.

    python -m integration.simulator --port 8010 --control-port 8011 --journal FILE --seed 2022

Port 0 takes a free one; a line on standard output says which, when both are open. The keys that it
accepts are MINISTRY_CLIENT_ID and _SECRET, SIAPKERJA_CLIENT_ID and _SECRET of the environment.
"""

import argparse
import asyncio
import contextlib
import json
import os
import signal
import ssl
import sys
from pathlib import Path
from typing import Any

from integration.simulator import settling
from integration.simulator.control import Control
from integration.simulator.ministry import KINDS, Ministry
from integration.simulator.portal import PublicSide
from integration.simulator.routes import Clients
from integration.simulator.server import Server

ALIVE_SECONDS = 15


def arguments(given: list[str] | None = None) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="integration.simulator", description=__doc__)
    parser.add_argument("--port", type=int, default=8010)
    parser.add_argument("--control-port", type=int, default=8011)
    parser.add_argument("--journal", default=":memory:", help="SQLite file, also its memory")
    parser.add_argument("--seed", type=int, default=2022)
    parser.add_argument("--world", type=Path, help="JSON with companies and seekers of the portal")
    parser.add_argument("--bulk", type=int, default=0, metavar="N", help="made vacancies, for load")
    parser.add_argument("--tls", nargs=2, metavar=("CERT", "KEY"))
    parser.add_argument("--empty", action="store_true", help="begin without records")
    parser.add_argument(
        "--alive",
        type=float,
        nargs="?",
        const=ALIVE_SECONDS,
        metavar="SECONDS",
        help=f"change by itself, every {ALIVE_SECONDS} seconds",
    )
    return parser.parse_args(given)


def clients() -> Clients:
    """Return the keys that are accepted."""

    def pair(name: str) -> tuple[str, str]:
        words = (f"{name}_CLIENT_ID", f"{name}_CLIENT_SECRET")
        found = tuple(os.environ.get(word) or f"uji-{word.lower()}" for word in words)
        return found[0], found[1]

    return Clients(pair("MINISTRY"), pair("SIAPKERJA"))


def opened(options: argparse.Namespace) -> Ministry:
    """Return the ministry as the options want it; a journal that has records is its memory."""
    ministry = Ministry(seed=options.seed, journal=options.journal, bulk=options.bulk)
    if not options.empty and not any(ministry.feeds[kind].records for kind in KINDS):
        world: dict[str, Any] = {}
        if options.world and options.world.exists():
            world = json.loads(options.world.read_text())
        settling.populate(ministry, world=world)
    return ministry


async def serve(options: argparse.Namespace) -> None:
    """Run until a signal."""
    ministry = opened(options)
    tls = None
    if options.tls:
        tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        tls.load_cert_chain(*options.tls)
    side = PublicSide(ministry, clients())
    public = Server(side.handle, options.port, tls)
    control = Server(Control(ministry, public).handle, options.control_port)
    side.refuse = lambda seconds: refuse(public, seconds)
    await public.open()
    await control.open()
    said = {"port": public.port, "control_port": control.port}
    sys.stdout.write(json.dumps(said) + "\n")
    sys.stdout.flush()
    await _until_told(ministry, options.alive)
    public.close()
    control.close()


def refuse(public: Server, seconds: float | None) -> None:
    """Close the public port, and open it again after a while if one is given."""
    public.close()
    if seconds is not None:
        loop = asyncio.get_running_loop()
        loop.call_later(seconds, lambda: loop.create_task(public.open()))


async def _until_told(ministry: Ministry, alive: float | None) -> None:
    told = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, told.set)
    while not told.is_set():
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(told.wait(), alive)
            return
        settling.move(ministry)


def main() -> int:
    """Run the simulator; return the exit code."""
    options = arguments()
    os.umask(0o077)  # its people are invented, but look like people
    try:
        asyncio.run(serve(options))
    except OSError as error:
        sys.stderr.write(f"The simulator cannot start: {error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
