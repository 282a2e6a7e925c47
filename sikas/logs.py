"""Logs: JSON lines or plain ones, with request ids and without what is about a person."""

import json
import logging
import os
import re
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

from celery.signals import before_task_publish, setup_logging, task_postrun, task_prerun
from django.http import HttpRequest

# No line of ours names a thread or a process: to look them up is a third of what a line costs.
logging.logThreads = logging.logProcesses = logging.logMultiprocessing = False

ACCESS = "sikas.access"  # one line for each request, made of words of ours alone
NO_REQUEST = "-"
request_id: ContextVar[str] = ContextVar("request_id", default=NO_REQUEST)

WELL_FORMED = re.compile(r"[A-Za-z0-9-]{8,64}")
HEADER = "sikas_request_id"  # of a task's message

# What may be about a person. PostgreSQL names the values of a violated constraint in DETAIL, and
# shows a piece of the statement, values and all, in LINE and CONTEXT.
PERSONAL = re.compile(
    r"^(?:DETAIL|CONTEXT|LINE \d+): .*$"
    r"|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<!\w)(?:\+?62|0)8\d{7,11}\b|\b\d{16}\b",
    re.MULTILINE,
)
_encode = json.JSONEncoder(ensure_ascii=False, default=str).encode
# Attributes that a log call may add with `extra`.
EXTRAS = ("method", "route", "status", "ms", "queries")


def new_request_id() -> str:
    """Return an id for a request or a run of a command."""
    return os.urandom(16).hex()


def redact(text: str) -> str:
    """Return the text without e-mail addresses, phone numbers, NIK and values of the database."""
    return PERSONAL.sub("‹…›", text)


def route(request: HttpRequest) -> str:
    """Return the name of the view that a request met."""
    match = request.resolver_match
    return (match.view_name or match.route) if match else "-"


def _message(record: logging.LogRecord) -> str:
    """Return the text of a record; where Django names the path, which may be secret, the route."""
    request = getattr(record, "request", None)
    if isinstance(request, HttpRequest) and isinstance(record.args, tuple):
        record.args = tuple(route(request) if a == request.path else a for a in record.args)
    return redact(record.getMessage())


class JsonFormatter(logging.Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as JSON."""
        entry: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "request_id": request_id.get(),
            "message": record.getMessage() if record.name == ACCESS else _message(record),
        }
        entry |= {name: getattr(record, name) for name in EXTRAS if hasattr(record, name)}
        if record.exc_info:
            entry["exception"] = redact(self.formatException(record.exc_info))
        return _encode(entry)


class TextFormatter(logging.Formatter):
    """Lines for a terminal."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)-7s %(request_id).8s %(text)s", "%H:%M:%S")

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as a line, with the traceback below."""
        record.request_id = request_id.get()
        record.text = _message(record)
        return super().format(record)

    def formatException(self, ei: Any) -> str:  # noqa: N802 — logging's own name
        """Return the traceback."""
        return redact(super().formatException(ei))


LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
STYLES = {"json": JsonFormatter, "text": TextFormatter}


def configuration(*, style: str, level: str) -> dict[str, Any]:
    """Return the LOGGING setting; `style` is "json" or "text"."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"()": STYLES[style]}},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            "django": {"handlers": [], "level": level},
            # The access log has these already.
            "django.server": {"handlers": [], "level": "WARNING", "propagate": True},
            "django.request": {"level": "ERROR"},
            # A line for each tick and each task would hide the rest.
            "celery.beat": {"level": "WARNING"},
            "celery.worker.strategy": {"level": "WARNING"},
            "celery.app.trace": {"level": "WARNING"},
            "urllib3": {"level": "ERROR"},  # its warnings name addresses with all their values
        },
    }


@setup_logging.connect
def _keep_ours(**_: Any) -> None:
    """Receive the signal: Celery then leaves logging as Django's settings made it."""


@before_task_publish.connect
def _send_id(headers: dict[str, Any], **_: Any) -> None:
    headers[HEADER] = request_id.get()


@task_prerun.connect
def _take_id(task: Any, **_: Any) -> None:
    request_id.set(getattr(task.request, HEADER, None) or new_request_id())


@task_postrun.connect
def _drop_id(**_: Any) -> None:
    request_id.set(NO_REQUEST)
