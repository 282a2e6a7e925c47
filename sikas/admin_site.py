"""The officers' site: unfold with screens of ours only."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.admin.apps import AdminConfig
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from unfold.sites import UnfoldAdminSite


class SikasAdminConfig(AdminConfig):
    """Makes the site below the one of `django.contrib.admin`."""

    default_site = "sikas.admin_site.SikasAdminSite"


class SikasAdminSite(UnfoldAdminSite):
    """Screens of officers."""

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Take screens of ours only: those of libraries know neither our rules nor our history."""
        from sikas.admin import SikasModelAdmin  # reads models, which this module comes before

        if admin_class is not None and issubclass(admin_class, SikasModelAdmin):
            super().register(model_or_iterable, admin_class, **options)

    def admin_view(self, view: Callable[..., Any], cacheable: bool = False) -> Callable[..., Any]:
        """Refuse addresses with a NUL byte: filters give it to PostgreSQL, which fails on it."""
        checked = super().admin_view(view, cacheable)

        @wraps(checked)
        def readable(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if "%00" in request.META.get("QUERY_STRING", ""):
                raise BadRequest
            return checked(request, *args, **kwargs)

        return readable

    def search(self, *_args: Any, **_kwargs: Any) -> HttpResponse:
        """Refuse: lists have their own search, and unfold's fails on odd page numbers."""
        raise Http404
