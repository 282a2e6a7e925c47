"""The access table: what every address answers to every role."""

import csv
import fcntl
from functools import cache
from pathlib import Path

from tests.gates.routes import routes
from tests.gates.world import ROLES

METHODS = ("GET", "POST")
STRANGER = "stranger"  # another person of the owner's role; empty where no row is anybody's
TABLE = Path(__file__).with_name("access.csv")
LIBRARY = "/admin/"
NOT_HTML = (".json", ".pdf", ".txt", ".webmanifest", ".xml", "/api/v1/lowongan")


@cache
def read_table() -> dict[tuple[str, str], dict[str, str]]:
    """Return the rows by address and method."""
    with TABLE.open(newline="") as file:
        return {(row["address"], row["method"]): row for row in csv.DictReader(file)}


def accept(rows: list[dict[str, str]]) -> None:
    """Write rows into the table and drop those whose address is gone; workers take turns."""
    with TABLE.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        read_table.cache_clear()  # another worker may have written meanwhile
        table = read_table() | {(row["address"], row["method"]): row for row in rows}
        living = {str(route) for route in routes()}
        fresh = TABLE.with_suffix(".new")
        with fresh.open("w", newline="") as file:
            writer = csv.DictWriter(
                file, ["address", "method", *ROLES, STRANGER], lineterminator="\n"
            )
            writer.writeheader()
            writer.writerows(table[key] for key in sorted(table) if key[0] in living)
        fresh.replace(TABLE)
        read_table.cache_clear()


# Pages of ours that a person can open without having something in hand.
PAGES = [
    str(route)
    for route in routes()
    if not route.parameters
    and not str(route).startswith(LIBRARY)
    and not str(route).endswith(NOT_HTML)
]
