"""What F1–F4, F8–F10, F14 and F16 look like to whoever asks, as bytes where it matters."""

import socket
import ssl
import time
from email.utils import parsedate_to_datetime

import pytest
import requests

from integration.simulator.faults import VARIANTS
from tests.integration.certificate import self_signed
from tests.simulator.running import running
from tests.simulator.test_feeds import CATALOGUE

SECONDS = 10


def get(simulator, path=CATALOGUE, **options):
    return requests.get(simulator.url + path, timeout=SECONDS, **options)


def raw(simulator, method="GET", path=CATALOGUE, seconds=SECONDS):
    """Send a request and return everything that comes, and whether the end was a reset."""
    request = f"{method} {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    said = b""
    with socket.create_connection(("127.0.0.1", simulator.port), seconds) as connection:
        connection.sendall(request.encode())
        try:
            while part := connection.recv(65_536):
                said += part
        except ConnectionResetError:
            return said, True
    return said, False


def body_and_promised_length(said):
    head, _, body = said.partition(b"\r\n\r\n")
    (length,) = (line for line in head.split(b"\r\n") if line.startswith(b"Content-Length: "))
    return body, int(length.split(b": ")[1])


def test_latency_holds_the_answer_back(simulator):
    simulator.fault("F1", seconds=0.3, endpoint="catalogue", times=1)
    began = time.monotonic()
    assert get(simulator).ok
    assert time.monotonic() - began >= 0.3


def test_server_error_before_and_after_is_counted_and_noted(simulator):
    simulator.fault("F2", endpoint="catalogue", times=1, skip=1, status=502)
    answers = [get(simulator).status_code for _ in range(3)]
    assert answers == [200, 502, 200]
    noted = [(entry["status"], entry["cause"]) for entry in simulator.requests()]
    assert noted == [(200, ""), (502, "F2:before"), (200, "")]


@pytest.mark.parametrize(
    ("variant", "fits"),
    [
        ("seconds", lambda text, _: text == "30"),
        ("date", lambda text, now: 29 <= (parsedate_to_datetime(text) - now).seconds <= 31),
        ("missing", lambda text, _: text is None),
        ("absurd", lambda text, _: int(text) > 10**9),
        ("negative", lambda text, _: int(text) < 0),
        ("garbage", lambda text, _: not text.isdigit()),
    ],
)
def test_throttling_says_when_to_come_back(simulator, variant, fits):
    simulator.fault("F3", variant, endpoint="catalogue", seconds=30)
    answer = get(simulator)
    assert answer.status_code == 429
    assert fits(answer.headers.get("Retry-After"), parsedate_to_datetime(answer.headers["Date"]))


@pytest.mark.parametrize(
    ("variant", "start"),
    [
        ("truncated", b'{"meta"'),
        ("wrong", b'{"message"'),
        ("list", b"[]"),
        ("html", b"<!doctype html>"),
        ("empty", b""),
        ("gzip", b"\x00\x01"),
    ],
)
def test_garbled_body_comes_with_200_and_its_own_length(simulator, variant, start):
    simulator.put("vacancies", "v")
    simulator.fault("F4", variant, endpoint="catalogue", times=1)
    said, was_reset = raw(simulator)
    body, promised = body_and_promised_length(said)
    assert said.startswith(b"HTTP/1.1 200")
    assert body.startswith(start)
    assert len(body) == promised
    assert not was_reset
    assert not body.endswith(b"}]}")
    if variant == "gzip":
        assert b"Content-Encoding: gzip" in said


def test_token_expires_once_or_never_works(simulator):
    headers, path = simulator.bearer(), "/v1/companies/changes"
    simulator.fault("F8", "expire", endpoint="changes", times=1, skip=1)
    assert [get(simulator, path, headers=headers).status_code for _ in range(3)] == [200, 401, 401]
    assert get(simulator, path, headers=simulator.bearer()).status_code == 200
    forever = simulator.fault("F8", "forever", endpoint="changes")
    assert get(simulator, path, headers=simulator.bearer()).status_code == 401
    simulator.heal(forever)
    simulator.fault("F8", "short", seconds=0)
    assert get(simulator, path, headers=simulator.bearer()).status_code == 401


@pytest.mark.parametrize(("variant", "share"), [("request", 0), ("before", 0), ("middle", 0.5)])
def test_connection_is_reset_before_or_within_the_answer(simulator, variant, share):
    simulator.populate(vacancies=5)
    simulator.fault("F9", variant, endpoint="catalogue", times=1)
    said, was_reset = raw(simulator)
    assert was_reset
    if share:
        body, promised = body_and_promised_length(said)
        assert len(body) == promised // 2
    else:
        assert said == b""
        assert simulator.requests()[-1]["status"] == 0
    assert get(simulator).ok


