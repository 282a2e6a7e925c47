"""Back from the ministry: the state is checked, the code is exchanged, and one is signed in."""

import logging
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from allauth.socialaccount.internal import statekit
from allauth.socialaccount.providers.base.constants import AuthProcess
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from integration.kemnaker.naco import waiting
from integration.kemnaker.naco.provider import NacoProvider, callback_url
from integration.ports import MinistryError
from sikas.accounts.services import outside
from sikas.accounts.services.outside import Link
from sikas.accounts.views.account import signed_in
from sikas.accounts.views.entrance import sign_in_from

if TYPE_CHECKING:
    from integration.kemnaker.naco.client import Profile

logger = logging.getLogger(__name__)

EXPIRED = _("Waktu untuk masuk dengan SIAPkerja habis. Mulai lagi dari sini.")
CANCELLED = _("Masuk dengan SIAPkerja dibatalkan. Tidak ada yang berubah.")
AWAY = _("SIAPkerja sedang tidak dapat dihubungi. Masuk dengan nomor HP atau email seperti biasa.")
AWAY_SIGNED_IN = _(
    "SIAPkerja sedang tidak dapat dihubungi. Akun Anda tidak berubah. Coba lagi nanti."
)
INACTIVE = _(
    "Akun SIAPkerja Anda tidak aktif. Hubungi layanan SIAPkerja, atau masuk dengan nomor HP atau "
    "email."
)
OFFICER = _(
    "Petugas masuk dengan email, kata sandi, dan kode verifikasi; akun SIAPkerja tidak dipakai di "
    "sini."
)


@require_GET
@never_cache
def callback(request: HttpRequest) -> HttpResponse:
    """Take the answer of the ministry; whatever is wrong with it leads back to our own page.

    The state is good once, for ten minutes and in the session that began. Who looks as somebody
    else cannot come here.
    """
    if "impersonation" in vars(request):
        raise Http404
    state = statekit.unstash_state(
        request, state_id=request.GET.get("state", ""), provider_id=NacoProvider.id
    )
    if state is None:
        return _back(request, {}, EXPIRED)
    if "error" in request.GET or not request.GET.get("code"):
        return _back(request, state, CANCELLED)
    from integration.kemnaker.naco import client  # with requests, 19 MB

    try:
        profile = client.profile_of(code=request.GET["code"], redirect_uri=callback_url())
    except MinistryError as error:
        logger.warning("SIAPkerja sign-in failed: %s", error)
        return _back(request, state, AWAY_SIGNED_IN if _connects(state) else AWAY)
    if not profile.is_active:
        return _back(request, state, INACTIVE)
    return (
        _connect(request, state, profile) if _connects(state) else _enter(request, state, profile)
    )


def _enter(request: HttpRequest, state: dict[str, Any], profile: "Profile") -> HttpResponse:
    """Sign in, or let register who is known to nobody here."""
    next_url = state.get("next", "")
    if request.user.is_authenticated:
        return redirect(next_url or "account")
    user = outside.owner_of(link=_link(profile))
    if user is None:
        waiting.remember(request, uid=profile.uid, name=profile.name, email=profile.email)
        return redirect(_with_next("siapkerja_signup", next_url))
    if user.is_staff:
        return _back(request, state, OFFICER)
    waiting.forget(request)
    return sign_in_from(request, user, NacoProvider.id, next_url)


def _connect(request: HttpRequest, state: dict[str, Any], profile: "Profile") -> HttpResponse:
    """Connect with the account of who began, if he is still signed in."""
    if str(request.user.pk) != state["data"]["user"]:
        return _back(request, {}, EXPIRED)
    try:
        outside.connect_and_tell(user=signed_in(request), link=_link(profile))
    except outside.LinkTakenError as refused:
        return _back(request, state, refused.messages[0])
    messages.success(request, _("Akun SIAPkerja terhubung. Anda dapat masuk dengannya."))
    return redirect("account_security")


def _back(request: HttpRequest, state: dict[str, Any], why: Any) -> HttpResponse:
    """Lead to where one began, and say why."""
    messages.error(request, why)
    if _connects(state):
        return redirect("account_security")
    return redirect(_with_next("account_login", state.get("next", "")))


def _connects(state: dict[str, Any]) -> bool:
    return state.get("process") == AuthProcess.CONNECT


def _with_next(name: str, next_url: str) -> str:
    return f"{reverse(name)}?{urlencode({'next': next_url})}" if next_url else reverse(name)


def _link(profile: "Profile") -> Link:
    return Link(provider=NacoProvider.id, uid=profile.uid)
