"""What a seeker tells about himself: begun once, saved step by step, never over something newer."""

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction as database
from django.db.models import Field, ManyToManyField
from django.utils.translation import gettext_lazy as _

from seekers.models import Seeker
from sikas import clock, origins
from sikas.accounts.models import User
from sikas.ui.formats import format_time


class ChangedMeanwhileError(ValidationError):
    """Another device, or an officer, saved the same part meanwhile; `fresh` is what is there."""

    def __init__(self, fresh: Seeker) -> None:
        self.fresh = fresh
        super().__init__(
            _(
                "Bagian ini sudah diubah dari perangkat lain atau oleh petugas pukul %(when)s, "
                "setelah Anda membukanya. Isian Anda masih di bawah. Simpan lagi untuk "
                "menggantikannya."
            ),
            params={"when": format_time(fresh.updated_at)},
        )


def own_profile(person: User) -> Seeker:
    """Return the profile of `person`; one that was never saved has what the account knows."""
    return Seeker.objects.visible_to(person).first() or Seeker(**_known(person))


def start_profile(*, person: User) -> Seeker:
    """Save the profile of `person` unless there is one; two taps make one."""
    seeker, _created = Seeker.objects.get_or_create(user=person, defaults=_known(person))
    return seeker


def fingerprint(seeker: Seeker, columns: Iterable[str]) -> str:
    """Return what tells one state of these columns from another."""
    text = "\x1f".join(str(_plain(seeker, name)) for name in columns)
    return hashlib.sha256(text.encode()).hexdigest()


@database.atomic
def save_step(
    *, seeker: Seeker, values: Mapping[str, Any], seen: str, columns: Iterable[str]
) -> None:
    """Write the columns of one step, unless they have changed since `seen`.

    Rows of other tables (`wished_areas`) are given as a list. Raises ChangedMeanwhileError
    and OfficialFieldError; then nothing is written.
    """
    fresh = locked(seeker)
    changed = [name for name, value in values.items() if _plain(fresh, name) != _bare(value)]
    if not changed:
        return
    if fingerprint(fresh, columns) != seen:
        raise ChangedMeanwhileError(fresh)
    origins.refuse(fresh, changed)
    several = {name for name in changed if isinstance(_column(name), ManyToManyField)}
    for name in changed:
        if name in several:
            getattr(fresh, name).set(values[name])
        else:
            setattr(fresh, name, values[name])
    fresh.updated_at = clock.now()
    fresh.save(update_fields=[*(name for name in changed if name not in several), "updated_at"])


def locked(seeker: Seeker) -> Seeker:
    """Return the profile as it is now, held until the transaction ends."""
    return Seeker.objects.select_for_update(no_key=True).get(pk=seeker.pk)


def _known(person: User) -> dict[str, Any]:
    return {"user": person, "name": person.name, "phone": person.phone or ""}


def _column(name: str) -> "Field[Any, Any]":
    return Seeker._meta.get_field(name)  # type: ignore[return-value]


def _plain(seeker: Seeker, name: str) -> Any:
    """Return a value that can be compared: a key instead of its row, several in one order."""
    column: Any = _column(name)
    if isinstance(column, ManyToManyField):
        return _bare(getattr(seeker, name).all()) if seeker.pk else []
    return _bare(getattr(seeker, column.attname))


def _bare(value: Any) -> Any:
    if isinstance(value, str | bytes) or not hasattr(value, "__iter__"):
        return getattr(value, "pk", value)
    parts = [_bare(part) for part in value]
    return sorted(parts)