def test_connection_is_reset_after_a_whole_answer(simulator):
    simulator.fault("F9", "after", endpoint="catalogue", times=1)
    said, was_reset = raw(simulator)
    body, promised = body_and_promised_length(said)
    assert was_reset
    assert len(body) == promised


def test_clients_are_refused_until_it_listens_again(simulator):
    session = requests.Session()
    assert session.get(simulator.url + CATALOGUE, timeout=SECONDS).ok  # kept alive
    simulator.listen(is_open=False)
    with pytest.raises(requests.ConnectionError):
        session.get(simulator.url + CATALOGUE, timeout=SECONDS)
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", simulator.port))
    simulator.listen(is_open=True)
    assert get(simulator).ok
    simulator.fault("F9", "refused", endpoint="catalogue", times=1)
    assert raw(simulator) == (b"", True)
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", simulator.port))
    assert not simulator.state()["open"]
    session.close()


def test_answer_dribbles_or_stops(simulator):
    simulator.fault("F10", "slow", endpoint="catalogue", times=1, interval=0.05, size=100)
    began = time.monotonic()
    said, _ = raw(simulator)
    body, promised = body_and_promised_length(said)
    assert len(body) == promised
    assert time.monotonic() - began >= 0.05 * (promised // 100)
    simulator.fault("F10", "stall", endpoint="catalogue", times=1)
    with pytest.raises(TimeoutError):
        raw(simulator, seconds=0.3)


def test_answer_without_end_goes_on_for_as_long_as_wanted(simulator):
    simulator.fault("F10", "endless", endpoint="catalogue", times=1, bytes=3_000_000)
    said, was_reset = raw(simulator)
    assert was_reset
    assert len(said) > 3_000_000
    assert b"Content-Length" not in said


@pytest.mark.parametrize("status", [404, 410, 412, 413, 422])
def test_any_status_can_be_answered(simulator, status):
    simulator.fault("F14", endpoint="programmes", status=status)
    assert get(simulator, "/proglat/v1/public/programs").status_code == status
    assert get(simulator).ok


def test_redirect_leads_elsewhere_and_is_noticed_when_followed(simulator):
    elsewhere = f"{simulator.control_url}/elsewhere"
    simulator.fault("F16", endpoint="changes", location=elsewhere, status=307)
    path, headers = "/v1/companies/changes", simulator.bearer()
    answer = get(simulator, path, headers=headers, allow_redirects=False)
    assert (answer.status_code, answer.headers["Location"]) == (307, elsewhere)
    requests.get(elsewhere, headers=headers, timeout=SECONDS)
    assert simulator.requests()[-1]["cause"] == "elsewhere authorization"


def test_fault_that_nobody_knows_is_refused(simulator):
    for wrong in ({"fault": "F99"}, {"variant": "x"}, {"endpoint": "x"}):
        body = {"fault": "F3"} | wrong
        answer = requests.post(f"{simulator.control_url}/faults", json=body, timeout=SECONDS)
        assert answer.status_code == 422
    assert list(VARIANTS) == [f"F{number}" for number in range(1, 17)]


def test_request_that_is_no_http_or_too_large_is_turned_away(simulator):
    with socket.create_connection(("127.0.0.1", simulator.port), SECONDS) as connection:
        connection.sendall(b"hello\r\n\r\n")
        assert connection.recv(100).startswith(b"HTTP/1.1 400")
    answer = requests.post(f"{simulator.url}/oauth/token", data=b"x" * 5_100_000, timeout=SECONDS)
    assert answer.status_code == 413
    answer = requests.put(simulator.url + CATALOGUE, timeout=SECONDS)
    assert (answer.status_code, answer.headers["Allow"]) == (405, "GET")
    assert get(simulator, "/nothing").status_code == 404


def test_fault_of_ours_is_an_error_of_one_request(simulator):
    simulator.fault("F3", "date", endpoint="catalogue", times=1, seconds="soon")
    assert [get(simulator).status_code for _ in range(2)] == [500, 200]


def test_client_that_waits_to_be_asked_for_its_body_is_asked(simulator):
    head = b"POST /oauth/token HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\n"
    with socket.create_connection(("127.0.0.1", simulator.port), SECONDS) as connection:
        connection.sendall(head + b"Content-Length: 2\r\n\r\n")
        assert connection.recv(100).startswith(b"HTTP/1.1 100")
        connection.sendall(b"a=")
        assert connection.recv(100).startswith(b"HTTP/1.1 401")


def test_certificate_that_nobody_vouches_for_is_shown(tmp_path):
    self_signed(tmp_path)
    both = str(tmp_path / "server.pem")
    with running("--empty", "--tls", both, both) as simulator:
        with pytest.raises(requests.exceptions.SSLError):
            get(simulator)
        context = ssl.create_default_context(cafile=both)
        context.check_hostname = False
        with socket.create_connection(("127.0.0.1", simulator.port), SECONDS) as connection:
            context.wrap_socket(connection).close()
