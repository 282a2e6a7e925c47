"""Applications: what was sent to whom, and every step until there is an answer."""

import secrets
from typing import ClassVar

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jobs.enums import APPLICATION_TRANSITIONS, DECIDED, UNDECIDED, ApplicationState, RejectReason
from jobs.models.vacancies import Vacancy
from seekers.enums import DocumentKind, Sex
from seekers.models import Seeker
from seekers.models.erasure import new_rows_of_living_seekers
from sikas.clock import DatabaseNow
from sikas.documents.models import StoredFile
from sikas.reference.enums import EducationLevel
from sikas.reference.models import Area
from sikas.workflow.models import StatefulModel, TransitionRecord

MAX_LETTER = 2000
MAX_REJECT_NOTE = 500
# Nobody confuses these when a receipt is read out at a counter: no vowels, no 0 O 1 I L.
RECEIPT_LETTERS = "23456789BCDFGHJKMNPQRSTVWXZ"
RECEIPT = r"^[2-9B-DF-HJKMNP-TV-XZ]{4}-[2-9B-DF-HJKMNP-TV-XZ]{4}$"


def new_receipt() -> str:
    """Return a receipt number that nobody can guess, such as `7KPX-42DM`."""
    letters = "".join(secrets.choice(RECEIPT_LETTERS) for _place in range(8))
    return f"{letters[:4]}-{letters[4:]}"


class SearchText(models.Func):
    """What a company finds an applicant by: name, receipt and skills, in small letters.

    Kept in a column, because reading `profile` of thousands of rows is dear.
    """

    template = "lower(name || ' ' || receipt || ' ' || coalesce(profile ->> 'skills', ''))"
    arity = 0
    output_field = models.TextField()


class ApplicationQuerySet(models.QuerySet["Application"]):
    """Reads of applications by who looks."""

    def of_person(self, user: models.Model) -> "ApplicationQuerySet":
        """Applications that `user` sent."""
        return self.filter(seeker__user_id=user.pk, seeker__erased_at__isnull=True)

    def undecided(self) -> "ApplicationQuerySet":
        """Applications whose seeker still waits."""
        return self.filter(state__in=UNDECIDED)


