"""The configuration in deploy/, in a real nginx: it stamps the arrival and serves live numbers."""

import os
import re
import subprocess
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
import requests

from tests import databases
from tests.harness import free_port, stop

NGINX = Path("/usr/sbin/nginx")
EXAMPLE = (databases.ROOT / "deploy" / "nginx.conf.example").read_text()
# What the example's first server does, without its certificates and names.
LOCATIONS = re.compile(r"^    location .*?^    \}$", re.MULTILINE | re.DOTALL)
START_SECONDS = 20

pytestmark = pytest.mark.skipif(
    not NGINX.exists() and not os.environ.get("CI"), reason="nginx is not installed"
)


class Portal(BaseHTTPRequestHandler):
    """Stands for the portal: says which headers arrived."""

    seen: dict[str, str] = {}

    def do_POST(self) -> None:
        """Take a request down."""
        self.rfile.read(int(self.headers["Content-Length"]))
        Portal.seen = dict(self.headers)
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_args) -> None:
        """Say nothing."""


@dataclass(frozen=True)
class Front:
    """A running nginx, and the folder of its live numbers."""

    url: str
    folder: Path


@pytest.fixture(scope="module")
def front(tmp_path_factory) -> Iterator[Front]:
    """Start nginx with the locations of the example before a stand-in for the portal."""
    home = tmp_path_factory.mktemp("nginx")
    folder, port = home / "langsung", free_port()
    folder.mkdir()
    portal = HTTPServer(("127.0.0.1", 0), Portal)
    threading.Thread(target=portal.serve_forever, daemon=True).start()
    locations = "\n".join(LOCATIONS.findall(EXAMPLE))
    locations = locations.replace("127.0.0.1:8000", f"127.0.0.1:{portal.server_port}")
    locations = locations.replace("/var/lib/sikas/langsung/", f"{folder}/")
    temporary = "\n".join(
        f"{kind}_temp_path {home};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    configuration = home / "nginx.conf"
    configuration.write_text(
        f"daemon off; master_process off; pid {home}/pid; error_log stderr warn; events {{}}\n"
        f"http {{ access_log off; {temporary}\n"
        f"server {{ listen 127.0.0.1:{port}; server_name localhost;\n{locations}\n}} }}\n"
    )
    command = [str(NGINX), "-e", "stderr", "-p", str(home), "-c", str(configuration)]
    process = subprocess.Popen(command, start_new_session=True)
    try:
        _wait(f"http://127.0.0.1:{port}/langsung/", process)
        yield Front(f"http://127.0.0.1:{port}", folder)
    finally:
        stop(process)
        portal.shutdown()
        portal.server_close()


def _wait(url: str, process: subprocess.Popen) -> None:
    deadline = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        try:
            requests.get(url, timeout=1)
        except requests.ConnectionError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError("nginx did not start")


def test_arrival_is_stamped_over_whatever_the_client_says(front):
    before = time.time()
    forged = {"X-Arrival-Time": "1000000000.000", "X-Forwarded-For": "10.0.0.1"}
    assert requests.post(f"{front.url}/job-fair/", data=b"x", headers=forged, timeout=5).ok
    stamp = Portal.seen["X-Arrival-Time"]
    assert re.fullmatch(r"\d{10}\.\d{3}", stamp)  # as jobfair.arrival reads it
    assert before - 1 <= float(stamp) <= time.time() + 1
    assert Portal.seen["X-Forwarded-For"] == "127.0.0.1"


def test_live_numbers_come_from_files_with_a_short_life(front):
    (front.folder / "fair.html").write_text("<p>37 perusahaan</p>")
    (front.folder / "fair.json").write_text("{}")
    page = requests.get(f"{front.url}/langsung/fair.html", timeout=5)
    assert page.text == "<p>37 perusahaan</p>"
    assert page.headers["Content-Type"] == "text/html; charset=utf-8"
    assert page.headers["Cache-Control"] == "public, max-age=2"
    assert page.headers["X-Content-Type-Options"] == "nosniff"
    numbers = requests.get(f"{front.url}/langsung/fair.json", timeout=5)
    assert numbers.headers["Content-Type"].startswith("application/json")
    known = {"If-None-Match": page.headers["ETag"]}
    again = requests.get(f"{front.url}/langsung/fair.html", headers=known, timeout=5)
    assert again.status_code == 304


@pytest.mark.parametrize("name", ("", "tidak-ada.html", "..%2fnginx.conf"))
def test_nothing_beside_the_files_is_served(front, name):
    answer = requests.get(f"{front.url}/langsung/{name}", timeout=5)
    assert not answer.ok
    assert "server_name" not in answer.text


def test_files_take_no_posts(front):
    answer = requests.post(f"{front.url}/langsung/fair.html", data=b"x", timeout=5)
    assert answer.status_code == 403
