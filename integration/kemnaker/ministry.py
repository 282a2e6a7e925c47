"""The ministry as it is configured: which server and which feed serves what."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.conf import settings

from integration.enums import Kind, Mode, Trouble
from integration.kemnaker.http import Server
from integration.kemnaker.karirhub import vacancies
from integration.kemnaker.partner import Partner
from integration.kemnaker.proglat import programmes
from integration.kemnaker.tokens import Credentials
from integration.ports import Checksum, Page, PermanentError, Receipt, Sent, Single

PROGRAMMES_PAGE = 100  # records; each page is slow, whatever its size
PARTNER_PAGE = 500
VARIABLES = {
    "url": "MINISTRY_URL",
    "partner_url": "MINISTRY_PARTNER_URL",
    "client_id": "MINISTRY_CLIENT_ID",
    "client_secret": "MINISTRY_CLIENT_SECRET",
}
CRAWLED = {Kind.VACANCIES: vacancies, Kind.TRAININGS: programmes}


class Kemnaker:
    """A MinistryPort over HTTP; it knows nothing that outlives a call, so it is cheap to make."""

    def __init__(self, configuration: Mapping[str, Any] | None = None) -> None:
        self._configuration = settings.MINISTRY if configuration is None else configuration

    def mode(self, kind: Kind) -> Mode:
        """Return how the feed of a kind is usually read."""
        return Mode.CRAWL if kind in CRAWLED else Mode.CHANGES

    def is_configured(self, kind: Kind) -> bool:
        """Tell whether addresses and keys for a kind are given in this process."""
        names = ("url",) if kind in CRAWLED else ("partner_url", "client_id", "client_secret")
        return all(self._configuration[name] for name in names)

    def page(self, kind: Kind, mode: Mode, position: str, since: datetime | None) -> Page:
        """Return a page of a feed; raises MinistryErrors."""
        if mode != Mode.CRAWL:
            return self._partner().page(kind, mode, position, since)
        size = self._page_size(kind)
        return CRAWLED[kind](self._catalogues(), page_size=size).page(position)

    def checksum(self, kind: Kind) -> Checksum | None:
        """Return the figures of what lives there; the public catalogues have none."""
        return None if kind in CRAWLED else self._partner().checksum(kind)

    def record(self, kind: Kind, number: str) -> Single | None:
        """Return what is there under a number; the public catalogues cannot be asked for one."""
        return None if kind in CRAWLED else self._partner().record(kind, number)

    def send(self, kind: Kind, batch: Sequence[Sent]) -> Sequence[Receipt]:
        """Send changes of ours."""
        return self._partner().send(kind, batch)

    def _page_size(self, kind: Kind) -> int:
        return PROGRAMMES_PAGE if kind == Kind.TRAININGS else self._configuration["page_size"]

    def _catalogues(self) -> Server:
        return Server(self._given("url"), rate=self._configuration["rate"])

    def _partner(self) -> Partner:
        credentials = Credentials(self._given("client_id"), self._given("client_secret"))
        base, rate = self._given("partner_url"), self._configuration["rate"]
        server = Server(base, rate=rate, credentials=credentials)
        return Partner(server, page_size=PARTNER_PAGE)

    def _given(self, name: str) -> str:
        value: str = self._configuration[name]
        if not value:
            raise PermanentError(Trouble.UNCONFIGURED, VARIABLES[name])
        return value
