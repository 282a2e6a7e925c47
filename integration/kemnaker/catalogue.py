"""What both public catalogues share: pages by number, with `meta`, `links` and `data`."""

from collections.abc import Mapping
from http import HTTPStatus

from integration.enums import Trouble
from integration.kemnaker.answers import Answer, StatusError
from integration.kemnaker.http import Server
from integration.kemnaker.shapes import items_of, member, number
from integration.kemnaker.wire import Limits
from integration.ports import FIRST, Page, PositionLostError, ProtocolError


class Catalogue:
    """A feed of pages that are known by their number alone; positions are such numbers."""

    def __init__(
        self,
        server: Server,
        endpoint: str,
        path: str,
        *,
        page_size: int,
        params: Mapping[str, object] | None = None,
        limits: Limits | None = None,
    ) -> None:
        self._server, self._endpoint, self._path = server, endpoint, path
        self._page_size, self._limits = page_size, limits
        self._params = {"limit": page_size, **(params or {})}

    def page(self, position: str) -> Page:
        """Return a page; raises PositionLostError when the catalogue has become shorter."""
        asked = _number_of(position)
        try:
            answer = self._server.get_json(
                self._endpoint,
                self._path,
                {"page": asked, **self._params},
                limits=self._limits,
            )
        except StatusError as error:
            if error.status != HTTPStatus.BAD_REQUEST or position == FIRST:
                raise
            raise PositionLostError(Trouble.POSITION, error.detail) from None
        return _page(answer, asked, self._page_size)


def _number_of(position: str) -> int:
    if position == FIRST:
        return 1
    if not position.isdecimal():
        raise PositionLostError(Trouble.POSITION, "bukan nomor halaman")
    return int(position)


def _page(answer: Answer, asked: int, size: int) -> Page:
    meta = member(answer.data, "meta")
    current, last = number(meta, "current_page"), number(meta, "last_page")
    if current != asked:
        raise ProtocolError(Trouble.SHAPE, f"halaman {current}, bukan {asked}")
    if not isinstance(answer.data.get("links", {}), dict):
        raise ProtocolError(Trouble.SHAPE, "links: bukan objek")
    return Page(
        items=items_of(answer.data, size),
        following="" if current >= last else str(asked + 1),
        remote_time=answer.date,
        total=number(meta, "total"),
    )
