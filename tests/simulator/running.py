"""The ministry's simulator as a process for tests, and the fixture `simulator`.

    def test_pull_reads_what_is_there(simulator):
        simulator.put("companies", nib="9120000000001")
        simulator.fault("F3", "seconds", endpoint="changes", times=1, seconds=1)
        ... settings.MINISTRY_URL = simulator.url ...
        assert [entry["path"] for entry in simulator.requests()] == [...]

One process per worker of the suite; every test begins with an empty ministry, a true clock, no
faults and an empty journal. `running` starts one with other options.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import requests

from sikas.processes import bound
from tests.databases import ROOT
from tests.harness import stop

KEYS = {
    "MINISTRY_CLIENT_ID": "uji-kemnaker",
    "MINISTRY_CLIENT_SECRET": "rahasia-kemnaker",
    "SIAPKERJA_CLIENT_ID": "uji-siapkerja",
    "SIAPKERJA_CLIENT_SECRET": "rahasia-siapkerja",
}
SECONDS = 30


class Simulator:
    """A running simulator: its addresses, and its control API."""

    def __init__(self, said: dict[str, int], process: subprocess.Popen[str], scheme: str) -> None:
        self.process = process
        self.port = said["port"]
        self.url = f"{scheme}://127.0.0.1:{self.port}"
        self.control_url = f"http://127.0.0.1:{said['control_port']}"
        self.session = requests.Session()
        self.begin = 0  # the last entry of the journal before the test

    def control(self, method: str, path: str, body: dict[str, Any] | None = None, **query: Any):
        """Ask the control API; return its answer, fail the test at an error."""
        address = f"{self.control_url}{path}"
        answer = self.session.request(method, address, json=body, params=query, timeout=SECONDS)
        assert answer.ok, answer.text
        return answer.json()

    def reset(self) -> None:
        """Forget everything."""
        self.control("POST", "/reset")
        self.begin = self.state()["journal"]

    def put(
        self, kind: str, record: str = "", *, whole: bool = False, **attributes: Any
    ) -> dict[str, Any]:
        """Create a record (what is not given is invented), or change some of its attributes."""
        body = {"id": record, "attributes": attributes, "whole": whole}
        return self.control("POST", f"/records/{kind}", body)

    def remove(self, kind: str, record: str) -> dict[str, Any]:
        """Delete a record."""
        return self.control("DELETE", f"/records/{kind}/{record}")

    def live(self, kind: str) -> dict[str, int]:
        """Return the version of everything that lives, by id."""
        return self.control("GET", f"/live/{kind}")

    def contents(self, kind: str) -> dict[str, dict[str, Any]]:
        """Return version and attributes of everything that lives, by id."""
        return self.control("GET", f"/live/{kind}", attributes=1)

    def populate(self, **sizes: int) -> dict[str, int]:
        """Invent so many records of each kind (none named: the ministry of the demo)."""
        return self.control("POST", "/populate", {"sizes": sizes or None})

    def fault(self, name: str, variant: str = "", **options: Any) -> int:
        """Switch a fault on (`endpoint`, `kind`, `times`, `skip`, others); return its number."""
        body = {"fault": name, "variant": variant, **options}
        return self.control("POST", "/faults", body)["id"]

    def heal(self, number: int | None = None) -> None:
        """Switch one fault off, or all."""
        self.control("DELETE", "/faults" if number is None else f"/faults/{number}")

    def clock(self, **change: Any) -> str:
        """Change the ministry's clock (`skew`, `advance` seconds, `frozen` at); return its time."""
        return self.control("POST", "/clock", change)["now"]

    def listen(self, *, is_open: bool) -> None:
        """Open the public port, or close it: clients are refused."""
        self.control("POST", "/listen", {"open": is_open})

    def expire(self, *, tokens: bool = False, cursors: bool = False) -> None:
        """Let tokens or cursors that were given out be unknown."""
        self.control("POST", "/expire", {"tokens": tokens, "cursors": cursors})

    def bulk(self, count: int, revision: int = 0, changing: int = 100) -> None:
        """Have so many made vacancies after the real ones."""
        body = {"count": count, "revision": revision, "changing": changing}
        self.control("POST", "/bulk", body)

    def state(self) -> dict[str, Any]:
        """Return time, counts, faults and whether it listens."""
        return self.control("GET", "/state")

    def journal(self, *, attributes: bool = False) -> list[dict[str, Any]]:
        """Return everything that happened in this test, in order."""
        found: list[dict[str, Any]] = []
        while True:  # ten thousand at once
            after = found[-1]["seq"] if found else self.begin
            options = {"after": after, "attributes": int(attributes)}
            entries = self.control("GET", "/journal", None, **options)["entries"]
            found += entries
            if not entries:
                return found

    def effects(self, **wanted: Any) -> list[dict[str, Any]]:
        """Return the records that were written, with attributes; `cause="batch"`, `kind=…`."""
        return [
            entry
            for entry in self.journal(attributes=True)
            if entry["sort"] == "effect" and wanted.items() <= entry.items()
        ]

    def requests(self) -> list[dict[str, Any]]:
        """Return the requests that were made: method, path, status, cause (faults)."""
        return [entry for entry in self.journal() if entry["sort"] == "request"]

    def bearer(self) -> dict[str, str]:
        """Return the header that opens the partner contract."""
        form = {
            "grant_type": "client_credentials",
            "client_id": KEYS["MINISTRY_CLIENT_ID"],
            "client_secret": KEYS["MINISTRY_CLIENT_SECRET"],
        }
        answer = requests.post(f"{self.url}/oauth/token", data=form, timeout=SECONDS)
        return {"Authorization": f"Bearer {answer.json()['access_token']}"}


@contextmanager
def running(*options: str) -> Iterator[Simulator]:
    """Start a simulator on free ports; `options` as of `python -m integration.simulator`."""
    command = [
        *(sys.executable, "-m", "integration.simulator", "--port", "0", "--control-port", "0"),
        *options,
    ]
    process = subprocess.Popen(
        bound(command, signal_name="TERM"),
        cwd=ROOT,
        env=os.environ | KEYS,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        assert process.stdout
        said = process.stdout.readline()
        assert said, "the simulator did not start"
        scheme = "https" if "--tls" in options else "http"
        simulator = Simulator(json.loads(said), process, scheme)
        yield simulator
        simulator.session.close()
    finally:
        stop(process)
        if process.stdout:
            process.stdout.close()


@pytest.fixture(scope="session")
def simulator_process() -> Iterator[Simulator]:
    """Return the simulator of this worker of the suite; tests take `simulator`."""
    with running("--empty") as simulator:
        yield simulator


@pytest.fixture
def simulator(simulator_process: Simulator) -> Simulator:
    """Return a running ministry that is empty."""
    simulator_process.reset()
    return simulator_process
