"""Addresses that only take what a form sends, and the page where the form lives.

Whoever opens one, by reloading or by signing in again after a form came too late, is led to the
page; opening it does nothing.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

View = Callable[..., HttpResponseBase]


def posted_from(page: str, *names: str) -> Callable[[View], View]:
    """Take POST only; GET is led to `page`, the name of an address with the parts `names` of this.

    A part in the name of the page is filled in: `profile_{name}`.
    """

    def decorate(view: View) -> View:
        take = require_POST(view)

        @wraps(view)
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.method not in {"GET", "HEAD"}:
                return take(request, *args, **kwargs)
            messages.info(
                request, _("Bila isian Anda tadi belum terkirim, tekan tombolnya sekali lagi.")
            )
            return redirect(page.format(**kwargs), **{name: kwargs[name] for name in names})

        return answer

    return decorate
