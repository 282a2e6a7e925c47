"""States and kinds of a vacancy, and of what follows from one: applications, interviews, hires."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from sikas.reference.enums import Disability, EmploymentType

__all__ = [
    "APPLICATION_TRANSITIONS",
    "DECIDED",
    "INTERVIEW_TRANSITIONS",
    "IN_THE_MAKING",
    "PLACEMENT_TRANSITIONS",
    "SCHEMA_TYPES",
    "UNDECIDED",
    "VACANCY_TRANSITIONS",
    "ApplicationState",
    "ApplyMode",
    "CloseReason",
    "Disability",
    "EmploymentType",
    "InterviewKind",
    "InterviewState",
    "PlacementKind",
    "PlacementState",
    "RejectReason",
    "Rhythm",
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


# What people call the portal of origin within a sentence.
PORTALS = {
    Source.LOCAL: "SIKAS",
    Source.KARIRHUB: _("Karirhub"),
    Source.PARTNER: _("portal mitra"),
}


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


class Rhythm(models.TextChoices):
    """How often somebody is told of new vacancies for a search."""

    DAILY = "daily", _("Setiap hari")
    WEEKLY = "weekly", _("Setiap Senin")


class Step(models.TextChoices):
    """Steps in which a company writes a vacancy, by their part of the address."""

    POSITION = "posisi", _("Posisi")
    WORK = "pekerjaan", _("Pekerjaan")
    REQUIREMENTS = "syarat", _("Syarat")
    INCLUSION = "inklusi", _("Disabilitas")
    REVIEW = "periksa", _("Periksa")


class ApplicationState(models.TextChoices):
    """Where an application stands, in the words that both sides read."""

    SENT = "sent", _("Terkirim")
    VIEWED = "viewed", _("Dilihat")
    SHORTLISTED = "shortlisted", _("Dipanggil")
    INTERVIEW = "interview", _("Wawancara")
    OFFERED = "offered", _("Ditawari")
    HIRED = "hired", _("Diterima")
    NOT_SELECTED = "not_selected", _("Belum cocok")
    WITHDRAWN = "withdrawn", _("Ditarik")
    UNANSWERED = "unanswered", _("Tidak ditanggapi")


# The seeker waits for the company in these; in the others there is an outcome.
UNDECIDED = (
    ApplicationState.SENT,
    ApplicationState.VIEWED,
    ApplicationState.SHORTLISTED,
    ApplicationState.INTERVIEW,
    ApplicationState.OFFERED,
)
DECIDED = tuple(state for state in ApplicationState if state not in UNDECIDED)
_STAGES = frozenset(UNDECIDED) - {ApplicationState.SENT}
_ANSWERS = frozenset({ApplicationState.HIRED, ApplicationState.NOT_SELECTED})
_ENDS = _ANSWERS | {ApplicationState.WITHDRAWN, ApplicationState.UNANSWERED}

# Companies skip stages and correct a wrong tap; an answer that came late is still an answer.
APPLICATION_TRANSITIONS = {
    **{state: (_STAGES - {state}) | _ENDS for state in UNDECIDED},
    ApplicationState.UNANSWERED: (_STAGES - {ApplicationState.VIEWED})
    | _ANSWERS
    | {ApplicationState.WITHDRAWN},
    ApplicationState.HIRED: frozenset[ApplicationState](),
    ApplicationState.NOT_SELECTED: frozenset[ApplicationState](),
    ApplicationState.WITHDRAWN: frozenset[ApplicationState](),
}


class RejectReason(models.TextChoices):
    """Why somebody was not selected, as the seeker reads it at once."""

    FILLED = "filled", _("Lowongan sudah terisi")
    REQUIREMENTS = "requirements", _("Syarat lowongan belum terpenuhi")
    EXPERIENCE = "experience", _("Mencari pengalaman yang lain")
    EDUCATION = "education", _("Mencari pendidikan atau jurusan lain")
    PLACE = "place", _("Tempat tinggal atau jam kerja tidak sesuai")
    NO_SHOW = "no_show", _("Tidak hadir atau tidak dapat dihubungi")
    OTHERS = "others", _("Pelamar lain lebih sesuai")
    OTHER = "other", _("Alasan lain")


class InterviewKind(models.TextChoices):
    """How an interview is held."""

    PLACE = "place", _("Bertemu di tempat")
    PHONE = "phone", _("Lewat telepon")
    LINK = "link", _("Panggilan video")


class InterviewState(models.TextChoices):
    """What became of an invitation to an interview."""

    INVITED = "invited", _("Menunggu jawaban")
    ACCEPTED = "accepted", _("Disetujui pelamar")
    OTHER_TIME = "other_time", _("Minta waktu lain")
    CANCELLED = "cancelled", _("Dibatalkan")
    DONE = "done", _("Selesai")
    NO_SHOW = "no_show", _("Tidak hadir")


_HELD = frozenset({InterviewState.DONE, InterviewState.NO_SHOW})
INTERVIEW_TRANSITIONS = {
    InterviewState.INVITED: _HELD
    | {InterviewState.ACCEPTED, InterviewState.OTHER_TIME, InterviewState.CANCELLED},
    InterviewState.ACCEPTED: _HELD
    | {InterviewState.INVITED, InterviewState.OTHER_TIME, InterviewState.CANCELLED},
    # The company proposes another time (INVITED again), or keeps the old one after a call.
    InterviewState.OTHER_TIME: _HELD
    | {InterviewState.INVITED, InterviewState.ACCEPTED, InterviewState.CANCELLED},
    InterviewState.CANCELLED: frozenset[InterviewState](),
    InterviewState.DONE: frozenset[InterviewState](),
    InterviewState.NO_SHOW: frozenset[InterviewState](),
}


class PlacementKind(models.TextChoices):
    """Where somebody was placed, as report IPK III/8 counts it."""

    AKL = "akl", _("AKL – dalam provinsi")
    AKAD = "akad", _("AKAD – antarprovinsi")
    AKAN = "akan", _("AKAN – ke luar negeri")


class PlacementState(models.TextChoices):
    """Whether a hire that a company told is certain."""

    REPORTED = "reported", _("Menunggu konfirmasi")
    CONFIRMED = "confirmed", _("Dikonfirmasi")
    DISPUTED = "disputed", _("Dibantah pencari kerja")
    VOID = "void", _("Tidak terjadi")


# What the seeker disputes an officer settles; a placement in the register is not taken out again.
PLACEMENT_TRANSITIONS = {
    PlacementState.REPORTED: frozenset(
        {PlacementState.CONFIRMED, PlacementState.DISPUTED, PlacementState.VOID}
    ),
    PlacementState.DISPUTED: frozenset({PlacementState.CONFIRMED, PlacementState.VOID}),
    PlacementState.CONFIRMED: frozenset[PlacementState](),
    PlacementState.VOID: frozenset[PlacementState](),
}


class ExportKind(models.TextChoices):
    """In which form data of applicants leave the portal."""

    XLSX = "xlsx", _("Daftar pelamar (XLSX)")
    ZIP = "zip", _("CV pelamar (ZIP)")
