"""Live numbers as small files: one process writes them, everybody's pages read them.

nginx serves the folder below /langsung/, in the demo the portal itself. No poll asks the database.
"""

import json
import re
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponseNotAllowed, HttpResponseNotFound
from django.http.response import HttpResponseBase

from jobfair.counting import Numbers
from sikas import clock

ADDRESS = "/langsung/"
OLD = timedelta(seconds=60)  # then a page says that its numbers are not up to date
NAME = re.compile(r"[-\w]{1,60}\.(?:html|layar\.html|json)", re.ASCII)
TYPES = {".html": "text/html; charset=utf-8", ".json": "application/json"}


@dataclass(frozen=True)
class Snapshot:
    """Numbers, and when they were counted."""

    numbers: Numbers
    at: datetime

    @property
    def is_old(self) -> bool:
        """Tell whether nobody has counted for a while."""
        return clock.now() - self.at > OLD

    def as_json(self) -> str:
        """Return the snapshot as its file holds it."""
        return json.dumps(asdict(self.numbers) | {"at": self.at.isoformat()})


def latest(slug: str) -> Snapshot | None:
    """Return the numbers of a fair as they were counted last; None when they never were."""
    try:
        facts = json.loads((folder() / f"{slug}.json").read_text())
        return Snapshot(at=datetime.fromisoformat(facts.pop("at")), numbers=Numbers(**facts))
    except (OSError, ValueError, TypeError, KeyError):
        return None


def folder() -> Path:
    """Return where the files lie."""
    return Path(settings.LIVE_DIR)


class LiveFilesMiddleware:
    """Answers /langsung/ where no web server in front does; stands before sessions."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer with a file, or pass the request on."""
        if not request.path_info.startswith(ADDRESS):
            return self._get_response(request)
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        return _file(request.path_info.removeprefix(ADDRESS))


def _file(name: str) -> HttpResponseBase:
    if not NAME.fullmatch(name):
        return HttpResponseNotFound()
    path = folder() / name
    try:
        file = path.open("rb")
    except OSError:
        return HttpResponseNotFound()
    return FileResponse(
        file, content_type=TYPES[path.suffix], headers={"Cache-Control": "public, max-age=2"}
    )
