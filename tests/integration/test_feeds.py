"""The feeds of the ministry: what is asked for, and which pages are believed."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from integration.enums import Kind, Mode, Trouble
from integration.kemnaker import http, shapes
from integration.kemnaker.ministry import VARIABLES, Kemnaker
from integration.ports import (
    FIRST,
    Checksum,
    PermanentError,
    PositionLostError,
    ProtocolError,
    Sent,
    Single,
)
from tests.integration.exchange import RATE
from tests.integration.raw_server import RawServer, reply

TOKEN = reply({"access_token": "abc", "token_type": "Bearer", "expires_in": 3600})
DATE = "Thu, 26 Nov 2026 06:00:00 GMT"
MOMENT = datetime(2026, 11, 26, 6, 0, tzinfo=UTC)


@pytest.fixture
def ministry(raw_server: RawServer, db: None, monkeypatch: pytest.MonkeyPatch) -> Kemnaker:
    """Return the ministry as it would be if that server were it."""
    monkeypatch.setattr(http, "TRIES", 1)
    return Kemnaker(configuration(raw_server.url))


def configuration(url: str) -> dict[str, Any]:
    return {
        "url": url,
        "partner_url": url,
        "client_id": "asahan",
        "client_secret": "s3cret",
        "rate": RATE,
        "page_size": 18,
    }


def catalogue(data: list, current: Any = 1, last: Any = 3, **more: Any) -> dict[str, Any]:
    meta = {"current_page": current, "last_page": last, "total": 40}
    return {"meta": meta, "links": {}, "data": data} | more


def asked(server: RawServer) -> list[tuple[str, dict[str, str]]]:
    parts = [urlsplit(path) for path in server.paths]
    return [(part.path, dict(parse_qsl(part.query))) for part in parts]


def test_kinds_are_read_as_the_ministry_offers_them(ministry):
    assert {kind: ministry.mode(kind) for kind in Kind} == {
        Kind.VACANCIES: Mode.CRAWL,
        Kind.TRAININGS: Mode.CRAWL,
        Kind.COMPANIES: Mode.CHANGES,
        Kind.SEEKERS: Mode.CHANGES,
    }


def test_catalogue_is_read_page_by_page(ministry, raw_server):
    item = {"id": "a", "title": None}
    raw_server.script = [
        reply(catalogue([item]), Date=DATE),
        reply(catalogue([], 2, 3)),
        reply(catalogue([item, "no record"], 3, 3)),
        reply(catalogue([], 4, 3)),
    ]
    position, pages = FIRST, []
    for _ in range(3):
        pages.append(ministry.page(Kind.VACANCIES, Mode.CRAWL, position, None))
        position = pages[-1].following
    assert [page.items for page in pages] == [[item], [], [item, "no record"]]
    assert [page.following for page in pages] == ["2", "3", ""]
    assert (pages[0].remote_time, pages[0].total) == (MOMENT, 40)
    path = "/karirhub/catalogue/v1/industrial-vacancies"
    assert asked(raw_server) == [(path, {"page": str(n), "limit": "18"}) for n in (1, 2, 3)]
    assert ministry.page(Kind.VACANCIES, Mode.CRAWL, "4", None).following == ""


def test_programmes_are_asked_for_oldest_first(ministry, raw_server):
    raw_server.script = [reply(catalogue([]))]
    assert ministry.page(Kind.TRAININGS, Mode.CRAWL, FIRST, None).following == "2"
    ((path, params),) = asked(raw_server)
    assert path == "/proglat/v1/public/programs"
    assert (params["sortBy"], params["sortOrder"], params["status"]) == (
        "created_at",
        "asc",
        "approved",
    )


@pytest.mark.parametrize(
    "answer",
    [
        [],
        {"data": []},
        catalogue([]) | {"meta": []},
        catalogue([]) | {"meta": {}},
        catalogue([], current="1"),
        catalogue([], current=2),
        catalogue([], last=None),
        catalogue([], last=-1),
        catalogue([], last=True),
        catalogue([]) | {"links": []},
        catalogue([]) | {"data": {}},
        catalogue([]) | {"data": None},
    ],
)
def test_catalogue_of_another_shape_is_refused(ministry, raw_server, answer):
    raw_server.script = [reply(answer)]
    with pytest.raises(ProtocolError) as caught:
        ministry.page(Kind.VACANCIES, Mode.CRAWL, FIRST, None)
    assert caught.value.trouble == Trouble.SHAPE


def test_page_of_far_more_than_was_asked_for_is_refused(ministry, raw_server):
    """One item costs us more than it costs them: a page is bounded in items, not in bytes alone."""
    more = list(range(shapes.ANY_SIZE))
    changes = {"data": more * 11, "next_cursor": None}
    raw_server.script = [
        reply(catalogue(more)),
        reply(catalogue([*more, 0])),
        TOKEN,
        reply(changes),
    ]
    assert len(ministry.page(Kind.VACANCIES, Mode.CRAWL, FIRST, None).items) == shapes.ANY_SIZE
    for kind, mode in ((Kind.VACANCIES, Mode.CRAWL), (Kind.SEEKERS, Mode.CHANGES)):
        with pytest.raises(ProtocolError) as caught:
            ministry.page(kind, mode, FIRST, None)
        assert caught.value.trouble == Trouble.SHAPE


def test_page_beyond_the_end_of_a_catalogue_is_a_lost_position(ministry, raw_server):
    raw_server.script = [reply({}, 400)]
    for position in ("7", "abc"):
        with pytest.raises(PositionLostError):
            ministry.page(Kind.VACANCIES, Mode.CRAWL, position, None)
    with pytest.raises(PermanentError) as caught:
        ministry.page(Kind.VACANCIES, Mode.CRAWL, FIRST, None)
    assert caught.value.trouble == Trouble.REFUSED


def test_changes_are_asked_for_since_a_moment_and_then_by_cursor(ministry, raw_server):
    late = datetime(2026, 11, 26, 12, 59, 59, 5, tzinfo=timezone(timedelta(hours=7)))
    item = {"id": "a", "version": 1}
    raw_server.script = [
        TOKEN,
        reply(
            {"data": [item], "next_cursor": "x=&y", "server_time": "2026-11-26T06:00:00.000001Z"}
        ),
        reply({"data": [], "next_cursor": None}, Date=DATE),
    ]
    first = ministry.page(Kind.SEEKERS, Mode.CHANGES, FIRST, late)
    second = ministry.page(Kind.SEEKERS, Mode.CHANGES, first.following, late)
    assert (first.items, first.following) == ([item], "x=&y")
    assert first.remote_time == MOMENT + timedelta(microseconds=1)
    assert (second.items, second.following, second.remote_time) == ([], "", MOMENT)
    _, *pages = asked(raw_server)
    assert pages == [
        ("/v1/seekers/changes", {"limit": "500", "since": "2026-11-26T05:59:59.000005Z"}),
        ("/v1/seekers/changes", {"limit": "500", "cursor": "x=&y"}),
    ]


def test_snapshot_says_how_many_there_are(ministry, raw_server):
    raw_server.script = [TOKEN, reply({"data": [], "next_cursor": None, "total": 12})]
    page = ministry.page(Kind.COMPANIES, Mode.SNAPSHOT, FIRST, None)
    assert (page.total, page.remote_time) == (12, None)
    assert asked(raw_server)[1] == ("/v1/companies/snapshot", {"limit": "500"})


@pytest.mark.parametrize(
    ("answer", "trouble"),
    [
        ({"data": []}, Trouble.SHAPE),
        ({"data": [], "next_cursor": ""}, Trouble.SHAPE),
        ({"data": [], "next_cursor": 5}, Trouble.SHAPE),
        ({"data": [], "next_cursor": "x" * 501}, Trouble.SHAPE),
        ({"data": [], "next_cursor": "a\x00b"}, Trouble.SHAPE),
        ({"data": [], "next_cursor": None, "server_time": 5}, Trouble.SHAPE),
        ({"data": [], "next_cursor": None, "server_time": "2026-11-26T06:00:00"}, Trouble.SHAPE),
        ({"data": [], "next_cursor": "here"}, Trouble.LOOP),
    ],
)
def test_changes_of_another_shape_are_refused(ministry, raw_server, answer, trouble):
    raw_server.script = [TOKEN, reply(answer)]
    with pytest.raises(ProtocolError) as caught:
        ministry.page(Kind.SEEKERS, Mode.CHANGES, "here", None)
    assert caught.value.trouble == trouble


def test_expired_cursor_is_a_lost_position(ministry, raw_server):
    raw_server.script = [TOKEN, reply({}, 410)]
    with pytest.raises(PositionLostError):
        ministry.page(Kind.SEEKERS, Mode.CHANGES, "old", None)
    with pytest.raises(PermanentError) as caught:
        ministry.page(Kind.SEEKERS, Mode.CHANGES, FIRST, None)
    assert caught.value.trouble == Trouble.MISSING


def test_checksum_is_read_where_there_is_one(ministry, raw_server):
    raw_server.script = [TOKEN, reply({"count": 2, "digest": "0000ffff"}), reply({}, 404)]
    assert ministry.checksum(Kind.SEEKERS) == Checksum(2, 0xFFFF)
    assert ministry.checksum(Kind.SEEKERS) is None
    assert ministry.checksum(Kind.VACANCIES) is None
    raw_server.script = [reply({}, 403)]
    with pytest.raises(PermanentError):
        ministry.checksum(Kind.SEEKERS)


@pytest.mark.parametrize("digest", [None, 5, "", "xyz", "1ffffffff", "-1"])
def test_checksum_of_another_shape_is_refused(ministry, raw_server, digest):
    raw_server.script = [TOKEN, reply({"count": 2, "digest": digest})]
    with pytest.raises(ProtocolError):
        ministry.checksum(Kind.SEEKERS)


def test_record_is_asked_for_by_a_number_of_any_signs(ministry, raw_server):
    item = {"id": "a/b ?%é", "version": 1}
    raw_server.script = [TOKEN, reply(item), reply({}, 404), reply({}, 410), reply({}, 403)]
    number = item["id"]
    answers = [ministry.record(Kind.SEEKERS, number) for _ in range(3)]
    assert answers == [Single(item), Single(), Single(is_gone=True)]
    assert raw_server.paths[1] == "/v1/seekers/a%2Fb%20%3F%25%C3%A9"
    with pytest.raises(PermanentError):
        ministry.record(Kind.SEEKERS, number)
    assert ministry.record(Kind.VACANCIES, number) is None


@pytest.mark.parametrize("answer", [None, [], "bukan data", {"message": "ok"}])
def test_record_of_another_shape_is_refused(ministry, raw_server, answer):
    raw_server.script = [TOKEN, reply(answer)]
    with pytest.raises(ProtocolError):
        ministry.record(Kind.SEEKERS, "a")


def test_batch_is_answered_by_receipts(ministry, raw_server):
    results = [
        {"idempotency_key": "unknown", "status": "created"},
        {
            "idempotency_key": "k2",
            "status": "invalid",
            "errors": [{"path": "nik", "code": "format", "message": "1209…"}, "?"],
        },
        {"idempotency_key": "k1", "status": "updated", "id": "r1", "version": 4},
        "nonsense",
    ]
    raw_server.script = [TOKEN, reply({"results": results})]
    good, bad = ministry.send(Kind.SEEKERS, [Sent("k1", "", {"a": 1}), Sent("k2", "r2", None)])
    assert (good.accepted, good.remote_id, good.version, good.errors) == (True, "r1", 4, [])
    assert (bad.accepted, bad.remote_id, bad.version) == (False, "r2", None)
    assert bad.errors == ["nik: format", ": "]
    assert b'"operation": "remove"' in raw_server.requests[1]
    with pytest.raises(ProtocolError):
        ministry.send(Kind.SEEKERS, [Sent("k3", "", {})])
    with pytest.raises(ValueError, match="100"):
        ministry.send(Kind.SEEKERS, [Sent("k", "", None)] * 101)


@pytest.mark.parametrize(
    ("kind", "missing"),
    [
        (Kind.VACANCIES, "url"),
        (Kind.SEEKERS, "partner_url"),
        (Kind.SEEKERS, "client_id"),
        (Kind.SEEKERS, "client_secret"),
    ],
)
def test_what_is_not_configured_is_said_and_not_asked(raw_server, kind, missing):
    ministry = Kemnaker(configuration(raw_server.url) | {missing: ""})
    with pytest.raises(PermanentError) as caught:
        ministry.page(kind, ministry.mode(kind), FIRST, None)
    assert (caught.value.trouble, caught.value.detail) == (Trouble.UNCONFIGURED, VARIABLES[missing])
    assert not raw_server.requests


def test_settings_are_those_of_the_portal(settings):
    settings.MINISTRY = settings.MINISTRY | {"url": ""}
    with pytest.raises(PermanentError):
        Kemnaker().page(Kind.VACANCIES, Mode.CRAWL, FIRST, None)
