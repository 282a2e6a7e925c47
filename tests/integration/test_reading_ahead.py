"""The thread that reads ahead: its connection, and how one leaves while it still asks."""

import gc
import sys
import threading
import time
from datetime import datetime
from typing import Any

import pytest
from django.db import connections

from integration import ahead
from integration import pull as pulling
from integration.ahead import reading_ahead
from integration.enums import Kind, Mode, Trouble
from integration.models import Stream, SyncRun
from integration.ports import Page
from integration.preview import preview
from integration.pull import pull
from integration.streams import FencedError
from tests.integration.wire import Feed, vacancy

PATIENCE = 10  # seconds


class BadPageError(Exception):
    """A page cannot be written."""


class Slow(Feed):
    """A feed whose second page comes when the test allows it."""

    def __init__(self) -> None:
        super().__init__([vacancy(1)], [vacancy(2, title=""), vacancy(3)], [vacancy(4)])
        self.is_asked, self.may_answer = threading.Event(), threading.Event()
        self.connection: Any = None
        self.has_answered = False

    def page(self, kind: Kind, mode: Mode, position: str, since: datetime | None) -> Page:
        """Answer the first page at once; ask the database as the real port does."""
        self.connection = connections["default"]
        assert Stream.objects.exists()
        if position == "2":
            self.is_asked.set()
            self.may_answer.wait(PATIENCE)
            self.has_answered = True
        return super().page(kind, mode, position, since)


@pytest.fixture
def slow(db, monkeypatch):
    """Return a slow feed, read in the thread of production; who leaves has no patience with it."""
    monkeypatch.setattr(pulling, "reading_ahead", reading_ahead)
    monkeypatch.setattr(ahead, "PATIENCE", 0.01)
    feed = Slow()
    yield feed
    feed.may_answer.set()
    until_closed(feed)


def until_closed(feed: Slow) -> None:
    deadline = time.monotonic() + PATIENCE
    while feed.connection.connection is not None:
        assert time.monotonic() < deadline, "the thread's connection stays open"
        time.sleep(0.01)


def failing(feed: Slow, error: BaseException) -> Any:
    """Return what fails to write a page while the next one is asked for."""

    def fail(*_: Any) -> None:
        assert feed.is_asked.wait(PATIENCE)
        raise error

    return fail


def test_connection_of_the_thread_is_closed_at_the_end(slow, monkeypatch):
    monkeypatch.setattr(ahead, "PATIENCE", PATIENCE)
    slow.may_answer.set()
    run = pull(Kind.VACANCIES, port=slow)
    assert run
    assert run.received == 4
    assert slow.connection is not connections["default"]
    assert slow.connection.connection is None


def test_who_is_overtaken_does_not_wait_for_the_ministry(slow, monkeypatch):
    monkeypatch.setattr(pulling, "land", failing(slow, FencedError("overtaken")))
    assert pull(Kind.VACANCIES, port=slow)
    assert not slow.has_answered
    assert Stream.objects.get(kind=Kind.VACANCIES).leased_until is None
    slow.may_answer.set()
    until_closed(slow)
    assert SyncRun.objects.get().received == 0


def test_page_that_cannot_be_written_is_told_before_the_ministry_answers(slow, monkeypatch):
    monkeypatch.setattr(pulling, "land", failing(slow, BadPageError()))
    with pytest.raises(BadPageError):
        pull(Kind.VACANCIES, port=slow)
    assert not slow.has_answered
    stream = Stream.objects.get(kind=Kind.VACANCIES)
    assert (stream.trouble, stream.leased_until) == (Trouble.BROKEN, None)


def test_preview_that_is_given_up_does_not_wait_for_the_ministry(slow):
    def give_up(_run: SyncRun) -> None:
        failing(slow, KeyboardInterrupt())()

    with pytest.raises(KeyboardInterrupt):
        preview(Kind.VACANCIES, port=slow, told=give_up)
    assert not slow.has_answered


def test_interpreter_is_as_usual_after_readings_that_overlapped():
    usual, collecting = sys.getswitchinterval(), gc.get_threshold()
    first, second = reading_ahead(), reading_ahead()
    first.__enter__()
    second.__enter__()
    assert sys.getswitchinterval() < usual
    assert gc.get_threshold() > collecting
    first.__exit__(None, None, None)
    second.__exit__(None, None, None)
    assert sys.getswitchinterval() == pytest.approx(usual)
    assert gc.get_threshold() == collecting
