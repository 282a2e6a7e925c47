"""Many people who tap at once: bare connections in processes of their own.

A client library would use more CPU than the portal, on the same cores.
"""

import multiprocessing
import socket
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.db import connections

from sikas.accounts.models import User
from tests.bench.portal import Measured
from tests.bench.shots import receive

TIMEOUT = 60  # seconds


@dataclass(frozen=True)
class Tap:
    """One form that is sent, and how often at once the same person sends it."""

    path: str
    form: dict[str, str]


@dataclass(frozen=True)
class Person:
    """Somebody who is signed in, with what he sends one after the other."""

    cookie: str
    token: str
    taps: Sequence[Tap]


@dataclass
class Answers:
    """What came back: seconds and status of each tap."""

    seconds: list[float] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)


def signed_in(running: Measured, user: User, page: str, taps: Sequence[Tap]) -> Person:
    """Return somebody with the cookies of a session and of one page with a form."""
    client = running.client(user)
    client.get(page)
    names = (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME)
    cookie = "; ".join(f"{name}={client.cookies[name]}" for name in names if name in client.cookies)
    return Person(cookie, client.token, taps)


def tap(running: Measured, people: Sequence[Person]) -> tuple[Answers, float]:
    """Let everybody tap, each on a connection of his own; return answers and seconds in all."""
    address = urlsplit(running.url)
    assert address.port
    connections.close_all()  # a child must not use them
    context = multiprocessing.get_context("fork")
    start, results = context.Barrier(len(people) + 1), context.Queue()
    workers = [
        context.Process(target=_work, args=(address.port, person, start, results))
        for person in people
    ]
    for worker in workers:
        worker.start()
    start.wait()
    began = time.perf_counter()
    found = [results.get() for _worker in workers]
    spent = time.perf_counter() - began
    for worker in workers:
        worker.join()
    answers = Answers()
    for seconds, statuses in found:
        answers.seconds += seconds
        answers.statuses += statuses
    return answers, spent


def _work(port: int, person: Person, start, results) -> None:
    requests = [_request(person, one) for one in person.taps]
    seconds, statuses = [], []
    with socket.create_connection(("localhost", port), timeout=TIMEOUT) as line:
        start.wait()
        for request in requests:
            began = time.perf_counter()
            line.sendall(request)
            statuses.append(_status(line))
            seconds.append(time.perf_counter() - began)
    results.put((seconds, statuses))


def _request(person: Person, one: Tap) -> bytes:
    body = urlencode(one.form | {"csrfmiddlewaretoken": person.token})
    head = (
        f"POST {one.path} HTTP/1.1\r\nHost: localhost\r\nCookie: {person.cookie}\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return (head + body).encode()


def _status(line: socket.socket) -> int:
    """Read one answer to its end; return its status."""
    return receive(line)[0]
