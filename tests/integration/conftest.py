"""Servers that stand for the ministry, and clients of them."""

from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import nullcontext
from typing import Any

import pytest

from integration import pull
from integration.ahead import fulfil
from integration.kemnaker import http, ministry
from integration.kemnaker.answers import Answer
from integration.kemnaker.ministry import Kemnaker
from integration.kemnaker.wire import Limits
from tests.clock import Clock
from tests.integration import exchange
from tests.integration.exchange import RATE, configuration
from tests.integration.raw_server import RawServer, serving
from tests.integration.siapkerja import SECRET, Ministry, running
from tests.seekers.places import make_village
from tests.simulator.running import Simulator

QUICK = Limits(seconds=5, silence=5, size=1_000_000)
PAGE = 2  # records


class InTurn(Executor):
    """Does at once what is submitted."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Return what it returned, or raised: that is raised when the result is asked for."""
        done: Future[Any] = Future()
        fulfil(done, lambda: fn(*args, **kwargs))
        return done


@pytest.fixture
def raw_server() -> Iterator[RawServer]:
    """Yield a server without a script."""
    with serving() as server:
        yield server


@pytest.fixture
def ask(raw_server: RawServer, db: None, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Answer]:
    """Return a function that gives the server its script and reads from it once."""
    monkeypatch.setattr(http, "PAUSE", 0)
    client = http.Server(raw_server.url, rate=RATE)

    def ask(*script, limits: Limits = QUICK) -> Answer:
        raw_server.script = list(script)
        return client.get_json("test", "/data", {}, limits=limits)

    return ask


@pytest.fixture
def kemnaker(simulator: Simulator, db: None, monkeypatch: pytest.MonkeyPatch) -> Kemnaker:
    """Return the adapter on the simulator, with small pages."""
    monkeypatch.setattr(http, "PAUSE", 0)
    for constant in ("PROGRAMMES_PAGE", "PARTNER_PAGE"):
        monkeypatch.setattr(ministry, constant, PAGE)
    return Kemnaker(configuration(simulator.url) | {"page_size": PAGE})


@pytest.fixture
def connect(simulator: Simulator, settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Connect the portal with the simulator; pages are small, a second try does not wait."""
    settings.MINISTRY = settings.MINISTRY | configuration(simulator.url)
    monkeypatch.setattr(http, "PAUSE", 0)
    for constant in ("PROGRAMMES_PAGE", "PARTNER_PAGE"):
        monkeypatch.setattr(ministry, constant, exchange.PAGE)


@pytest.fixture
def connected(simulator: Simulator, connect: None, clock: Clock) -> Simulator:
    """Return the ministry with which the portal is connected, on a clock that can be moved."""
    make_village()
    exchange.know_industries()
    return simulator


@pytest.fixture(scope="session")
def account_server() -> Iterator[Ministry]:
    """Yield one small account server for all tests."""
    with running() as ministry:
        yield ministry


@pytest.fixture
def siapkerja(account_server: Ministry, settings) -> Ministry:
    """Return the account server with which the portal is set up to talk."""
    account_server.reset()
    settings.MINISTRY = settings.MINISTRY | {
        "account_url": account_server.url,
        "account_id": "sikas-asahan",
        "account_secret": SECRET,
    }
    settings.SITE_URL = "https://sikas.contoh.id"
    return account_server


@pytest.fixture(autouse=True)
def _one_connection(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read ahead in the caller's thread: a test in a transaction has one connection.

    Transactional tests and real processes read in the thread of production.
    """
    mark = request.node.get_closest_marker("django_db")
    is_real = mark.kwargs.get("transaction") if mark else "transactional_db" in request.fixturenames
    if not is_real:
        monkeypatch.setattr(pull, "reading_ahead", lambda: nullcontext(InTurn()))
