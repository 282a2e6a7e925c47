"""What this app keeps of a person: his record at the ministry, and what officers did with it."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from integration.enums import Kind, SettlementWork
from integration.forgetting import suppress
from integration.matching import PATIENCE, settling
from integration.models import Quarantined, RemoteSeeker, SettlementAct
from integration.numbers import number_of
from integration.quarantine import unseal
from seekers import nik
from seekers.enums import Sex
from seekers.models import Seeker
from sikas import encryption
from sikas.personal_data import Keeper, Person, Section, Sighting


def export(person: Person) -> Sequence[Section]:
    """Return his record, what of it could not be read, and what officers did with it."""
    record = _record(person)
    if record is None:
        return ()
    unread = Quarantined.objects.filter(kind=Kind.SEEKERS, key=record.record.remote_id)
    sections = [
        Section(_("Data Anda di Kemnaker"), [_shown(record)], ask=True),
        Section(
            _("Data Kemnaker yang belum terbaca"),
            [_unread(item) for item in unread.order_by("pk")],
            ask=True,
        ),
        Section(_("Tindakan petugas pada data Kemnaker Anda"), _acts(record)),
    ]
    return [section for section in sections if section.rows]


def hold(person: Person) -> None:
    """Let nobody join or part records of residents until the caller's transaction ends.

    Raises BusyError.
    """
    if person.seeker_id is not None:
        with settling(Kind.SEEKERS, patience=PATIENCE):
            pass  # its lock outlives this block


def erase(person: Person) -> None:
    """Forget the person's records at the ministry, so that no later pull brings them back.

    His profile is held first: the next settling sees either his records or that he is erased.
    """
    if person.seeker_id is None:
        return
    seeker = Seeker.objects.select_for_update().filter(pk=person.seeker_id).first()
    if seeker is not None:
        same = RemoteSeeker.objects.filter(Q(seeker=seeker) | number_of(seeker))
        suppress(list(same.values_list("pk", flat=True)))


def sightings(person: Person) -> Sequence[Sighting]:
    """Return who looked at the whole NIK of his record."""
    record = _record(person)
    if record is None:
        return ()
    views = record.record.acts.filter(work=SettlementWork.REVEALED).select_related("officer")
    return [
        Sighting(
            view.at,
            _("NIK lengkap di data Kemnaker"),
            str(view.officer or _("Petugas")),
            view.reason,
        )
        for view in views
    ]


def release_double(record: RemoteSeeker, _keep: Seeker) -> None:
    """Leave a second record of somebody whose profiles become one to an officer."""
    RemoteSeeker.objects.filter(pk=record.pk).update(
        seeker=None, matched_at=None, matched_by=None, question=""
    )


def _record(person: Person) -> RemoteSeeker | None:
    if person.seeker_id is None:
        return None
    found = RemoteSeeker.objects.filter(seeker_id=person.seeker_id)
    return found.select_related("record").first()


def _shown(row: RemoteSeeker) -> Mapping[str, Any]:
    try:
        number = nik.open_nik(row.nik_sealed).digits
    except encryption.CannotOpenError:
        number = row.masked_nik
    names = ("name", "birth_date", "registered_at", "is_verified", "matched_at")
    return {
        _("Nomor di Kemnaker"): row.record.remote_id,
        _("NIK"): number,
        _("Jenis kelamin"): str(Sex(row.sex).label) if row.sex else "",
        **{
            capfirst(str(row._meta.get_field(name).verbose_name)): getattr(row, name)  # type: ignore[union-attr]
            for name in names
        },
    }


def _unread(item: Quarantined) -> Mapping[str, Any]:
    try:
        content = unseal(item.payload)
    except (encryption.CannotOpenError, ValueError):
        content = ""
    return {
        _("Alasan"): str(item.get_reason_display()),
        _("Diterima"): item.first_seen_at,
        _("Isi"): str(content),
    }


def _acts(record: RemoteSeeker) -> list[Mapping[str, Any]]:
    return [
        {_("Tindakan"): str(act), _("Alasan"): act.reason, _("Waktu"): act.at}
        for act in SettlementAct.objects.filter(record=record.pk)
    ]


KEEPER = Keeper(
    name="integration",
    tables=(
        RemoteSeeker._meta.label,
        SettlementAct._meta.label,
        Quarantined._meta.label,  # payloads of residents, sealed
    ),
    export=export,
    erase=erase,
    hold=hold,
    sightings=sightings,
)
