"""The client of the ministry against a server that does everything a server can do wrong."""

import gzip
import logging
import math
import os
import socket
import ssl

import pytest
import requests
from django.db import transaction

from integration.enums import Trouble
from integration.kemnaker import http, wire
from integration.kemnaker.troubles import trouble_of
from integration.kemnaker.wire import Limits
from integration.models import HttpTally
from integration.ports import (
    MinistryError,
    PermanentError,
    ProtocolError,
    TransientError,
)
from tests.integration.certificate import self_signed
from tests.integration.exchange import RATE
from tests.integration.raw_server import flood, reply, reset, reset_after, serving, trickle

OK = b"HTTP/1.1 200 OK\r\n"
CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"
SHORT = Limits(seconds=0.3, silence=5)
TINY = Limits(seconds=0.1)
SILENT = Limits(seconds=5, silence=0.1)


def zipped(body: bytes) -> bytes:
    return gzip.compress(body, mtime=0)  # a case has the same name on every worker


def packed(body: bytes) -> bytes:
    return reply(zipped(body), Content_Encoding="gzip")


@pytest.mark.parametrize(
    "answer",
    [
        reply({"data": [1]}),
        reply({"data": [1]}, Content_Type="text/html"),  # the header is not believed
        packed(b'{"data":[1]}'),
        reply(zipped(b'{"data":') + zipped(b"[1]}"), Content_Encoding="x-gzip"),
        CHUNKED + b'4\r\n{"da\r\n8\r\nta":[1]}\r\n0\r\n\r\n',
        OK + b'\r\n{"data":[1]}',  # until the connection ends
        reply(b'\xef\xbb\xbf{"data":[1]}'),
    ],
)
def test_data_is_read_however_it_is_sent(ask, answer):
    assert ask(answer).data == {"data": [1]}


def test_one_bad_value_leaves_the_others_readable(ask):
    body = b'[NaN, Infinity, "\\ud800", "caf\xe9", "a\x00b", ' + b"9" * 5000 + b", 7]"
    nan, infinity, lone, latin, nul, huge, seven = ask(reply(body)).data
    assert math.isnan(nan)
    assert infinity == huge == math.inf
    assert (lone, latin, nul, seven) == ("\ud800", "caf\udce9", "a\x00b", 7)


@pytest.mark.parametrize(
    "answer",
    [
        reply(b""),
        reply(b"<!doctype html><title>Pemeliharaan</title>"),
        reply(b'{"data": [1'),
        pytest.param(reply(b"[" * 100_000), id="deep"),
        reply(b"not gzip", Content_Encoding="gzip"),
        reply(zipped(b"{}")[:-4], Content_Encoding="gzip"),
        pytest.param(
            reply(zipped(b"") * wire.MOST_MEMBERS + zipped(b"{}"), Content_Encoding="gzip"),
            id="gzip of too many parts",
        ),
        reply(b"{}", Content_Encoding="br"),
        b"SSH-2.0-OpenSSH_9.2\r\n\r\n",
    ],
)
def test_what_is_no_data_is_a_protocol_error(ask, answer):
    with pytest.raises(ProtocolError) as caught:
        ask(answer)
    assert caught.value.trouble == Trouble.NOT_JSON


@pytest.mark.parametrize(
    "answer",
    [
        packed(b" " * 50_000_000),
        flood(OK + b"\r\n", b" " * 65536),
        flood(CHUNKED, b"10000\r\n" + b" " * 65536 + b"\r\n"),
    ],
    ids=["bomb", "endless", "endless chunks"],
)
def test_too_large_an_answer_is_not_read_to_its_end(ask, answer):
    with pytest.raises(ProtocolError) as caught:
        ask(answer)
    assert caught.value.trouble == Trouble.TOO_LARGE


@pytest.mark.parametrize(
    ("answer", "limits"),
    [
        (trickle(b"", b"H"), SHORT),
        (trickle(OK, b"X-A: b\r\n"), SHORT),
        (trickle(OK + b"Content-Length: 1000\r\n\r\n", b" "), SHORT),
        (trickle(CHUNKED, b"1\r\n \r\n"), SHORT),
        (trickle(CHUNKED, b"0"), SHORT),
        (trickle(OK, b"", every=3), SILENT),
    ],
    ids=["status", "headers", "body", "chunks", "a chunk's size", "silence"],
)
def test_slow_answer_ends_with_the_deadline_wherever_it_is_slow(ask, raw_server, answer, limits):
    with pytest.raises(TransientError) as caught:
        ask(answer, limits=limits)
    assert caught.value.trouble == Trouble.TIMEOUT
    assert len(raw_server.requests) == 1  # the time was spent


