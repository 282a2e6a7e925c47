"""Pages that look the same for everyone, kept in memory for seconds; before sessions begin.

A view opts in with `@micro_cached(seconds)`. Only somebody without a session gets a kept page, and
only a page that sets no cookie is kept: one with a form's token sets one, so it never is. Each
process keeps its own pages, and drops them all at a withdrawal (`sikas.memory`).
"""

import gzip
import hashlib
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase, ResponseHeaders
from django.utils.cache import get_conditional_response, patch_vary_headers

from sikas.memory import Kept, standing

MEMORY = 8 * 1024 * 1024  # bytes of compressed pages in one process
LONGEST_QUERY = 300  # characters; longer addresses are nobody else's
COMPRESSION = 3  # gzip's level: higher ones save 5 % and cost half as much again
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
    """An answer as it is sent; `match` names its view in the access log."""

    body: bytes  # compressed
    headers: ResponseHeaders
    match: Any

    def response(self, request: HttpRequest) -> HttpResponseBase:
        """Return the answer: 304 for who has it already."""
        request.resolver_match = self.match
        response = HttpResponse(self.body)
        # Headers that were checked when the page was made need not be checked again, one by one.
        response.headers._store = dict(self.headers._store)
        if "gzip" not in request.META.get("HTTP_ACCEPT_ENCODING", ""):
            response.content = gzip.decompress(self.body)
            response.headers["Content-Length"] = str(len(response.content))
            del response.headers["Content-Encoding"]
        if "HTTP_IF_NONE_MATCH" in request.META:
            etag = self.headers["ETag"]
            return get_conditional_response(request, etag, response=response) or response
        return response


shelf: Kept[KeptPage] = Kept(seconds=60, room=MEMORY, weight=lambda page: len(page.body))


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
        mark = standing.mark
        response = self._get_response(request)
        seconds = getattr(getattr(request.resolver_match, "func", None), "micro_cached", 0)
        page = _page_of(request, response) if seconds else None
        if page is None:
            return response
        if request.method == "GET":
            shelf.put(key, page, mark, seconds)
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
    """Return the answer as a page to keep; None when it is no page, or a personal one."""
    if not isinstance(response, HttpResponse) or response.status_code != 200 or response.cookies:  # noqa: PLR2004
        return None
    patch_vary_headers(response, ["Cookie", "Accept-Encoding", *VARIES_ON])
    body = gzip.compress(response.content, COMPRESSION, mtime=0)
    headers = response.headers
    headers["Content-Encoding"] = "gzip"
    headers["Content-Length"] = str(len(body))
    # Browsers ask each time, so that nobody sees a page from before signing in.
    headers["Cache-Control"] = "no-cache"
    headers["ETag"] = f'W/"{hashlib.sha256(response.content).hexdigest()[:24]}"'
    return KeptPage(body=body, headers=headers, match=request.resolver_match)
