"""States and kinds of a vacancy."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from sikas.reference.enums import Disability, EmploymentType

__all__ = [
    "IN_THE_MAKING",
    "SCHEMA_TYPES",
    "VACANCY_TRANSITIONS",
    "ApplyMode",
    "CloseReason",
    "Disability",
    "EmploymentType",
    "Source",
    "Step",
    "VacancyState",
]


class VacancyState(models.TextChoices):
    """Where a vacancy stands; whether it is open also depends on `closes_at` and its company."""

    DRAFT = "draft", _("Belum diajukan")
    SUBMITTED = "submitted", _("Diajukan")
    PUBLISHED = "published", _("Terbit")
    CLOSED = "closed", _("Ditutup")
    RETURNED = "returned", _("Perlu perbaikan")
    REJECTED = "rejected", _("Ditolak")


# A company may take a vacancy back to correct it; then the office reads it again.
VACANCY_TRANSITIONS = {
    VacancyState.DRAFT: frozenset({VacancyState.SUBMITTED}),
    VacancyState.SUBMITTED: frozenset(
        {
            VacancyState.PUBLISHED,
            VacancyState.RETURNED,
            VacancyState.REJECTED,
            VacancyState.DRAFT,
        }
    ),
    VacancyState.RETURNED: frozenset({VacancyState.SUBMITTED}),
    VacancyState.PUBLISHED: frozenset({VacancyState.CLOSED, VacancyState.DRAFT}),
    VacancyState.CLOSED: frozenset(),
    VacancyState.REJECTED: frozenset(),
}


# The company may still write in these; what must be complete is so from submission on.
IN_THE_MAKING = (VacancyState.DRAFT, VacancyState.RETURNED)


class CloseReason(models.TextChoices):
    """Why a vacancy closed."""

    FILLED = "filled", _("Terisi")
    EXPIRED = "expired", _("Lewat batas waktu")
    WITHDRAWN = "withdrawn", _("Ditarik")


class Source(models.TextChoices):
    """Where a vacancy was posted first."""

    LOCAL = "local", _("Disnaker")
    KARIRHUB = "karirhub", _("Karirhub Kemnaker")
    PARTNER = "partner", _("Portal mitra")


class ApplyMode(models.TextChoices):
    """Whether one applies here or on the portal of origin."""

    INTERNAL = "internal", _("Lamar di sini")
    EXTERNAL = "external", _("Lamar di portal asal")


# Kinds of work relation in the words of schema.org.
SCHEMA_TYPES = {
    EmploymentType.FULL_TIME: "FULL_TIME",
    EmploymentType.PART_TIME: "PART_TIME",
    EmploymentType.CONTRACT: "CONTRACTOR",
    EmploymentType.DAILY: "PER_DIEM",
    EmploymentType.INTERNSHIP: "INTERN",
}


class Step(models.TextChoices):
    """Steps in which a company writes a vacancy, by their part of the address."""

    POSITION = "posisi", _("Posisi")
    WORK = "pekerjaan", _("Pekerjaan")
    REQUIREMENTS = "syarat", _("Syarat")
    INCLUSION = "inklusi", _("Disabilitas")
    REVIEW = "periksa", _("Periksa")
