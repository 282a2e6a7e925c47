"""SIAPkerja, the ministry's account ("Naco"), as allauth knows providers of sign-in."""

from typing import Any
from urllib.parse import quote, urlencode

from allauth.socialaccount.providers.base import Provider, ProviderAccount
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

SEE_OTHER = 303
SCOPE = "basic email"


class NacoProvider(Provider):
    """Sends people to the ministry's page of sign-in; its keys are settings, never rows."""

    id = "siapkerja"
    name = "SIAPkerja"
    account_class = ProviderAccount
    uses_apps = False
    supports_redirect = True

    @property
    def is_offered(self) -> bool:
        """Whether the ministry has given us keys; without them nothing shows."""
        names = ("account_url", "account_id", "account_secret")
        return all(settings.MINISTRY[name] for name in names)

    def get_login_url(self, _request: HttpRequest, **query: str) -> str:
        """Return the page from which one goes there."""
        address = reverse("siapkerja_login")
        return f"{address}?{urlencode(query)}" if query else address

    def redirect(
        self,
        request: HttpRequest,
        process: str,
        next_url: str | None = None,
        data: Any = None,
        **_more: Any,
    ) -> HttpResponse:
        """Lead there; the session keeps the state that must come back."""
        query = {
            "response_type": "code",
            "client_id": settings.MINISTRY["account_id"],
            "redirect_uri": callback_url(),
            "scope": SCOPE,
            "state": self.stash_redirect_state(request, process, next_url, data),
        }
        answer = HttpResponse(status=SEE_OTHER)
        address = f"{settings.MINISTRY['account_url']}/auth"
        answer["Location"] = f"{address}?{urlencode(query, quote_via=quote)}"
        return answer


def callback_url() -> str:
    """Return the one address that is registered at the ministry."""
    return settings.SITE_URL.rstrip("/") + reverse("siapkerja_callback")


provider_classes = [NacoProvider]