@pytest.mark.parametrize(
    "answer",
    [
        reset,
        b"",
        reset_after(OK),
        reset_after(OK + b"Content-Length: 100\r\n\r\n[1"),
        OK + b"Content-Length: 100\r\n\r\n[1",
        CHUNKED + b"4\r\n[1",
    ],
    ids=["before", "nothing", "in headers", "in body", "cut body", "cut chunk"],
)
def test_cut_answer_is_asked_for_again_and_then_given_up(ask, raw_server, answer):
    with pytest.raises(TransientError) as caught:
        ask(answer)
    assert caught.value.trouble == Trouble.RESET
    assert len(raw_server.requests) == http.TRIES
    assert ask(answer, reply([1])).data == [1]


@pytest.mark.parametrize(
    ("status", "kind", "trouble"),
    [
        (400, PermanentError, Trouble.REFUSED),
        (401, PermanentError, Trouble.FORBIDDEN),  # where no key was used
        (403, PermanentError, Trouble.FORBIDDEN),
        (404, PermanentError, Trouble.MISSING),
        (408, TransientError, Trouble.SERVER),
        (410, PermanentError, Trouble.MISSING),
        (412, PermanentError, Trouble.REFUSED),
        (413, PermanentError, Trouble.REFUSED),
        (422, PermanentError, Trouble.REFUSED),
        (500, TransientError, Trouble.SERVER),
        (503, TransientError, Trouble.SERVER),
    ],
)
def test_status_says_what_can_be_done(ask, raw_server, status, kind, trouble):
    tries = http.TRIES if kind is TransientError else 1
    with pytest.raises(kind) as caught:
        ask(reply({"error": {"message": "rahasia"}}, status))
    assert (caught.value.trouble, caught.value.detail) == (trouble, f"HTTP {status}")
    assert len(raw_server.requests) == tries
    (tally,) = HttpTally.objects.all()
    assert (tally.endpoint, tally.code, tally.count) == ("test", str(status), tries)
    assert (tally.within_5, tally.within_30) == (tries, tries)


@pytest.mark.parametrize(
    ("location", "named"),
    [
        ("https://lain.example/masuk?token=rahasia", "lain.example"),
        ("/masuk", ""),
        ("http://[bad", ""),
        ("//caf\xe9.example/", ""),
    ],
)
def test_redirect_is_named_and_not_followed(ask, raw_server, location, named):
    with pytest.raises(PermanentError) as caught:
        ask(reply(b"", 302, Location=location))
    assert caught.value.trouble == Trouble.REDIRECT
    assert caught.value.detail == f"HTTP 302 {named}".strip()
    assert len(raw_server.requests) == 1


def test_redirect_with_an_endless_body_is_not_read(ask):
    with pytest.raises(PermanentError) as caught:
        ask(flood(b"HTTP/1.1 302 Found\r\nLocation: https://lain.example/\r\n\r\n", b" " * 65536))
    assert caught.value.trouble == Trouble.REDIRECT


def test_write_is_sent_once(ask, raw_server):
    raw_server.script = [reset]
    with pytest.raises(TransientError):
        http.Server(raw_server.url, rate=RATE).post_json("test", "/data", {"a": 1})
    (request,) = raw_server.requests
    assert request.endswith(b'{"a": 1}')


def test_long_question_may_take_longer_than_connecting(db, monkeypatch):
    monkeypatch.setattr("integration.kemnaker.wire.CONNECT_SECONDS", 0.05)
    with serving(reply([1]), reads_after=0.2) as server:
        data = "x" * 20_000_000  # more than fits on the way
        assert http.Server(server.url, rate=RATE).post_json("test", "/", data).data == [1]
        with pytest.raises(TransientError) as caught:
            http.Server(server.url, rate=RATE).post_json("test", "/", data, limits=TINY)
    assert caught.value.trouble == Trouble.TIMEOUT


def test_refused_connection_is_unreachable(ask, raw_server):
    raw_server.stop()
    with pytest.raises(TransientError) as caught:
        ask(reply({}))
    assert caught.value.trouble == Trouble.UNREACHABLE


def test_connection_that_nobody_accepts_is_unreachable(db, monkeypatch):
    monkeypatch.setattr("integration.kemnaker.wire.CONNECT_SECONDS", 0.1)
    monkeypatch.setattr(http, "TRIES", 1)
    with socket.create_server(("127.0.0.1", 0), backlog=0) as full:
        waiting = [socket.socket() for _ in range(3)]
        for sock in waiting:
            sock.setblocking(False)
            sock.connect_ex(full.getsockname())
        with pytest.raises(TransientError) as caught:
            http.Server(f"http://127.0.0.1:{full.getsockname()[1]}", rate=RATE).get_json(
                "a", "/", {}
            )
        for sock in waiting:
            sock.close()
    assert caught.value.trouble == Trouble.UNREACHABLE


