"""The basics: the least that a profile must say before it can be sent to a company."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from seekers import steps
from seekers.models import Seeker
from seekers.steps import Step

COLUMNS: tuple[tuple[str, Step, str | Promise], ...] = (
    ("birth_date", steps.IDENTITY, _("Tanggal lahir")),
    ("sex", steps.IDENTITY, _("Jenis kelamin")),
    ("area_id", steps.ADDRESS, _("Desa atau kelurahan")),
)


@dataclass(frozen=True)
class Basic:
    """Something that is missing: its name, and the step where it is filled in."""

    name: str
    label: str
    step: Step


def missing_basics(seeker: Seeker) -> list[Basic]:
    """Return what is missing in the order of the steps; seekers_snapshot() is the rule."""
    return list(_missing(seeker))


def _missing(seeker: Seeker) -> Iterator[Basic]:
    for column, step, label in COLUMNS:
        if not getattr(seeker, column):
            yield Basic(column.removesuffix("_id"), str(label), step)
    if not seeker.phone and not (seeker.user and seeker.user.email):
        yield Basic("phone", str(_("Nomor HP")), steps.ADDRESS)
    if seeker.pk is None or not seeker.education.exists():
        yield Basic("education", str(_("Pendidikan terakhir")), steps.EDUCATION)
