"""What this app keeps of a person: his record at the ministry, and what officers did with it."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from integration.belonging import opened, records_of, unread_of
from integration.enums import Kind, SettlementWork
from integration.forgetting import forget
from integration.matching import PATIENCE, settling
from integration.models import Quarantined, RemoteSeeker, SettlementAct
from seekers import nik
from seekers.enums import Sex
from seekers.models import Seeker
from sikas import encryption
from sikas.personal_data import Keeper, Person, Section, Sighting


def export(person: Person) -> Sequence[Section]:
    """Return his records, what of his could not be read, and what officers did with them."""
    seeker = Seeker.objects.filter(pk=person.seeker_id).first()
    if seeker is None:
        return ()
    records = records_of(seeker).select_related("record").order_by("pk")
    numbers = [record.record.remote_id for record in records]
    unread = Q(key__in=numbers) | Q(pk__in=[item.pk for item in unread_of(seeker)])
    items = Quarantined.objects.filter(unread, kind=Kind.SEEKERS).order_by("pk")
    acts = SettlementAct.objects.filter(record__in=[record.pk for record in records])
    sections = [
        Section(_("Data Anda di Kemnaker"), [_shown(record) for record in records], ask=True),
        Section(_("Data Kemnaker yang belum terbaca"), [_unread(item) for item in items], ask=True),
        Section(_("Tindakan petugas pada data Kemnaker Anda"), [_act(act) for act in acts]),
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
    """Forget what the ministry says of the person, so that no later pull brings it back.

    His profile is held first: the next settling sees either his records or that he is erased.
    """
    seeker = Seeker.objects.select_for_update().filter(pk=person.seeker_id).first()
    if seeker is not None:
        forget(seeker)


def sightings(person: Person) -> Sequence[Sighting]:
    """Return who looked at the whole NIK of his records."""
    seeker = Seeker.objects.filter(pk=person.seeker_id).first()
    if seeker is None:
        return ()
    views = SettlementAct.objects.filter(
        record__in=records_of(seeker).values("pk"), work=SettlementWork.REVEALED
    )
    return [
        Sighting(
            view.at,
            _("NIK lengkap di data Kemnaker"),
            str(view.officer or _("Petugas")),
            view.reason,
        )
        for view in views.select_related("officer")
    ]


def release_double(record: RemoteSeeker, _keep: Seeker) -> None:
    """Leave a second record of somebody whose profiles become one to an officer."""
    RemoteSeeker.objects.filter(pk=record.pk).update(
        seeker=None, matched_at=None, matched_by=None, question=""
    )


def _shown(row: RemoteSeeker) -> Mapping[str, Any]:
    """Return a record; its number stays masked while it is in question whose it is."""
    number = row.masked_nik
    if not row.question:
        with suppress(encryption.CannotOpenError):
            number = nik.open_nik(row.nik_sealed).digits
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
    return {
        _("Alasan"): str(item.get_reason_display()),
        _("Diterima"): item.first_seen_at,
        _("Isi"): str(opened(item) or ""),
    }


def _act(act: SettlementAct) -> Mapping[str, Any]:
    return {_("Tindakan"): str(act), _("Alasan"): act.reason, _("Waktu"): act.at}


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
