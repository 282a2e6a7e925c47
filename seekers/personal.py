"""What this app keeps of a person, and how it forgets: the profile and all that hangs on it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from seekers import nik
from seekers.models import Movement, NikView, Seeker, SeekerDisability
from sikas import clock, encryption
from sikas.accounts.models import User
from sikas.documents.models import StoredFile
from sikas.documents.services import discard_file
from sikas.personal_data import Keeper, LivingConsent, Person, Section, Sighting

# What stays of an erased seeker: that somebody was registered, when, and by which officer.
STAYS = frozenset({"id", "created_at", "updated_at", "erased_at", "registered_by", "merged_into"})
NAMELESS = frozenset({"CounterAct"})  # what officers did; without values, and never deleted
HIDDEN = frozenset(
    {"id", "user", "nik_sealed", "nik_index_a", "nik_index_b", "erased_at", "merged_into"}
)
DISABILITY = "disability"


def identify(person: Person) -> Person:
    """Complete the account by its seeker, or the seeker by the account, and add his phone.

    A number that another account has proved to be its own is not his, whatever his profile says.
    """
    seeker = _seeker(person)
    if seeker is None:
        return person
    person = replace(person, user_id=person.user_id or seeker.user_id, seeker_id=seeker.pk)
    others = User.objects.filter(phone=seeker.phone).exclude(pk=person.user_id)
    if seeker.phone and not others.exists():
        person = replace(person, contacts=person.contacts | {seeker.phone})
    return person


def export(person: Person) -> Sequence[Section]:
    """Return the profile, then every list that hangs on it; the NIK is whole: it is his own."""
    seeker = _seeker(person)
    if seeker is None:
        return ()
    return [
        Section(_("Profil pencari kerja"), [_profile(seeker)], ask=True),
        *_lists(seeker),
        *_movements(seeker),
    ]


def hold(person: Person) -> None:
    """Hold the profile before its account, in the order in which it is saved, too."""
    if person.seeker_id is not None:
        Seeker.objects.select_for_update().filter(pk=person.seeker_id).first()


def erase(person: Person) -> None:
    """Empty the profile and delete what hangs on it; the row stays, so that counts stay true.

    Locks the profile first: what is being saved meanwhile is either seen and deleted here, or
    refused by the triggers of `seekers.models.erasure`. The bytes of files go after the commit.
    """
    if person.seeker_id is None:
        return
    seeker = Seeker.objects.living().select_for_update().filter(pk=person.seeker_id).first()
    if seeker is None:
        return
    files = _delete_belongings(seeker)
    for field in Seeker._meta.concrete_fields:
        if field.name not in STAYS:
            setattr(seeker, field.attname, None if field.null else field.get_default())
    seeker.name, seeker.erased_at = "", clock.now()
    seeker.save()
    for many in Seeker._meta.many_to_many:
        getattr(seeker, many.name).clear()
    for file in StoredFile.objects.filter(pk__in=files).unowned():
        discard_file(file=file)


def sightings(person: Person) -> Sequence[Sighting]:
    """Return who looked at the whole NIK."""
    views = NikView.objects.filter(seeker_id=person.seeker_id).select_related("officer")
    return [
        Sighting(view.at, _("NIK lengkap"), str(view.officer or _("Petugas")), view.purpose)
        for view in views
        if person.seeker_id
    ]


def consents(person: Person) -> Sequence[LivingConsent]:
    """Return the consent to keep a disability."""
    found = SeekerDisability.objects.filter(seeker_id=person.seeker_id).first()
    if person.seeker_id is None or found is None:
        return ()
    return [
        LivingConsent(
            DISABILITY,
            _("Data disabilitas"),
            found.consent_version,
            found.consented_at,
            _("Data disabilitas Anda dihapus saat itu juga."),
        )
    ]


def withdraw(person: Person, key: str) -> bool:
    """Delete what rested on the consent; False when there is none."""
    if key != DISABILITY or person.seeker_id is None:
        return False
    return SeekerDisability.objects.filter(seeker_id=person.seeker_id).delete()[0] > 0


def belongings() -> list[models.ForeignKey]:
    """Return the keys by which tables of this app belong to a seeker; history is not among them."""
    return [
        relation.field
        for relation in Seeker._meta.get_fields(include_hidden=True)
        if isinstance(relation, models.ManyToOneRel)
        and relation.related_model._meta.app_label == Seeker._meta.app_label
        and not relation.related_model._meta.auto_created
        and relation.on_delete is models.CASCADE
    ]


def _seeker(person: Person) -> Seeker | None:
    living = Seeker.objects.living()
    if person.seeker_id is not None:
        return living.filter(pk=person.seeker_id).first()
    return living.filter(user_id=person.user_id).first() if person.user_id else None


def _delete_belongings(seeker: Seeker) -> list[Any]:
    """Delete the rows of every table that belongs to a seeker; return the keys of their files."""
    files: list[Any] = []
    for key in belongings():
        if key.model.__name__ in NAMELESS:
            continue
        rows = key.model._base_manager.filter(**{key.name: seeker})
        for field in key.model._meta.concrete_fields:
            if field.related_model is StoredFile:
                files += rows.exclude(**{field.name: None}).values_list(field.attname, flat=True)
        rows.delete()
    return files


def _profile(seeker: Seeker) -> Mapping[str, Any]:
    return _fields(seeker, {_("NIK"): _whole_nik(seeker)}) | {
        capfirst(str(many.verbose_name)): [str(row) for row in getattr(seeker, many.name).all()]
        for many in Seeker._meta.many_to_many
    }


def _whole_nik(seeker: Seeker) -> str:
    try:
        return nik.open_nik(seeker.nik_sealed).digits
    except encryption.CannotOpenError:  # there is none, or its key is gone
        return seeker.masked_nik


def _lists(seeker: Seeker) -> list[Section]:
    sections = []
    for key in belongings():
        rows = key.model._base_manager.filter(**{key.name: seeker}).order_by("pk")
        title = capfirst(str(key.model._meta.verbose_name_plural))
        sections.append(Section(title, [_fields(row, {}, skip={key.name}) for row in rows]))
    return [section for section in sections if section.rows]


def _movements(seeker: Seeker) -> list[Section]:
    """Return what the register counts; it stays when the person is forgotten, as a count."""
    rows = [_fields(row, {}, skip={"seeker"}) for row in seeker.movements.order_by("pk")]
    return [Section(_("Register pencari kerja"), rows)] if rows else []


def _fields(
    row: models.Model, first: Mapping[str, Any], skip: frozenset[str] | set[str] = frozenset()
) -> dict[str, Any]:
    """Return what a row says by the names of its fields, choices in words."""
    shown = dict(first)
    for field in row._meta.concrete_fields:
        if field.name in HIDDEN or field.name in skip:
            continue
        shown[capfirst(str(field.verbose_name))] = _value(row, field)
    return shown


def _value(row: models.Model, field: "models.Field[Any, Any]") -> Any:
    value = getattr(row, field.name)
    base = getattr(field, "base_field", field)
    if base.choices:
        names = dict(base.flatchoices)
        if isinstance(value, list):
            return [str(names.get(one, one)) for one in value]
        return "" if value is None else str(names.get(value, value))
    return str(value) if isinstance(value, models.Model) else value


def keeper() -> Keeper:
    """Return the entry of this app in the register; its models are known by then."""
    return Keeper(
        name="seekers",
        tables=[
            Seeker._meta.label,
            Movement._meta.label,
            *(key.model._meta.label for key in belongings()),
        ],
        export=export,
        erase=erase,
        identify=identify,
        hold=hold,
        sightings=sightings,
        consents=consents,
        withdraw=withdraw,
    )
