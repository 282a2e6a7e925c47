"""The partner contract (docs/ministry-openapi.yaml): changes, snapshots, checksums, batches."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from integration.enums import Kind, Mode, Trouble
from integration.kemnaker.answers import NOT_THERE, Answer, StatusError
from integration.kemnaker.http import Server
from integration.kemnaker.shapes import cursor, items_of, listed, member, moment, number
from integration.ports import (
    FIRST,
    Checksum,
    Page,
    PositionLostError,
    ProtocolError,
    Receipt,
    Sent,
    Single,
)

DIGEST_BITS = 32
LARGEST_BATCH = 100
ACCEPTED = {"created", "updated", "unchanged", "removed"}
LONGEST_ERROR = 200  # characters


class Partner:
    """The feeds of the partner contract on one server."""

    def __init__(self, server: Server, *, page_size: int) -> None:
        self._server, self._page_size = server, page_size

    def page(self, kind: Kind, mode: Mode, position: str, since: datetime | None) -> Page:
        """Return a page of changes or of a snapshot; raises PositionLostError for an old cursor."""
        params: dict[str, Any] = {"limit": self._page_size}
        if position != FIRST:
            params["cursor"] = position
        elif since is not None:
            params["since"] = _written(since)
        try:
            answer = self._get(kind, mode.value, params)
        except StatusError as error:
            if error.status != HTTPStatus.GONE or position == FIRST:
                raise
            raise PositionLostError(Trouble.POSITION, error.detail) from None
        items = items_of(answer.data, self._page_size)
        following = cursor(answer.data, "next_cursor")
        if following and following == position:
            raise ProtocolError(Trouble.LOOP, "next_cursor: sama lagi")
        total = number(answer.data, "total") if mode == Mode.SNAPSHOT else None
        return Page(items, following, _time_of(answer), total)

    def checksum(self, kind: Kind) -> Checksum | None:
        """Return the figures of all that lives; None when there is no such call."""
        try:
            data = self._get(kind, "checksums", {}).data
        except StatusError as error:
            if error.status != HTTPStatus.NOT_FOUND:
                raise
            return None
        count = number(data, "count")
        try:
            digest = int(member(data, "digest"), 16)
        except (TypeError, ValueError):
            digest = -1
        if not 0 <= digest < 1 << DIGEST_BITS:
            raise ProtocolError(Trouble.SHAPE, "digest: bukan 8 digit")
        return Checksum(count, digest)

    def record(self, kind: Kind, number: str) -> Single:
        """Return what is there under a number; raises ProtocolError for what is no record."""
        path = f"/v1/{kind.value}/{quote(number, safe='')}"
        try:
            answer = self._server.get_json(f"{kind.value}/record", path, {})
        except StatusError as error:
            if error.status not in NOT_THERE:
                raise
            return Single(is_gone=error.status == HTTPStatus.GONE)
        member(answer.data, "id")
        return Single(answer.data)

    def send(self, kind: Kind, batch: Sequence[Sent]) -> Sequence[Receipt]:
        """Send at most LARGEST_BATCH changes; raises ProtocolError when one has no receipt."""
        if len(batch) > LARGEST_BATCH:
            raise ValueError(f"more than {LARGEST_BATCH} in a batch")
        items = [_outgoing(sent) for sent in batch]
        answer = self._server.post_json(
            f"{kind.value}:batch", f"/v1/{kind.value}:batch", {"items": items}
        )
        results = {
            result.get("idempotency_key"): result
            for result in reversed(listed(answer.data, "results"))
            if isinstance(result, dict) and isinstance(result.get("idempotency_key"), str)
        }
        if not all(sent.key in results for sent in batch):
            raise ProtocolError(Trouble.SHAPE, "results: tidak satu untuk setiap isian")
        return [_receipt(sent, results[sent.key]) for sent in batch]

    def _get(self, kind: Kind, what: str, params: Mapping[str, Any]) -> Answer:
        return self._server.get_json(f"{kind.value}/{what}", f"/v1/{kind.value}/{what}", params)


def _written(moment_: datetime) -> str:
    text = moment_.astimezone(UTC).isoformat(timespec="microseconds")
    return text.replace("+00:00", "Z")


def _time_of(answer: Answer) -> datetime | None:
    return moment(answer.data, "server_time") or answer.date


def _outgoing(sent: Sent) -> dict[str, Any]:
    return {
        "idempotency_key": sent.key,
        "operation": "remove" if sent.payload is None else "upsert",
        "id": sent.remote_id or None,
        "version": sent.version,
        "attributes": sent.payload,
    }


def _receipt(sent: Sent, result: Mapping[str, Any]) -> Receipt:
    remote_id, version = result.get("id"), result.get("version")
    return Receipt(
        key=sent.key,
        accepted=result.get("status") in ACCEPTED,
        remote_id=remote_id if isinstance(remote_id, str) else sent.remote_id,
        version=version if type(version) is int else None,
        errors=[_complaint(error) for error in result.get("errors") or []],
    )


def _complaint(error: Any) -> str:
    """Return path and code; the message may repeat what was sent."""
    found = error if isinstance(error, dict) else {}
    return f"{found.get('path', '')}: {found.get('code', '')}"[:LONGEST_ERROR]
