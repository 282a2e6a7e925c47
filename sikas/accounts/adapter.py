"""allauth bent to our rules: contacts, limits, addresses and messages of our own."""

from io import BytesIO
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from sikas import clock
from sikas.accounts import limits, messages, secrecy
from sikas.accounts.address import client_address, network_of
from sikas.accounts.models import User

FRESH = 15 * 60  # seconds in which a sign-in still counts as proof of who one is
OFFICER_SESSION = 12 * 3600  # one working day
MAX_ADDRESS = 2000  # characters of an address to go on to; it is kept until the code comes back

# allauth's own mails that we send, under our names.
_EVENTS = {
    "account/email/password_changed": "accounts.password_changed",
    "mfa/email/totp_activated": "accounts.second_factor_added",
    "mfa/email/totp_deactivated": "accounts.second_factor_removed",
    "mfa/email/recovery_codes_generated": "accounts.recovery_codes_made",
}


class AccountAdapter(DefaultAccountAdapter):
    """What allauth's account views ask the project."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "incorrect_password": _("Kata sandi tidak cocok. Periksa lagi."),
        "enter_current_password": _("Kata sandi lama tidak cocok. Periksa lagi."),
        "too_many_login_attempts": _("Terlalu banyak percobaan. Coba lagi nanti."),
    }

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the address that only our own proxies can tell."""
        return client_address(request)

    def is_safe_url(self, url: str) -> bool:
        """Admit only paths of this site; one with a NUL byte could not even be stored."""
        is_path = url.startswith("/") and not url.startswith("//") and url.isprintable()
        return is_path and len(url) <= MAX_ADDRESS and super().is_safe_url(url)

    def get_login_stages(self) -> list[str]:
        """Return what follows a right password: the second factor, for whoever has one.

        Contacts are confirmed before an account exists, so allauth's stages for them never apply.
        """
        return ["allauth.mfa.stages.AuthenticateStage"]

    def is_reauthentication_required(self, **_which: Any) -> bool:
        """Ask for the password again unless this session signed in a moment ago."""
        records = get_authentication_records(self.request, self.request.user)
        newest = max((record["at"] for record in records), default=0)
        return clock.now().timestamp() - newest > FRESH

    def reauthenticate(self, user: AbstractBaseUser, password: str) -> bool:
        """Check the password of who is signed in, as limited as a sign-in."""
        taken = limits.take(
            "password", target=str(user.pk), address=network_of(client_address(self.request))
        )
        if user.check_password(password):
            taken.give_back()
            return True
        return False

    def post_login(
        self, request: HttpRequest, user: AbstractBaseUser, **kwargs: Any
    ) -> HttpResponse:
        """End officers' sessions after a working day; the others last as configured."""
        if isinstance(user, User) and user.is_staff:
            request.session.set_expiry(OFFICER_SESSION)
        return super().post_login(request, user, **kwargs)

    def send_notification_mail(
        self,
        template_prefix: str,
        user: AbstractBaseUser,
        *_details: Any,
        **_more: Any,
    ) -> None:
        """Queue our own message for one of allauth's mails."""
        messages.tell(User.objects.get(pk=user.pk), _EVENTS[template_prefix])

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Refuse: no flow that is switched on sends a mail past the outbox."""
        raise NotImplementedError(template_prefix)


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """What allauth asks the project about accounts elsewhere; their keys are in the environment."""

    def list_apps(self, *_which: Any, **_more: Any) -> list[Any]:
        """Return none: no key is kept in the database, nor asked for there."""
        return []

    def list_providers(self, request: HttpRequest) -> list[Any]:
        """Return those by which people can sign in here and now."""
        return [each for each in super().list_providers(request) if each.is_offered]


class MfaAdapter(DefaultMFAAdapter):
    """What allauth's second factor asks the project."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("Kode tidak cocok. Pakai kode yang sedang tampil di aplikasi."),
        "cannot_delete_authenticator": _("Petugas wajib memakai verifikasi dua langkah."),
    }

    def get_totp_label(self, user: AbstractBaseUser) -> str:
        """Return the name under which the authenticator app lists this account."""
        account = User.objects.get(pk=user.pk)
        return account.email or account.phone or account.name

    def build_totp_svg(self, url: str) -> str:
        """Draw the QR with segno."""
        import segno

        picture = BytesIO()
        segno.make(url, error="m").save(picture, kind="svg", scale=5, border=4, light="#fff")
        return picture.getvalue().decode()

    def encrypt(self, text: str) -> str:
        """Encrypt a secret before it is stored."""
        return secrecy.encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Read a stored secret."""
        return secrecy.decrypt(encrypted_text)

    def can_delete_authenticator(self, authenticator: Any) -> bool:
        """Officers keep their second factor."""
        return not authenticator.user.is_staff
