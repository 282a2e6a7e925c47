"""What people see when something fails: what happened, what is safe, what to do."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from sikas.reference.models import Office

# A form sent with an old security token; browsers know no name for 419, our logs do.
STALE_FORM = 419
# Each has a template of its number; 405, 410, 429 and 503 are answered by the middleware, other
# apps and nginx.
ERROR_PAGES = (400, 403, 404, 405, 410, STALE_FORM, 429, 500, 503)


def error_view(status: int) -> Callable[..., HttpResponse]:
    """Return the view that Django calls for this status."""

    def view(
        request: HttpRequest,
        exception: Exception | None = None,  # noqa: ARG001 - Django names why;
        reason: str = "",  # noqa: ARG001 - people get no technical reasons
    ) -> HttpResponse:
        return render(request, f"{status}.html", status=status)

    return view


forbidden = error_view(403)
not_found = error_view(404)
stale_form = error_view(STALE_FORM)
wrong_method = error_view(405)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """Answer a request that makes no sense, such as one with a forged host."""
    return _answer_alone(400)


def broken(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Answer after a fault, needing neither database nor session."""
    return _answer_alone(500)


def _answer_alone(status: int) -> HttpResponse:
    """Render with the office's neutral words and no context processor: any of it may be broken."""
    page = render_to_string(f"{status}.html", {"office": Office()})
    return HttpResponse(page, status=status)
