"""A way on from addresses that only take what a form sends."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

from sikas.pages.views.errors import wrong_method


class WrongMethodMiddleware:
    """Explains an address that only takes forms to whoever opens it.

    Those of ours lead to the page where the form lives (`sikas.posting`); at the rest Django's own
    answer has no words, and browsers show a page of theirs.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Put words in the place of an empty answer to GET."""
        response = self._get_response(request)
        if request.method != "GET" or not isinstance(response, HttpResponseNotAllowed):
            return response
        page = wrong_method(request)
        page["Allow"] = response["Allow"]
        return page
