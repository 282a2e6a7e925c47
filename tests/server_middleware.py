"""What a server of the harness does before each request: it follows the tests' clock."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from tests.clock import Clock


def follow_clock(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Bend the time of the server as the test bent it."""
    clock = Clock()

    def middleware(request: HttpRequest) -> HttpResponse:
        clock.follow()
        return get_response(request)

    return middleware