@pytest.mark.parametrize(
    ("error", "kind", "trouble"),
    [
        (requests.exceptions.InvalidURL("http://rahasia"), PermanentError, Trouble.ADDRESS),
        (requests.ConnectionError(OSError("rahasia")), TransientError, Trouble.UNREACHABLE),
        (requests.exceptions.SSLError(ssl.SSLEOFError("rahasia")), TransientError, Trouble.RESET),
    ],
)
def test_what_no_loopback_server_can_do_has_its_meaning_too(error, kind, trouble):
    meant = trouble_of(error)
    assert (type(meant), meant.trouble) == (kind, trouble)
    assert "rahasia" not in str(meant)


def test_unknown_host_is_a_wrong_address(db, monkeypatch):
    monkeypatch.setattr(http, "PAUSE", 0)

    def getaddrinfo(*_args, **_options):
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    with pytest.raises(TransientError) as caught:
        http.Server("https://tidak-ada.example", rate=RATE).get_json("test", "/", {})
    assert caught.value.trouble == Trouble.ADDRESS


@pytest.mark.parametrize(
    "base", ["http://api.example.go.id", "https://user:secret@api.example.go.id"]
)
def test_address_that_would_leak_is_not_used(base):
    with pytest.raises(PermanentError) as caught:
        http.Server(base, rate=RATE)
    assert caught.value.trouble == Trouble.ADDRESS
    assert "secret" not in str(caught.value)


def test_cookies_and_passwords_of_the_machine_are_not_sent(ask, raw_server, monkeypatch, tmp_path):
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login me password secret")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    for _ in range(2):
        ask(reply({}, Set_Cookie="a=b"))
    assert not any(b"Cookie" in request or b"Auth" in request for request in raw_server.requests)


def test_connection_is_used_again(ask, raw_server):
    """Two answers over one connection: the server's script knows connections only."""
    kept = reply([1], Connection="")

    def twice(sock):
        sock.sendall(kept)
        raw_server.requests.append(sock.recv(65536))
        sock.sendall(kept)

    assert ask(twice).data == ask(reset).data == [1]
    assert len(raw_server.requests) == 2


def test_nothing_asked_or_answered_is_in_errors_and_logs(raw_server, db, caplog, monkeypatch):
    monkeypatch.setattr(http, "PAUSE", 0)
    caplog.set_level(logging.INFO)
    secret = "1209010101900001"
    raw_server.script = [
        reply({"nik": secret}, 500),
        reset,
        b"HTTP/1.1 200 OK\r\nno header\r\n\r\n<" + secret.encode(),
        b"Content-" + secret.encode(),
    ]
    client = http.Server(raw_server.url, rate=RATE)
    for _ in range(2):
        with pytest.raises(MinistryError) as caught:
            client.get_json("test", f"/{secret}", {"cursor": secret})
        assert secret not in repr(caught.value) + str(caught.value.detail)
        assert caught.value.__cause__ is None
    assert caplog.records
    assert secret not in caplog.text


def test_nobody_asks_inside_a_transaction(raw_server, ask):
    with transaction.atomic(), pytest.raises(RuntimeError):
        ask(reply({}))
    assert not raw_server.requests


def test_certificate_that_nobody_signed_is_refused(db, tmp_path, monkeypatch):
    context = self_signed(tmp_path)
    with serving(reply({}), context=context) as server, pytest.raises(PermanentError) as caught:
        http.Server(server.url, rate=RATE).get_json("test", "/", {})
    assert caught.value.trouble == Trouble.TLS
    assert not server.requests


def test_certificate_that_is_trusted_counts_for_its_own_name_alone(db, tmp_path, monkeypatch):
    context = self_signed(tmp_path)
    monkeypatch.setattr(wire._session(os.getpid()), "verify", str(tmp_path / "server.pem"))
    slow = trickle(OK, b"X-A: b\r\n")
    with serving(reply([1]), slow, context=context) as server:
        assert http.Server(server.url, rate=RATE).get_json("test", "/", {}).data == [1]
        with pytest.raises(TransientError) as slow_one:
            http.Server(server.url, rate=RATE).get_json("test", "/", {}, limits=SHORT)
        other = server.url.replace("127.0.0.1", "localhost")
        with pytest.raises(PermanentError) as caught:
            http.Server(other, rate=RATE).get_json("test", "/", {})
    assert (slow_one.value.trouble, caught.value.trouble) == (Trouble.TIMEOUT, Trouble.TLS)


def test_server_that_speaks_no_tls_is_a_matter_of_tls(raw_server, db):
    raw_server.script = [reply({})]
    with pytest.raises(PermanentError) as caught:
        http.Server(raw_server.url.replace("http:", "https:"), rate=RATE).get_json("test", "/", {})
    assert caught.value.trouble == Trouble.TLS
