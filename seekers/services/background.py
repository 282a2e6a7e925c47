"""What a seeker learned, did and can do: rows added, changed and removed."""

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction as database
from django.utils.translation import gettext_lazy as _

from seekers.models import Education, Experience, Language, Seeker, Skill
from seekers.services.profile import locked
from sikas import clock
from sikas.reference.selectors import search_occupations

Row = Education | Experience | Skill | Language
MAX_ROWS = 30  # of one list; a CV with more is read by nobody
SURE = 0.9  # likeness from which a position is taken for an occupation of the list


class TooManyRowsError(ValidationError):
    """The list is full."""

    def __init__(self) -> None:
        super().__init__(_("Daftar ini sudah penuh. Hapus yang tidak penting dulu."))


@database.atomic
def save_row(*, seeker: Seeker, row: Row) -> None:
    """Write a new or changed row of `seeker`; the very same row told twice stays one.

    A job's occupation of the list is found by its position. Raises TooManyRowsError, and
    ValidationError with the words of the constraint when another row says the same already.
    """
    fresh = locked(seeker)  # two taps, one after the other
    row.seeker = fresh
    if isinstance(row, Experience):
        row.occupation_id = _occupation_of(row.position)
    rows = type(row)._default_manager.filter(seeker=fresh)
    if row.pk is None:
        if rows.filter(**_values(row)).exists():
            return
        if rows.count() >= MAX_ROWS:
            raise TooManyRowsError
    try:
        row.validate_constraints()
    except ValidationError as error:
        raise ValidationError(error.message_dict[NON_FIELD_ERRORS]) from error
    row.save()
    _touch(fresh)


@database.atomic
def remove_row(*, row: Row) -> None:
    """Delete a row."""
    row.delete()
    _touch(row.seeker)


def _touch(seeker: Seeker) -> None:
    Seeker.objects.filter(pk=seeker.pk).update(updated_at=clock.now())


def _values(row: Row) -> dict[str, object]:
    columns = [field for field in row._meta.concrete_fields if not field.primary_key]
    values = {field.attname: getattr(row, field.attname) for field in columns}
    return {
        f"{name}__isnull" if value is None else name: True if value is None else value
        for name, value in values.items()
    }


def _occupation_of(position: str) -> int | None:
    found = search_occupations(position, limit=1)
    return found[0].id if found and found[0].likeness >= SURE else None
