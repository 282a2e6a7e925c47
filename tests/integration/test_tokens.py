"""The token: asked for once by one worker, kept sealed, renewed in time, gone when refused."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from integration.enums import Trouble
from integration.kemnaker import http, tokens
from integration.kemnaker.tokens import Credentials
from integration.models import AccessToken
from integration.ports import AuthExpiredError, PermanentError, ProtocolError, TransientError
from tests.integration.exchange import RATE
from tests.integration.raw_server import RawServer, reply

WORKERS = 10
WELL, REFUSED = reply([1]), reply({}, 401)


def token(text: str, **more: Any) -> bytes:
    return reply({"access_token": text, "token_type": "Bearer", "expires_in": 3600} | more)


@pytest.fixture
def client(raw_server: RawServer, db: None, monkeypatch: pytest.MonkeyPatch) -> http.Server:
    monkeypatch.setattr(http, "TRIES", 1)
    return made(raw_server)


def made(server: RawServer, client_id: str = "asahan") -> http.Server:
    return http.Server(server.url, rate=RATE, credentials=Credentials(client_id, "s3cret"))


def get(client: http.Server) -> Any:
    return client.get_json("test", "/data", {}).data


def used(server: RawServer) -> list[str]:
    """Return what was asked: "token", or the token that came with a question."""
    heads = [request.decode().partition("\r\n\r\n")[0] for request in server.requests]
    return [
        "token" if head.startswith("POST") else head.partition("Bearer ")[2].split("\r\n")[0]
        for head in heads
    ]


def test_token_is_asked_for_once_and_kept_sealed(client, raw_server):
    raw_server.script = [token("abc"), WELL]
    assert [get(client), get(client), get(made(raw_server))] == [[1]] * 3
    assert used(raw_server) == ["token", "abc", "abc", "abc"]
    assert raw_server.requests[0].endswith(
        b"grant_type=client_credentials&client_id=asahan&client_secret=s3cret"
    )
    kept = AccessToken.objects.get()
    assert "abc" not in kept.sealed
    assert "s3cret" not in repr(client.__dict__) + repr(Credentials("asahan", "s3cret"))


def test_token_of_other_credentials_or_keys_is_not_used(client, raw_server, settings):
    raw_server.script = [token("abc"), WELL, token("def"), WELL, token("ghi"), WELL]
    get(client)
    get(made(raw_server, "batubara"))
    settings.SEALING_KEYS = {"new": b"k" * 32}
    get(made(raw_server, "batubara"))
    assert used(raw_server) == ["token", "abc", "token", "def", "token", "ghi"]


@pytest.mark.parametrize(
    ("lifetime", "good_for"),
    [(3600, 3540), (10, 8), (None, 240), (True, 240), (-1, 240), ("x", 240), (10**9, 86_340)],
)
def test_token_is_renewed_before_it_ends(client, raw_server, clock, lifetime, good_for):
    raw_server.script = [token("abc", expires_in=lifetime), WELL, WELL, token("def"), WELL]
    get(client)
    clock.move(timedelta(seconds=good_for - 2))
    get(client)
    clock.move(timedelta(seconds=4))
    get(client)
    assert used(raw_server) == ["token", "abc", "abc", "token", "def"]


def test_token_from_the_future_is_not_trusted(client, raw_server, clock):
    raw_server.script = [token("abc"), WELL, token("def"), WELL]
    get(client)
    clock.move(timedelta(hours=-1))
    get(client)
    assert used(raw_server) == ["token", "abc", "token", "def"]


def test_refused_token_is_renewed_once(client, raw_server):
    raw_server.script = [token("abc"), REFUSED, token("def"), WELL]
    assert get(client) == [1]
    assert used(raw_server) == ["token", "abc", "token", "def"]


def test_token_refused_also_when_new_is_an_error_and_thrown_away(client, raw_server):
    raw_server.script = [token("abc"), REFUSED, token("def"), REFUSED]
    with pytest.raises(AuthExpiredError) as caught:
        get(client)
    assert caught.value.trouble == Trouble.CREDENTIALS
    assert used(raw_server) == ["token", "abc", "token", "def"]
    assert not AccessToken.objects.exists()


def test_token_that_took_the_place_of_a_refused_one_stays(client, raw_server):
    raw_server.script = [token("abc"), WELL]
    old = client._tokens.current()
    client._tokens.forget(old)
    raw_server.script = [token("def"), WELL]
    new = client._tokens.current()
    client._tokens.forget(old)
    assert client._tokens.current() == new


@pytest.mark.parametrize("status", [400, 401, 403])
def test_wrong_credentials_are_said(client, raw_server, status):
    raw_server.script = [reply({}, status)]
    with pytest.raises(PermanentError) as caught:
        get(client)
    assert (caught.value.trouble, caught.value.detail) == (Trouble.CREDENTIALS, f"HTTP {status}")


def test_other_answers_to_the_question_for_a_token_are_what_they_are(client, raw_server):
    raw_server.script = [reply({}, 500)]
    with pytest.raises(TransientError):
        get(client)
    raw_server.script = [reply({}, 404)]
    with pytest.raises(PermanentError) as caught:
        get(client)
    assert caught.value.trouble == Trouble.MISSING


@pytest.mark.parametrize(
    "answer",
    [[], {}, {"access_token": 5}, {"access_token": ""}]
    + [{"access_token": text} for text in ("a\r\nX: y", "a b", "é", "a" * 9000)],
)
def test_token_that_no_header_can_hold_is_refused(client, raw_server, answer):
    raw_server.script = [reply(answer)]
    with pytest.raises(ProtocolError) as caught:
        get(client)
    assert caught.value.trouble == Trouble.SHAPE


def asked_at_once(server: RawServer) -> int:
    """Let workers come at the same moment without a token; return how many asked for one."""
    AccessToken.objects.all().delete()
    server.requests.clear()
    start = threading.Barrier(WORKERS)

    def work(_number: int) -> Any:
        try:
            connection.ensure_connection()
            start.wait()
            return get(made(server))
        finally:
            connection.close()

    def answer(sock):
        sock.sendall(token("abc") if server.requests[-1].startswith(b"POST") else WELL)

    server.script = [answer]
    with ThreadPoolExecutor(WORKERS) as pool:
        assert list(pool.map(work, range(WORKERS))) == [[1]] * WORKERS
    return used(server).count("token")


@pytest.mark.django_db(transaction=True)
def test_ten_workers_ask_for_one_token(raw_server, monkeypatch):
    assert asked_at_once(raw_server) == 1
    # Negative control: without the lock several ask.
    monkeypatch.setattr(tokens, "_LOCK", "select %s")
    monkeypatch.setattr(tokens, "_UNLOCK", "select %s")
    assert asked_at_once(raw_server) > 1
