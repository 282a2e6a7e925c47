"""Headers: the content policy (wider below /admin/), what pages may use, who may keep them."""

from collections.abc import Callable

from csp.constants import UNSAFE_EVAL, UNSAFE_INLINE
from csp.utils import build_policy
from django.http import HttpRequest
from django.http.response import HttpResponseBase

ADMIN_PREFIX = "/admin/"
# unfold runs Alpine, which evaluates expressions and sets style attributes.
ADMIN_POLICY = {"script-src": [UNSAFE_EVAL], "style-src": [UNSAFE_INLINE]}
DENIED = (
    "accelerometer",
    "browsing-topics",
    "camera",
    "display-capture",
    "geolocation",
    "gyroscope",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "usb",
)
PERMISSIONS_POLICY = ", ".join(f"{feature}=()" for feature in DENIED)


class SecurityHeadersMiddleware:
    """Adds Content-Security-Policy and Permissions-Policy to every answer.

    django-csp writes the two policies, once: its own middleware writes both anew for each answer.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response
        self._policy, self._admin_policy = build_policy(), build_policy(update=ADMIN_POLICY)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Add both headers where a view has not set them itself."""
        response = self._get_response(request)
        is_admin = request.path_info.startswith(ADMIN_PREFIX)
        policy = self._admin_policy if is_admin else self._policy
        response.headers.setdefault("Content-Security-Policy", policy)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        return response


class PersonalPagesMiddleware:
    """Keeps the pages of who is signed in out of the memory of his browser.

    `no-store`, because going back shows what is kept under `no-cache` without asking: an old state,
    on a shared computer to the next person.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Say it of every page, where a view has not said so itself."""
        response = self._get_response(request)
        is_page = response.headers.get("Content-Type", "").startswith("text/html")
        if is_page and request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response
