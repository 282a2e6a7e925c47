"""Gateways for short texts: what they send and how they tell failures apart."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from sikas.notifications import delivery
from sikas.notifications.enums import Channel, State
from sikas.notifications.errors import PermanentError, TransientError
from sikas.notifications.gateways import ConsoleGateway, WebhookGateway
from sikas.notifications.models import Message
from tests.notifications.messages import queue_text

TEXT: dict[str, Any] = {
    "channel": Channel.WHATSAPP,
    "to": "+6281234567890",
    "text": "Kode",
    "idempotency_key": "id-1",
}


class Provider(HTTPServer):
    """A gateway's own server: answers with `status` and keeps what it got."""

    status = 200
    received: list[tuple[dict[str, str], dict[str, str]]]


class Answer(BaseHTTPRequestHandler):
    """Keeps and answers one request."""

    server: Provider

    def do_POST(self) -> None:
        """Answer with the status of the server."""
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.received.append((dict(self.headers), json.loads(body)))
        self.send_response(self.server.status)
        self.send_header("Location", "http://127.0.0.1:1/")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def provider(settings) -> Iterator[Provider]:
    server = Provider(("127.0.0.1", 0), Answer)
    server.received = []
    settings.SMS_WEBHOOK_URL = f"http://127.0.0.1:{server.server_port}/"
    settings.SMS_WEBHOOK_TOKEN = "token-1"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def test_webhook_posts_the_text_with_token_and_key(provider):
    WebhookGateway().send(**TEXT)
    ((headers, body),) = provider.received
    assert body == {"id": "id-1", "channel": "whatsapp", "to": "+6281234567890", "text": "Kode"}
    assert headers["Authorization"] == "Bearer token-1"
    assert headers["Idempotency-Key"] == "id-1"


@pytest.mark.parametrize(
    ("status", "error"),
    [
        (500, TransientError),
        (503, TransientError),
        (429, TransientError),
        (408, TransientError),
        (400, PermanentError),
        (401, PermanentError),
        (302, PermanentError),
    ],
)
def test_webhook_tells_failures_apart(provider, status, error):
    provider.status = status
    with pytest.raises(error, match=f"^HTTP {status}$"):
        WebhookGateway().send(**TEXT)
    assert len(provider.received) == 1


def test_webhook_without_an_answer_is_tried_again(settings):
    settings.SMS_WEBHOOK_URL = "http://127.0.0.1:1/"
    with pytest.raises(TransientError, match=r"^ConnectionError$"):
        WebhookGateway().send(**TEXT)


def test_console_writes_where_a_tester_can_read(settings, tmp_path, capsys):
    settings.MESSAGES_DIR = tmp_path / "messages"
    ConsoleGateway().send(**TEXT)
    written = (tmp_path / "messages" / "sms.txt").read_text()
    assert written.endswith("WhatsApp +6281234567890: Kode\n")
    assert written in capsys.readouterr().err


def test_console_without_a_place_to_write_is_tried_again(settings, tmp_path):
    settings.MESSAGES_DIR = tmp_path / "file" / "folder"
    (tmp_path / "file").write_text("")
    with pytest.raises(TransientError):
        ConsoleGateway().send(**TEXT)


@pytest.mark.django_db
def test_text_message_goes_through_the_chosen_gateway(settings, tmp_path):
    settings.MESSAGES_DIR = tmp_path
    message = queue_text()
    delivery.deliver(Message.objects.all())
    message.refresh_from_db()
    assert message.state == State.SENT
    assert "123456 adalah kode SIKAS Anda" in (tmp_path / "sms.txt").read_text()
