"""One thread beside the one that writes, for which nobody waits who leaves."""

import gc
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from queue import SimpleQueue
from threading import Thread
from typing import Any

from django.db import connections

TURN = 0.0002  # seconds that one thread goes on while another wants to
USUAL_TURN = sys.getswitchinterval()
SELDOM = 50_000  # objects of a page or two, before the collector looks for unreachable ones
USUAL_COLLECTING = gc.get_threshold()
PATIENCE = 1.0  # seconds that whoever leaves waits for the thread that may still be asking


class Ahead(Executor):
    """Does what is submitted, in turn, in a thread that ends with the process at the latest.

    That of a ThreadPoolExecutor would be waited for when the process ends: as long as the ministry
    takes.
    """

    def __init__(self) -> None:
        self._work: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._thread = Thread(target=self._run, name="sync-reader", daemon=True)
        self._thread.start()

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Return what will be returned, or raised."""
        done: Future[Any] = Future()
        self._work.put(lambda: fulfil(done, lambda: fn(*args, **kwargs)))
        return done

    def leave(self) -> None:
        """Let the thread end when it has done what it does; wait for that, but not for long."""
        self._work.put(None)
        self._thread.join(PATIENCE)

    def _run(self) -> None:
        try:
            while work := self._work.get():
                work()
        finally:
            connections.close_all()  # those of the thread


def fulfil(done: Future[Any], work: Callable[[], Any]) -> None:
    """Do some work; keep what it returned or raised."""
    try:
        done.set_result(work())
    except Exception as error:  # noqa: BLE001 - raised where the result is asked for
        done.set_exception(error)


@contextmanager
def reading_ahead() -> Iterator[Executor]:
    """Yield an executor of one thread, and let whoever writes take turns with it often.

    A page is written by a dozen statements of some milliseconds; after each, the writer would wait
    as long as the interpreter lets one thread go on, usually 5 ms. What a page is made of lives
    until it is written, so the collector looks through it seldom. Whoever leaves because of an
    error does not wait for the ministry: what it still answers is dropped.
    """
    ahead = Ahead()
    sys.setswitchinterval(TURN)
    gc.set_threshold(SELDOM)
    try:
        yield ahead
    finally:
        sys.setswitchinterval(USUAL_TURN)
        gc.set_threshold(*USUAL_COLLECTING)
        ahead.leave()
