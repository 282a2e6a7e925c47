"""A worker that pulls a catalogue in a process of its own and tells what it cost, as JSON.

python -m tests.bench.syncing ADDRESS RECORDS_A_PAGE [rows]
"""

import gc
import json
import resource
import sys
import time

import django

MUCH = 1_000_000  # requests a second: the budget is measured elsewhere


def main() -> None:
    """Pull every page, then make the search rows; print both."""
    django.setup()
    from integration import pull as pulling
    from integration.enums import Kind, RunState, Trigger
    from integration.kemnaker.ministry import Kemnaker
    from jobs.search.upkeep import make_late_rows

    port = Kemnaker({"url": sys.argv[1], "rate": MUCH, "page_size": int(sys.argv[2])})
    vars(pulling)["settle"] = lambda _kind: None  # timed below
    gc.freeze()  # as the workers of the portal do
    before = usage()
    began = time.perf_counter()
    run = pulling.pull(Kind.VACANCIES, port=port, trigger=Trigger.COMMAND, seconds=3600)
    spent, cpu = time.perf_counter() - began, usage() - before
    assert run
    assert run.state == RunState.DONE, run.stream.trouble_detail
    rows = 0.0
    if "rows" in sys.argv[3:]:
        began = time.perf_counter()
        make_late_rows()
        rows = time.perf_counter() - began
    said = {
        "seconds": spent,
        "cpu": cpu,
        "rows": rows,
        "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "received": run.received,
        "inserted": run.inserted,
        "updated": run.updated,
        "unchanged": run.unchanged,
    }
    sys.stdout.write(json.dumps(said) + "\n")


def usage() -> float:
    """Return CPU seconds of this process so far."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
