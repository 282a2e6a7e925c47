"""Request ids and log lines: one per request, joined to its tasks, without personal data."""

import json
import logging
from collections.abc import Iterator

import pytest
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from sikas import logs
from sikas.middleware import RequestLogMiddleware

PERSONAL = "Rina rina.s@example.test +6281234567890 081234567890 6281234567890 1209014107950001"


class Lines(logging.Handler):
    """Keeps what a formatter makes of the records."""

    def __init__(self, formatter: logging.Formatter) -> None:
        super().__init__()
        self.setFormatter(formatter)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a line."""
        self.lines.append(self.format(record))


@pytest.fixture
def lines() -> Iterator[list[str]]:
    handler = Lines(logs.JsonFormatter())
    logging.getLogger().addHandler(handler)
    yield handler.lines
    logging.getLogger().removeHandler(handler)


def handled(request: HttpRequest) -> tuple[HttpResponse, str]:
    seen = []

    def view(_: HttpRequest) -> HttpResponse:
        seen.append(logs.request_id.get())
        return HttpResponse()

    return RequestLogMiddleware(view)(request), seen[0]


@pytest.mark.parametrize("given", ["0123abcd", "f" * 64, "5f0c6a52-8a1d-4b7e-9d43-0c2c9a0f4f6e"])
def test_well_formed_request_id_is_kept(given):
    answer, seen = handled(RequestFactory().get("/", headers={"x-request-id": given}))
    assert answer["X-Request-ID"] == seen == given


@pytest.mark.parametrize(
    "forged",
    [
        "",
        "short",
        "f" * 65,
        "with space 123",
        "line\nbreak123",
        '{"a": "json"}',
        "é" * 10,
        "-\x00" * 8,
    ],
)
def test_forged_request_id_is_replaced(forged):
    answer, seen = handled(RequestFactory().get("/", headers={"x-request-id": forged}))
    assert answer["X-Request-ID"] == seen != forged
    assert logs.WELL_FORMED.fullmatch(seen)


def test_request_id_ends_with_the_request():
    handled(RequestFactory().get("/"))
    assert logs.request_id.get() == "-"


@pytest.mark.django_db
def test_one_line_per_request_names_the_route_and_not_the_path(lines):
    answer = Client().get("/", {"q": "rina@example.test"})
    (line,) = [json.loads(line) for line in lines if "sikas.access" in line]
    assert line["request_id"] == answer["X-Request-ID"]
    assert (line["method"], line["status"]) == ("GET", 200)
    assert line["queries"] > 0
    assert line["ms"] > 0
    assert "rina" not in str(line)


@pytest.mark.django_db
def test_unknown_path_is_not_logged(lines):
    assert Client().get("/rahasia/rina/").status_code == 404
    assert any('"status": 404' in line for line in lines)
    assert "rina" not in "".join(lines)


def test_error_names_the_route_and_not_the_path(lines):
    request = RequestFactory().get("/rahasia/rina/")
    logging.getLogger("django.request").error(
        "%s: %s", "Internal Server Error", request.path, extra={"request": request}
    )
    assert json.loads(lines[0])["message"] == "Internal Server Error: -"


def fail_with(message: str) -> None:
    raise IntegrityError(message)


@pytest.mark.parametrize("formatter", [logs.JsonFormatter(), logs.TextFormatter()])
def test_personal_data_are_left_out_of_message_and_traceback(formatter):
    handler = Lines(formatter)
    message = "\n".join(
        (
            "duplicate key",
            "LINE 1: insert into t values ('Rina', ",
            f"DETAIL:  Key (name)=({PERSONAL}) exists.",
            "CONTEXT:  JSON data, line 1: Rina...",
        )
    )
    with pytest.raises(IntegrityError) as raised:
        fail_with(message)
    trace = (raised.type, raised.value, raised.tb)
    text = f"failed for {PERSONAL.removeprefix('Rina')}"
    handler.emit(logging.LogRecord("x", logging.ERROR, "", 0, text, None, trace))
    (line,) = handler.lines
    assert "IntegrityError" in line
    assert "duplicate key" in line
    for word in PERSONAL.split():
        assert word not in line


def test_numbers_that_are_not_about_people_stay():
    text = "lease 2026-11-24 02:13:40, 12345 rows, id 7f3c1209, port 8000, 1764000000"
    assert logs.redact(text) == text


def test_text_line_is_readable():
    record = logging.LogRecord("x", logging.INFO, "", 0, "Redis %s", ("answers",), None)
    assert logs.TextFormatter().format(record).endswith(" INFO    - Redis answers")


def test_task_gets_the_id_of_its_request():
    headers: dict[str, str] = {}
    token = logs.request_id.set("request-1")
    logs._send_id(headers=headers)
    logs.request_id.reset(token)
    task = type("Task", (), {"request": type("Request", (), headers)})
    logs._take_id(task=task)
    assert logs.request_id.get() == "request-1"
    logs._drop_id()
    assert logs.request_id.get() == "-"