# What is personal stays out of the history; how an application moved is in its transitions.
@pghistory.track(
    pghistory.UpdateEvent(),
    pghistory.DeleteEvent(),
    model_name="ApplicationEvent",
    fields=["seeker", "vacancy", "state", "reject_reason"],
)
class Application(StatefulModel):
    """What a seeker sent for a vacancy: facts of the profile at that moment, letter, documents.

    `key` comes from the form, so that the same form sent twice is one application. The columns from
    `name` to `experience_months` are what lists filter by; `profile` holds the rest as sent (see
    `seekers.snapshot`). `waiting_since` is when the company last gave a sign, else `received_at`.
    """

    TRANSITIONS = APPLICATION_TRANSITIONS
    STATE_TIMESTAMPS: ClassVar = {
        ApplicationState.VIEWED: "viewed_at",
        ApplicationState.SHORTLISTED: "waiting_since",
        ApplicationState.INTERVIEW: "waiting_since",
        ApplicationState.OFFERED: "waiting_since",
        **dict.fromkeys(DECIDED, "decided_at"),
    }

    receipt = models.CharField(_("nomor tanda terima"), max_length=9, unique=True, editable=False)
    key = models.UUIDField(editable=False)
    seeker = models.ForeignKey(
        Seeker,
        verbose_name=_("pencari kerja"),
        on_delete=models.PROTECT,
        related_name="applications",
    )
    vacancy = models.ForeignKey(
        Vacancy, verbose_name=_("lowongan"), on_delete=models.PROTECT, related_name="applications"
    )
    name = models.CharField(_("nama"), max_length=150, blank=True)
    sex = models.PositiveSmallIntegerField(_("jenis kelamin"), choices=Sex, null=True)
    birth_date = models.DateField(_("tanggal lahir"), null=True)
    area = models.ForeignKey(
        Area, verbose_name=_("tempat tinggal"), null=True, on_delete=models.PROTECT
    )
    education = models.PositiveSmallIntegerField(
        _("pendidikan terakhir"), choices=EducationLevel, null=True
    )
    experience_months = models.PositiveSmallIntegerField(_("pengalaman (bulan)"), default=0)
    profile = models.JSONField(_("isi profil"), default=dict)
    letter = models.TextField(_("pesan kepada perusahaan"), max_length=MAX_LETTER, blank=True)
    state = models.CharField(
        _("keadaan"), max_length=20, choices=ApplicationState, default=ApplicationState.SENT
    )
    reject_reason = models.CharField(
        _("alasan belum cocok"), max_length=12, choices=RejectReason, blank=True, default=""
    )
    reject_note = models.CharField(
        _("penjelasan"), max_length=MAX_REJECT_NOTE, blank=True, default=""
    )
    tags = ArrayField(
        models.CharField(max_length=30), verbose_name=_("label"), default=list, blank=True
    )
    search = models.GeneratedField(
        expression=SearchText(), output_field=models.TextField(), db_persist=True
    )
    received_at = models.DateTimeField(_("diterima"), db_default=DatabaseNow(), editable=False)
    waiting_since = models.DateTimeField(
        _("menunggu sejak"), db_default=DatabaseNow(), editable=False
    )
    # An outcome is due by then, whatever the company does meanwhile; None: see services.answers.
    answer_by = models.DateTimeField(_("jawaban paling lambat"), null=True, editable=False)
    # When the company was last told that this one waits: at first, after 7 and after 14 days.
    told_at = models.DateTimeField(null=True, editable=False)
    viewed_at = models.DateTimeField(_("dilihat"), null=True, editable=False)
    decided_at = models.DateTimeField(_("diputuskan"), null=True, editable=False)

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("lamaran")
        verbose_name_plural = _("lamaran")
        ordering = ["-received_at", "-pk"]
        default_permissions = ("view",)
        triggers = [new_rows_of_living_seekers()]
        indexes = [
            models.Index("vacancy", "state", "waiting_since", name="application_of_vacancy"),
            models.Index("seeker", F("received_at").desc(), name="application_of_seeker"),
            models.Index(
                "waiting_since", condition=Q(state__in=UNDECIDED), name="application_waiting"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["seeker", "vacancy"],
                condition=~Q(state=ApplicationState.WITHDRAWN),
                name="application_one_living",
                violation_error_message=_("Anda sudah melamar lowongan ini."),
            ),
            models.UniqueConstraint(
                fields=["seeker", "key"],
                name="application_once_per_form",
                violation_error_message=_("Lamaran ini sudah terkirim."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=ApplicationState.values),
                name="application_state_known",
                violation_error_message=_("Keadaan lamaran tidak dikenal."),
            ),
            models.CheckConstraint(
                condition=Q(receipt__regex=RECEIPT),
                name="application_receipt_shape",
                violation_error_message=_("Nomor tanda terima tidak sah."),
            ),
            models.CheckConstraint(
                condition=Q(
                    state=ApplicationState.NOT_SELECTED, reject_reason__in=RejectReason.values
                )
                | (~Q(state=ApplicationState.NOT_SELECTED) & Q(reject_reason="", reject_note="")),
                name="application_reason_when_not_selected",
                violation_error_message=_("Pilih alasan yang dibaca pelamar."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=UNDECIDED, decided_at__isnull=True)
                | (~Q(state__in=UNDECIDED) & Q(decided_at__isnull=False)),
                name="application_decided_has_time",
                violation_error_message=_("Lamaran yang selesai harus punya waktunya."),
            ),
        ]

    def __str__(self) -> str:
        return self.receipt

    def get_absolute_url(self) -> str:
        """Return where the seeker reads what became of it."""
        return reverse("application", args=[self.receipt])

    @property
    def is_undecided(self) -> bool:
        """Tell whether the seeker still waits for an answer."""
        return self.state in UNDECIDED


class ApplicationTransition(TransitionRecord):
    """A step of an application, as both sides read it in the timeline."""

    subject = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="transitions")

    class Meta(TransitionRecord.Meta):
        verbose_name = _("langkah lamaran")
        verbose_name_plural = _("langkah lamaran")
        default_permissions = ()


class ApplicationDocument(models.Model):
    """A file sent with an application; it outlives its removal from the profile."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="documents")
    kind = models.CharField(_("jenis"), max_length=12, choices=DocumentKind)
    file = models.ForeignKey(
        StoredFile, verbose_name=_("berkas"), on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("dokumen lamaran")
        verbose_name_plural = _("dokumen lamaran")
        default_permissions = ()
        ordering = ["kind", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "file"],
                name="application_document_once",
                violation_error_message=_("Dokumen ini sudah dilampirkan."),
            ),
            # A KTP shows the whole NIK: no company needs it to judge an application.
            models.CheckConstraint(
                condition=Q(kind__in=DocumentKind.values) & ~Q(kind=DocumentKind.KTP),
                name="application_document_kind_allowed",
                violation_error_message=_("Dokumen jenis ini tidak dapat dilampirkan."),
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
