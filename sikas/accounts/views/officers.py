"""Pages for officers alone: nobody else learns that they are there."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.decorators.cache import never_cache

View = Callable[..., HttpResponseBase]


def officers_only(permission: str) -> Callable[[View], View]:
    """Hide a page from everyone but officers with this permission; never let it be stored."""

    def hide(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
            if not (request.user.is_staff and request.user.has_perm(permission)):
                raise Http404
            return never_cache(view)(request, **kwargs)

        return guarded

    return hide
