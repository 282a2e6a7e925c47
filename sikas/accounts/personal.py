"""What this app keeps of a person, and how it forgets: the account and all that hangs on it."""

from collections.abc import Sequence
from dataclasses import replace

from allauth.mfa.models import Authenticator
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sikas.accounts import limits
from sikas.accounts.devices import device_name
from sikas.accounts.models import (
    Code,
    Consent,
    DataRequest,
    DataRequestTransition,
    Impersonation,
    User,
)
from sikas.accounts.services import outside, sessions
from sikas.personal_data import FORGOTTEN, Keeper, Person, Section, Sighting


def identify(person: Person) -> Person:
    """Add the addresses of the account."""
    user = User.objects.filter(pk=person.user_id).first() if person.user_id else None
    if user is None:
        return person
    addresses = {contact.address for contact in user.contacts}
    return replace(person, contacts=person.contacts | addresses)


def export(person: Person) -> Sequence[Section]:
    """Return the account, its consents, its second factor and how and where it is signed in."""
    user = User.objects.filter(pk=person.user_id).first() if person.user_id else None
    if user is None:
        return ()
    sections = [
        _account(user),
        _consents(user),
        _requests(user),
        Section(
            _("Verifikasi dua langkah"),
            [
                {_("Dipasang"): factor.created_at, _("Terakhir dipakai"): factor.last_used_at}
                for factor in Authenticator.objects.filter(user=user).order_by("pk")
            ],
            link=reverse("account_security"),
        ),
        _accounts_elsewhere(user),
        Section(
            _("Perangkat yang masuk"),
            [
                {
                    _("Perangkat"): device_name(session.user_agent),
                    _("Alamat jaringan"): session.ip,
                    _("Masuk"): session.created_at,
                }
                for session in sessions.living_sessions(user=user)
            ],
            link=reverse("usersessions_list"),
        ),
    ]
    return [section for section in sections if section.rows]


def erase(person: Person) -> None:
    """Delete the account with its codes, counters, sessions and what officers' logs call it.

    Rows of others that name it lose that by their foreign key. History keeps the random number of
    the account, which leads to nobody any more.
    """
    Code.objects.filter(Q(user_id=person.user_id) | Q(address__in=person.contacts)).delete()
    own = {str(person.user_id)} if person.user_id else set()
    limits.forget(target=own | person.contacts, person=own)
    if user := User.objects.filter(pk=person.user_id).first():
        DataRequestTransition.objects.filter(subject__user=user).update(reason="")
        DataRequest.objects.filter(user=user).update(text="")
        Impersonation.objects.filter(person=user).update(text=FORGOTTEN)
        LogEntry.objects.filter(
            content_type=ContentType.objects.get_for_model(User), object_id=str(user.pk)
        ).update(object_repr=FORGOTTEN)
        sessions.end_all(user=user)
        user.delete()


def sightings(person: Person) -> Sequence[Sighting]:
    """Return which administrators looked at the portal as this person, and at how much."""
    looks = Impersonation.objects.filter(person_id=person.user_id, person__isnull=False)
    return [
        Sighting(
            look.started_at,
            ngettext("%d halaman, sebagai Anda", "%d halaman, sebagai Anda", number) % number,
            str(look.officer or _("Petugas")),
            str(look),
        )
        for look in looks.select_related("officer").annotate(number=Count("pages"))
        for number in [vars(look)["number"]]
    ]


def _consents(user: User) -> Section:
    return Section(
        _("Persetujuan"),
        [
            {
                _("Dokumen"): str(consent.get_document_display()),
                _("Versi"): consent.version,
                _("Disetujui"): consent.given_at,
            }
            for consent in Consent.objects.filter(user=user).order_by("given_at", "pk")
        ],
    )


def _accounts_elsewhere(user: User) -> Section:
    return Section(
        _("Akun lain untuk masuk"),
        [
            {
                _("Akun"): outside.name_of(link.provider),
                _("Nomor di sana"): link.uid,
                _("Dihubungkan"): link.date_joined,
                _("Terakhir dipakai"): link.last_login,
            }
            for link in outside.links(user=user)
        ],
        link=reverse("account_security"),
    )


def _requests(user: User) -> Section:
    return Section(
        _("Permintaan Anda"),
        [
            {
                _("Permintaan"): str(request.get_kind_display()),
                _("Penjelasan"): request.text,
                _("Keadaan"): str(request.get_state_display()),
                _("Diajukan"): request.created_at,
                _("Selesai"): request.ended_at,
            }
            for request in user.data_requests.order_by("created_at", "pk")
        ],
    )


def _account(user: User) -> Section:
    return Section(
        _("Akun"),
        [
            {
                _("Nama"): user.name,
                _("Jenis"): str(user.get_kind_display()),
                _("Email"): user.email,
                _("Email dipastikan"): user.email_verified,
                _("Nomor HP"): user.phone,
                _("Nomor HP dipastikan"): user.phone_verified,
                _("Terdaftar"): user.date_joined,
                _("Terakhir masuk"): user.last_login,
            }
        ],
        link=reverse("account_security"),
        ask=True,
    )


KEEPER = Keeper(
    name="accounts",
    tables=(
        "account.EmailAddress",  # allauth's, unused: contacts are the account's own
        "accounts.Code",
        "accounts.Consent",
        "accounts.DataRequest",
        "accounts.DataRequestTransition",
        "accounts.Impersonation",
        "accounts.User",
        "admin.LogEntry",
        "mfa.Authenticator",
        "socialaccount.SocialAccount",
        "usersessions.UserSession",
    ),
    export=export,
    erase=erase,
    identify=identify,
    sightings=sightings,
)
