"""`python -m tests.integration.foundry`: makes worker processes and says how each ended.

Django is loaded once; each worker is a fork with connections of its own. An order is a line of
JSON: `kind`, `database` and `ministry` (settings), and what happens to it: `point` (of POINTS),
`nth` (which time it is passed), `deed` (what is done there: a signal's name). Production code has
no hooks for this: the named function is wrapped in the worker alone.
"""

import json
import os
import signal
import sys
from collections.abc import Callable
from typing import Any

import django

from tests.integration.points import POINTS

SLOW_STATEMENT = "jobs_latesearchrow"


def main() -> None:
    """Make a worker for each order, one after another, until there are no more orders."""
    django.setup()
    import integration.tasks  # noqa: F401 - loaded once for all workers

    for line in sys.stdin:
        order = json.loads(line)
        worker = os.fork()
        if not worker:
            work(order)
            os._exit(0)
        say(pid=worker)
        _, status = os.waitpid(worker, 0)
        ended = os.waitstatus_to_exitcode(status)
        say(signal=max(-ended, 0), code=max(ended, 0))


def say(**words: int) -> None:
    """Tell whoever gave the order."""
    print(json.dumps(words), flush=True)  # noqa: T201 - this is how it speaks


def work(order: dict[str, Any]) -> None:
    """Be a worker: take the place of the tests' clock, and do what the bell says."""
    from django.conf import settings
    from django.db import connection

    from integration import closing
    from integration.kemnaker import http, ministry
    from integration.tasks import pull_stream
    from tests.clock import Clock
    from tests.integration.exchange import PAGE

    connection.settings_dict.update(order["database"])
    settings.MINISTRY = settings.MINISTRY | order["ministry"]
    http.PAUSE, closing.SLICE = 0, 1
    ministry.PROGRAMMES_PAGE = ministry.PARTNER_PAGE = PAGE
    Clock().follow()
    if order.get("careless"):
        import_careless()
    if order.get("point"):
        lay_trap(order["point"], order["nth"], order["deed"])
    pull_stream(order["kind"])


def lay_trap(point: str, nth: int, deed: str) -> None:
    """Let the worker do a deed to itself when it passes a point for the nth time."""
    passed = 0

    def meet() -> None:
        nonlocal passed
        passed += 1
        if passed == nth:
            os.kill(os.getpid(), signal.Signals[deed])

    path, where = POINTS[point]
    if where == "in":
        watch_statements(meet)
        return
    owner, name = resolve(path)
    original = getattr(owner, name)

    def wrapped(*args: Any, **options: Any) -> Any:
        if where == "before":
            meet()
        result = original(*args, **options)
        if where == "after":
            meet()
        return result

    setattr(owner, name, wrapped)


def watch_statements(meet: Callable[[], None]) -> None:
    """Meet after the statement that makes search rows; it is not committed yet."""
    from django.db import connection

    def watch(execute: Any, sql: Any, params: Any, many: Any, context: Any) -> Any:
        result = execute(sql, params, many, context)
        if SLOW_STATEMENT in sql:
            meet()
        return result

    connection.execute_wrappers.append(watch)


def resolve(path: str) -> tuple[Any, str]:
    """Return the module or class that has a function, and the function's name there."""
    from django.utils.module_loading import import_string

    owner, _, name = path.rpartition(".")
    if owner in sys.modules:
        return sys.modules[owner], name
    return import_string(owner), name


def import_careless() -> None:
    """Leave the fence out: whoever wakes up late writes."""
    from integration import closing, pull, runs
    from integration.models import Stream

    def locked(kind: Any, fence: int) -> Stream:
        return Stream.objects.select_for_update(no_key=True).get(kind=kind)

    vars(pull)["claim"] = vars(closing)["claim"] = locked
    vars(runs)["locked"] = vars(closing)["locked"] = locked


if __name__ == "__main__":
    main()
