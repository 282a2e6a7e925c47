"""Accounts of the demo: one per kind and role, with sign-ins that are the same everywhere."""

import base64
import hashlib
import time
from dataclasses import dataclass
from datetime import timedelta

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.conf import settings
from django.contrib.auth.models import Group
from django.db import transaction

from sikas import clock
from sikas.accounts import roles
from sikas.accounts.contacts import Contact, parse_contact
from sikas.accounts.enums import Kind, RequestKind, RequestState
from sikas.accounts.models import Consent, DataRequest, User
from sikas.accounts.models.consents import VERSIONS
from sikas.accounts.models.requests import ANSWER_WITHIN

PASSWORD = "selamat-datang-2026"  # noqa: S105 - printed on purpose; the demo is never public
PERIOD = 30  # seconds one code of an authenticator app lasts


# Of the two job seekers in turn: kind, age, end. No erasure waits: it would run.
REQUESTS = (
    (RequestKind.CORRECTION, timedelta(hours=60), None),
    (RequestKind.OBJECTION, timedelta(hours=80), None),
    (RequestKind.ERASURE, timedelta(days=9), RequestState.CANCELLED),
    (RequestKind.CORRECTION, timedelta(days=20), RequestState.DONE),
)


@dataclass(frozen=True)
class Account:
    """One account of the demo; officers have a role and a second factor."""

    label: str
    name: str
    contact: str
    kind: Kind
    role: roles.Role | None = None

    @property
    def secret(self) -> str:
        """Return the key of the authenticator app, made from the contact."""
        return base64.b32encode(hashlib.sha1(self.contact.encode()).digest()).decode()  # noqa: S324


ACCOUNTS = (
    Account("Pencari kerja (HP)", "Nurhayati Sitorus", "081260001001", Kind.SEEKER),
    Account("Pencari kerja (email)", "Budi Manurung", "budi@contoh.example", Kind.SEEKER),
    Account("Perusahaan", "Sari Lubis", "hrd@kebun.example", Kind.COMPANY),
    Account("Petugas loket", "Rina Siregar", "loket@disnaker.example", Kind.OFFICER, roles.COUNTER),
    Account(
        "Verifikator",
        "Hasan Nasution",
        "verifikator@disnaker.example",
        Kind.OFFICER,
        roles.VERIFIER,
    ),
    Account(
        "Pengelola job fair",
        "Dewi Panjaitan",
        "jobfair@disnaker.example",
        Kind.OFFICER,
        roles.FAIR_MANAGER,
    ),
    Account("Pimpinan", "Ahmad Harahap", "pimpinan@disnaker.example", Kind.OFFICER, roles.LEADER),
    Account(
        "Admin sistem", "Tuti Simbolon", "admin@disnaker.example", Kind.OFFICER, roles.ADMINISTRATOR
    ),
)


def create_accounts() -> None:
    """Make the accounts that are missing; those that exist keep what was changed in them."""
    for account in ACCOUNTS:
        contact = parse_contact(account.contact)
        if User.objects.by_contact(contact) is None:
            with transaction.atomic():
                _create(account, contact)


def create_requests() -> None:
    """Give the job seekers consents and requests in some states, unless there are any."""
    if DataRequest.objects.exists():
        return
    now = clock.now()
    for user in users(Kind.SEEKER):
        for document, version in VERSIONS.items():
            Consent.objects.get_or_create(user=user, document=document, version=version)
    for number, (kind, age, end) in enumerate(REQUESTS):
        at = now - age
        DataRequest.objects.create(
            user=users(Kind.SEEKER)[number % 2],
            kind=kind,
            text="" if kind == RequestKind.ERASURE else "Tanggal lahir saya di KTP 5 Juli 1995.",
            state=end or RequestState.OPEN,
            created_at=at,
            due_at=at + ANSWER_WITHIN,
            ended_at=at + timedelta(hours=5) if end else None,
        )


def users(who: Kind | roles.Role) -> list[User]:
    """Return the users of the accounts of a kind, or of the officers of a role."""
    contacts = [parse_contact(a.contact) for a in ACCOUNTS if who in (a.kind, a.role)]
    return [user for contact in contacts if (user := User.objects.by_contact(contact))]


def current_code(contact: str) -> str:
    """Return what the authenticator app of a demo officer shows now; KeyError for others."""
    secret = {a.contact: a.secret for a in ACCOUNTS if a.kind == Kind.OFFICER}[contact]
    return format_hotp_value(hotp_value(secret, int(time.time()) // PERIOD))


def sign_in_table() -> str:
    """Return the sign-ins as a table to print."""
    rows = [("Sebagai", "Email atau nomor HP", "Kata sandi")]
    rows += [(account.label, account.contact, PASSWORD) for account in ACCOUNTS]
    lines = [f"{label:<22}{contact:<30}{password}" for label, contact, password in rows]
    hints = [
        "Kode verifikasi petugas: .venv/bin/python manage.py demo_code EMAIL",
        f"SMS tampil di sini; SMS dan email tersimpan di {settings.MESSAGES_DIR}",
    ]
    return "\n".join([*lines, "", *hints])


def _create(account: Account, contact: Contact) -> None:
    user = User.objects.create_user(
        PASSWORD,
        name=account.name,
        kind=account.kind,
        **{contact.kind: contact.address, f"{contact.kind}_verified": clock.now()},
    )
    if account.role:
        user.groups.add(Group.objects.get(name=account.role.name))
        if not Authenticator.objects.filter(user=user).exists():
            TOTP.activate(user, account.secret)
