"""Pages that look the same for everyone, kept in memory for seconds; before sessions begin.

A view opts in with `@micro_cached(seconds)`. Only somebody without a session gets a kept page, and
only a page that sets no cookie is kept: one with a form's token sets one, so it never is. Each
process keeps its own pages: no server has to be up, and a kept page costs no query at all.
"""

import gzip
import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from time import monotonic
from typing import Any, TypeVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_vary_headers

MEMORY = 8 * 1024 * 1024  # bytes of compressed pages in one process
LONGEST_QUERY = 300  # characters; longer addresses are nobody else's
COMPRESSION = 4  # gzip's level: higher ones save 2 % and cost twice the time
VARIES_ON = {
    "HX-Request": "HTTP_HX_REQUEST",
    "HX-History-Restore-Request": "HTTP_HX_HISTORY_RESTORE_REQUEST",
}
# Cookies of somebody for whom a page may differ: who is signed in, what is to be told.
PERSONAL_COOKIES = (settings.SESSION_COOKIE_NAME, "messages")

Handler = Callable[[HttpRequest], HttpResponseBase]
View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def micro_cached(seconds: int) -> Callable[[View], View]:
    """Let the answers of a view be kept for so long; stands above all other decorators."""

    def mark(view: View) -> View:
        vars(view)["micro_cached"] = seconds
        return view

    return mark


@dataclass(frozen=True)
class KeptPage:
    """An answer as it is sent, and until when; `match` names its view in the access log."""

    until: float
    body: bytes  # compressed
    headers: dict[str, str]
    match: Any

    def response(self, request: HttpRequest) -> HttpResponseBase:
        """Return the answer: 304 for who has it already."""
        request.resolver_match = self.match
        if "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", ""):
            response = HttpResponse(self.body, headers=self.headers)
            response.headers["Content-Encoding"] = "gzip"
        else:
            response = HttpResponse(gzip.decompress(self.body), headers=self.headers)
        response.headers["Content-Length"] = str(len(response.content))
        etag = self.headers["ETag"]
        return get_conditional_response(request, etag, response=response) or response


class Shelf:
    """The kept pages of this process; the one that nobody asked for the longest goes first."""

    def __init__(self, memory: int) -> None:
        self.memory, self._used = memory, 0
        self._pages: OrderedDict[Hashable, KeptPage] = OrderedDict()
        self._lock = threading.Lock()

    def take(self, key: Hashable) -> KeptPage | None:
        """Return a page that is still fresh."""
        with self._lock:
            page = self._pages.get(key)
            if page is None:
                return None
            if page.until <= monotonic():
                self._drop(key)
                return None
            self._pages.move_to_end(key)
            return page

    def put(self, key: Hashable, page: KeptPage) -> None:
        """Keep a page, and as many others as there is room for."""
        with self._lock:
            if key in self._pages:
                self._drop(key)
            self._pages[key] = page
            self._used += len(page.body)
            while self._used > self.memory:
                self._drop(next(iter(self._pages)))

    def clear(self) -> None:
        """Forget every page."""
        with self._lock:
            self._pages.clear()
            self._used = 0

    def _drop(self, key: Hashable) -> None:
        self._used -= len(self._pages.pop(key).body)


shelf = Shelf(MEMORY)


class MicroCacheMiddleware:
    """Answers from memory, or keeps what the view answers; stands before sessions."""

    def __init__(self, get_response: Handler) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer with a kept page where there may be one."""
        if not is_for_everyone(request):
            return self._get_response(request)
        key = key_of(request)
        if page := shelf.take(key):
            return page.response(request)
        response = self._get_response(request)
        page = _page_of(request, response)
        if page is None:
            return response
        if request.method == "GET":
            shelf.put(key, page)
        return page.response(request)


def is_for_everyone(request: HttpRequest) -> bool:
    """Tell whether anyone else who asks for this gets the same."""
    return (
        request.method in ("GET", "HEAD")
        and not any(name in request.COOKIES for name in PERSONAL_COOKIES)
        and len(request.META.get("QUERY_STRING", "")) <= LONGEST_QUERY
    )


def key_of(request: HttpRequest) -> Hashable:
    """Return what tells one page from another.

    Parameters count in the order of their names; those of one name keep theirs, because it means
    something to a view.
    """
    parts = filter(None, request.META.get("QUERY_STRING", "").split("&"))
    return (
        request.scheme,
        request.META.get("HTTP_HOST", ""),
        request.path_info,
        tuple(sorted(parts, key=lambda part: part.partition("=")[0])),
        *(request.META.get(name) for name in VARIES_ON.values()),
    )


def _page_of(request: HttpRequest, response: HttpResponseBase) -> KeptPage | None:
    """Return the answer as a page to keep; None when its view did not opt in or it is personal."""
    seconds = getattr(getattr(request.resolver_match, "func", None), "micro_cached", 0)
    plain = isinstance(response, HttpResponse) and response.status_code == 200  # noqa: PLR2004
    if not (seconds and plain and isinstance(response, HttpResponse)) or response.cookies:
        return None
    patch_vary_headers(response, ["Cookie", "Accept-Encoding", *VARIES_ON])
    headers = dict(response.headers)
    headers.pop("Content-Length", None)
    # Browsers ask each time, so that nobody sees a page from before signing in.
    headers["Cache-Control"] = "no-cache"
    headers["ETag"] = f'W/"{hashlib.sha256(response.content).hexdigest()[:24]}"'
    return KeptPage(
        until=monotonic() + seconds,
        body=gzip.compress(response.content, COMPRESSION, mtime=0),
        headers=headers,
        match=request.resolver_match,
    )
