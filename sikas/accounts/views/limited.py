"""Forms that a limit may refuse: the page comes back with 429 and says how long to wait."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.views.generic import FormView


def refuse(response: HttpResponse, wait: int | None) -> HttpResponse:
    """Turn a page into 429 Too Many Requests when a limit refused."""
    if wait:
        response.status_code = 429
        response["Retry-After"] = str(wait)
    return response


class RefusalMixin:
    """Answers an invalid form with 429 when the form says that a limit refused it."""

    def form_invalid(self, form: forms.Form) -> HttpResponse:
        """Show the form again with what was typed."""
        response = super().form_invalid(form)  # type: ignore[misc]
        return refuse(response, getattr(form, "wait", None))


class LimitedFormView(RefusalMixin, FormView):
    """A page with one form that counts attempts."""

    request: HttpRequest

    def get_form_kwargs(self) -> dict[str, Any]:
        """Give the form the request, whose address is counted."""
        return super().get_form_kwargs() | {"request": self.request}
