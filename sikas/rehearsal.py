"""The ministry of the demo: a simulator beside the portal, its ports, its keys and its memory."""

import os
import secrets
from functools import cache

from sikas import embedded

PORT_AFTER = 10  # its port is this much higher than the portal's
CONTROL_AFTER = 11  # and the one that steers it
MEMORY = embedded.DATA / "ministry.sqlite3"
WORLD = embedded.DATA / "ministry-world.json"  # whom it knows of the demo
TOLD = "MINISTRY_SIMULATED"  # in the environment of a portal whose ministry is played
RATE = 20  # requests a second: nobody else asks it


def is_used() -> bool:
    """Tell whether the demo plays the ministry: its environment names no other, and no database.

    A portal with real data never gets an invented ministry.
    """
    return embedded.is_used() and not os.environ.get("MINISTRY_URL")


def ports(portal: int) -> list[int]:
    """Return the ports that the simulator listens on, beside that of the portal."""
    return [portal + PORT_AFTER, portal + CONTROL_AFTER] if is_used() else []


@cache
def keys() -> dict[str, str]:
    """Return what portal and simulator know each other by, made anew for each start."""
    made = {"MINISTRY_CLIENT_ID": "sikas", "SIAPKERJA_CLIENT_ID": "sikas-masuk"}
    names = ("MINISTRY_CLIENT_SECRET", "SIAPKERJA_CLIENT_SECRET")
    return made | {name: secrets.token_urlsafe(24) for name in names}


def environment(portal: int) -> dict[str, str]:
    """Return what the portal's processes are told of the ministry."""
    if not is_used():
        return {}
    address = f"http://127.0.0.1:{portal + PORT_AFTER}"
    addresses = dict.fromkeys(("MINISTRY_URL", "MINISTRY_PARTNER_URL", "SIAPKERJA_URL"), address)
    return addresses | {"MINISTRY_RATE": str(RATE), TOLD: "yes"} | keys()


def command(portal: int) -> list[str]:
    """Return the module of the simulator with its options; a second start keeps its records."""
    port, control = ports(portal)
    return [
        *("integration.simulator", "--port", str(port), "--control-port", str(control)),
        *("--journal", str(MEMORY), "--alive"),
        *("--world", str(WORLD)),
    ]
