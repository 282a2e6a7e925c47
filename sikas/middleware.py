"""Request ids and the access log."""

import logging
import time
from collections.abc import Callable
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse

from sikas import logs

logger = logging.getLogger(logs.ACCESS)

LINE = "%(method)s %(route)s %(status)s %(ms)s ms %(queries)s queries"
Handler = Callable[[HttpRequest], HttpResponse]


class RequestLogMiddleware:
    """Gives each request an id, also in the answer's X-Request-ID, and writes one line about it.

    The line names the route, never the path or the query, which may hold what a person typed.
    An id that comes with the request is kept if it is well formed, so that the log of nginx and
    ours tell of one request; it proves nothing.
    """

    def __init__(self, get_response: Handler) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Handle the request between two looks at the clock."""
        given = request.META.get("HTTP_X_REQUEST_ID", "")
        request_id = given if logs.WELL_FORMED.fullmatch(given) else logs.new_request_id()
        token = logs.request_id.set(request_id)
        queries = _QueryCounter()
        start = time.perf_counter()
        try:
            with connection.execute_wrapper(queries):
                response = self._get_response(request)
            response["X-Request-ID"] = request_id
            line = {
                "method": request.method,
                "route": logs.route(request),
                "status": response.status_code,
                "ms": round((time.perf_counter() - start) * 1000, 1),
                "queries": queries.count,
            }
            logger.info(LINE, line, extra=line)
            return response
        finally:
            logs.request_id.reset(token)


class _QueryCounter:
    """Counts what passes to the database."""

    count = 0

    def __call__(self, execute: Callable[..., Any], *args: Any) -> Any:
        self.count += 1
        return execute(*args)
