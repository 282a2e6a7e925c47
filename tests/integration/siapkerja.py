"""A ministry's account server as small as a test needs it, and the ways people take through it."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.test import Client

TOKEN = "token-rahasia-sekali"
SECRET = "kunci-rahasia-sekali"
PERSON: dict[str, Any] = {
    "id": "9b1d0c1e-1111-4222-8333-444455556666",
    "username": "zubaidah",
    "name": "Zubaidah Rangkuti",
    "email": "zubaidah@contoh.id",
    "roles": ["admin", "superuser"],
    "status": "active",
    "updated_at": "2026-11-01T00:00:00Z",
}
Answer = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    """Answers as the test says, and notes what was asked."""

    server: "Ministry"

    def log_message(self, *_args: Any) -> None:
        """Say nothing."""

    def do_POST(self) -> None:
        """Give a token for a code."""
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append(("POST", self.path, body))
        self.server.token(self)

    def do_GET(self) -> None:
        """Give the person of a token."""
        self.server.asked.append(("GET", self.path, self.headers["Authorization"]))
        self.server.me(self)

    def send(self, body: bytes, status: int = 200, **headers: str) -> None:
        """Send a whole answer."""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def says(content: Any, status: int = 200, **headers: str) -> Answer:
    """Return an answer with this content, as JSON unless it is bytes."""
    body = content if isinstance(content, bytes) else json.dumps(content).encode()
    return lambda handler: handler.send(body, status, **headers)


class Ministry(ThreadingHTTPServer):
    """Listens on this machine; `token` and `me` are its two answers."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server_port}"
        self.reset()

    def reset(self) -> None:
        """Forget what was asked, answer well again."""
        self.asked: list[tuple[str, str, Any]] = []
        self.token: Answer = says({"data": {"access_token": TOKEN, "expires_in": 3600}}, 201)
        self.me: Answer = says({"data": PERSON})

    def knows(self, **person: Any) -> None:
        """Answer with another person."""
        self.me = says({"data": PERSON | person})


@contextmanager
def running() -> Iterator[Ministry]:
    """Serve until the block ends."""
    with Ministry() as ministry:
        thread = threading.Thread(target=ministry.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        yield ministry
        ministry.shutdown()
        thread.join()


def leave(client: Client, path: str = "/akun/siapkerja/", **form: str) -> dict[str, str]:
    """Press the button of a page; return what the ministry is asked in the address."""
    answer = client.post(path, form)
    assert answer.status_code == 303, answer.content
    return {
        name: values[0] for name, values in parse_qs(urlsplit(answer["Location"]).query).items()
    }


def come_back(client: Client, state: str, **query: str) -> Any:
    """Open the address to which the ministry leads back."""
    return client.get(
        "/akun/siapkerja/kembali/", {"code": "kode-sekali-pakai", "state": state} | query
    )


def through(client: Client, path: str = "/akun/siapkerja/", **form: str) -> Any:
    """Go to the ministry and come back."""
    return come_back(client, leave(client, path, **form)["state"])


def words_after(client: Client, answer: Any) -> str:
    """Return the page to which an answer leads."""
    return client.get(answer.url).content.decode()
