"""What accounts tell people about."""

from django.utils.translation import gettext_lazy as _

from sikas.notifications.topics import Topic

ACCOUNT = Topic(
    key="account",
    title=_("Keamanan dan akun"),
    explanation=_("Kode masuk, kata sandi, kontak, dan verifikasi. Dikirim ke semua kontak Anda."),
    events=(
        "code",
        "accounts.account_exists",
        "accounts.account_unknown",
        "accounts.contact_changed",
        "accounts.contact_taken",
        "accounts.erasure_asked",
        "accounts.link_added",
        "accounts.link_removed",
        "accounts.officer_invited",
        "accounts.password_changed",
        "accounts.recovery_codes_made",
        "accounts.second_factor_added",
        "accounts.second_factor_removed",
    ),
    essential=True,
)
