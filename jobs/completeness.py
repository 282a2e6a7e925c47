"""What a vacancy still lacks before it can be submitted, and in which step it is filled in."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from jobs.deadlines import last_day, today
from jobs.enums import Step
from jobs.models import Vacancy
from jobs.models.vacancies import ADULT
from sikas.ui.formats import format_date


@dataclass(frozen=True)
class Missing:
    """One thing to fill in: the step of the wizard and what to do there."""

    step: Step
    text: str


def missing(vacancy: Vacancy) -> list[Missing]:
    """Return what is missing, in the order of the steps."""
    return [*_position(vacancy), *_work(vacancy), *_limits(vacancy)]


def _position(vacancy: Vacancy) -> Iterator[Missing]:
    if not vacancy.title:
        yield Missing(Step.POSITION, _("Isi judul lowongan."))
    if not vacancy.occupation_id:
        yield Missing(Step.POSITION, _("Pilih jabatan."))
    if not vacancy.openings:
        yield Missing(Step.POSITION, _("Isi jumlah kebutuhan, paling sedikit satu orang."))


def _work(vacancy: Vacancy) -> Iterator[Missing]:
    if not vacancy.description:
        yield Missing(Step.WORK, _("Isi uraian pekerjaan."))
    if not (vacancy.area_id or vacancy.country):
        yield Missing(Step.WORK, _("Pilih tempat kerja."))
    if vacancy.country and not vacancy.permit_number:
        yield Missing(Step.WORK, _("Isi nomor izin penempatan (P3MI) untuk kerja di luar negeri."))
    if not vacancy.closes_at:
        yield Missing(Step.WORK, _("Isi batas waktu melamar."))
    elif not today() <= (day := timezone.localdate(vacancy.closes_at)) <= last_day():
        words = _("Batas waktu %(day)s tidak dapat dipakai. Isi hari ini sampai %(last)s.")
        named = {"day": format_date(day), "last": format_date(last_day())}
        yield Missing(Step.WORK, words % named)


def _limits(vacancy: Vacancy) -> Iterator[Missing]:
    limited = vacancy.age_min or vacancy.age_max or vacancy.personal_limits
    if limited and not vacancy.limits_reason:
        yield Missing(
            Step.REQUIREMENTS, _("Tulis mengapa pekerjaan ini memerlukan syarat pribadi.")
        )
    if vacancy.country and (vacancy.age_min or 0) < ADULT:
        words = _("Kerja di luar negeri: isi usia terendah, paling sedikit %s tahun.")
        yield Missing(Step.REQUIREMENTS, words % ADULT)
