"""A fair: its times, its rules, and what its officers decided."""

from datetime import time, timedelta
from typing import ClassVar

import pghistory
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import CharField, F, Func, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jobfair.enums import FAIR_TRANSITIONS, STANDING, FairState, Phase
from sikas import clock
from sikas.clock import DatabaseNow
from sikas.reference.enums import EducationLevel
from sikas.workflow.models import StatefulModel, TransitionRecord

MOST_EXTENSIONS = 2
LONGEST = timedelta(days=8)
GRACE = timedelta(seconds=60)  # for requests that arrived in time and are still on their way


class Window(Func):
    """The time in which a fair takes applications, as a range without its end."""

    function = "tstzrange"
    output_field = DateTimeRangeField()


class PhaseNow(Func):
    """Where a fair is at this moment, by the one clock."""

    function = "jobfair_phase"
    output_field = CharField()

    def __init__(self) -> None:
        columns = ("state", "registration_at", "opens_at", "closes_at", "grace")
        super().__init__(*map(F, columns), DatabaseNow())


class FairQuerySet(models.QuerySet["Fair"]):
    """Reads of fairs; the database's clock decides where each is."""

    def with_phase(self) -> "FairQuerySet":
        """Give each fair its `phase`."""
        return self.annotate(phase=PhaseNow())

    def listed(self) -> "FairQuerySet":
        """Public fairs that lists and the home page name: no rehearsals."""
        return self.public().filter(is_rehearsal=False)

    def public(self) -> "FairQuerySet":
        """Fairs whose pages everybody may open, with their phase."""
        seen = Q(catalogue_at__lte=DatabaseNow(), state__in=STANDING)
        called_off = Q(state=FairState.CANCELLED, announced_at__isnull=False)
        return self.with_phase().filter(seen | called_off, is_archived=False)


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Fair(StatefulModel):
    """A week in which people apply at many companies at once, within limits.

    It takes applications from `opens_at` until before `closes_at`. Whether it is open is never
    stored: it follows from the database's clock, so that it opens and closes without any worker.
    """

    TRANSITIONS = FAIR_TRANSITIONS
    STATE_TIMESTAMPS: ClassVar = {
        FairState.ANNOUNCED: "announced_at",
        FairState.PAUSED: "paused_at",
        FairState.REPORTED: "reported_at",
    }

    name = models.CharField(_("nama"), max_length=120)
    slug = models.SlugField(_("alamat"), max_length=60, unique=True)
    about = models.TextField(_("tentang"), max_length=4000, blank=True)
    venue = models.CharField(_("tempat"), max_length=200, blank=True)
    catalogue_at = models.DateTimeField(_("katalog tampil"))
    registration_at = models.DateTimeField(_("pendaftaran dibuka"))
    opens_at = models.DateTimeField(_("lamaran dibuka"))
    closes_at = models.DateTimeField(_("lamaran ditutup"))
    grace = models.DurationField(_("tenggang"), default=GRACE, editable=False)
    morning_from = models.TimeField(_("jam langsung pagi, dari"), default=time(9))
    morning_until = models.TimeField(_("sampai"), default=time(12))
    afternoon_from = models.TimeField(_("jam langsung siang, dari"), default=time(13, 30))
    afternoon_until = models.TimeField(_("sampai"), default=time(16))
    quota = models.PositiveSmallIntegerField(_("lamaran paling banyak per orang"), default=15)
    outcome_days = models.PositiveSmallIntegerField(_("hari sampai ada jawaban"), default=14)
    residents_only = models.BooleanField(_("hanya penduduk daerah ini"), default=False)
    age_min = models.PositiveSmallIntegerField(_("usia terendah"), null=True, blank=True)
    age_max = models.PositiveSmallIntegerField(_("usia tertinggi"), null=True, blank=True)
    education = models.PositiveSmallIntegerField(
        _("pendidikan terendah"), choices=EducationLevel, null=True, blank=True
    )
    state = models.CharField(
        _("keadaan"), max_length=20, choices=FairState, default=FairState.DRAFT
    )
    extensions = models.PositiveSmallIntegerField(_("diperpanjang"), default=0, editable=False)
    is_rehearsal = models.BooleanField(
        _("gladi bersih"),
        default=False,
        help_text=_("Tidak ada di daftar, dan boleh bersamaan dengan job fair lain."),
    )
    is_archived = models.BooleanField(_("diarsipkan"), default=False)
    created_at = models.DateTimeField(_("dibuat"), default=clock.now, editable=False)
    announced_at = models.DateTimeField(_("diumumkan"), null=True, blank=True, editable=False)
    paused_at = models.DateTimeField(_("dijeda"), null=True, blank=True, editable=False)
    reported_at = models.DateTimeField(_("dilaporkan"), null=True, blank=True, editable=False)

    objects = FairQuerySet.as_manager()
    phase: str  # set by with_phase

    class Meta:
        verbose_name = _("job fair")
        verbose_name_plural = _("job fair")
        ordering = ["-opens_at", "-pk"]
        default_permissions = ("view",)
        permissions = [("manage_fair", _("Mengelola job fair"))]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=FairState.values),
                name="fair_state_known",
                violation_error_message=_("Keadaan job fair tidak dikenal."),
            ),
            models.CheckConstraint(
                condition=Q(catalogue_at__lte=F("opens_at"))
                & Q(registration_at__lte=F("opens_at"))
                & Q(opens_at__lt=F("closes_at")),
                name="fair_times_in_order",
                violation_error_message=_(
                    "Katalog dan pendaftaran mendahului pembukaan, pembukaan mendahului penutupan."
                ),
            ),
            models.CheckConstraint(
                condition=Q(closes_at__lte=F("opens_at") + LONGEST * (1 + MOST_EXTENSIONS)),
                name="fair_not_too_long",
                violation_error_message=_("Job fair paling lama 8 hari, ditambah perpanjangan."),
            ),
            models.CheckConstraint(
                condition=Q(quota__gte=1, quota__lte=100),
                name="fair_quota_plausible",
                violation_error_message=_("Batas lamaran per orang 1 sampai 100."),
            ),
            models.CheckConstraint(
                condition=Q(outcome_days__gte=1, outcome_days__lte=60),
                name="fair_outcome_days_plausible",
                violation_error_message=_("Jawaban paling lambat 1 sampai 60 hari."),
            ),
            models.CheckConstraint(
                condition=Q(extensions__lte=MOST_EXTENSIONS),
                name="fair_extended_twice_at_most",
                violation_error_message=_("Job fair paling banyak diperpanjang dua kali."),
            ),
            models.CheckConstraint(
                condition=Q(morning_from__lt=F("morning_until"))
                & Q(morning_until__lte=F("afternoon_from"))
                & Q(afternoon_from__lt=F("afternoon_until")),
                name="fair_hours_in_order",
                violation_error_message=_("Periksa urutan jam langsung."),
            ),
            models.CheckConstraint(
                condition=Q(age_min__isnull=True)
                | Q(age_max__isnull=True)
                | Q(age_min__lte=F("age_max")),
                name="fair_ages_in_order",
                violation_error_message=_("Usia terendah tidak boleh melebihi usia tertinggi."),
            ),
            models.CheckConstraint(
                condition=~Q(state=FairState.PAUSED) | Q(paused_at__isnull=False),
                name="fair_paused_has_time",
                violation_error_message=_("Job fair yang dijeda harus punya waktunya."),
            ),
            ExclusionConstraint(
                name="fair_one_at_a_time",
                expressions=[(Window("opens_at", "closes_at"), RangeOperators.OVERLAPS)],
                condition=Q(state__in=STANDING, is_rehearsal=False),
                violation_error_message=_("Waktu ini bertumpang dengan job fair lain."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the address of the lobby."""
        return reverse("fair", args=[self.slug])

    @property
    def is_open(self) -> bool:
        """Tell whether it took applications when it was read with its phase."""
        return self.phase == Phase.OPEN

    @property
    def is_over(self) -> bool:
        """Tell whether it takes none any more."""
        return self.phase in (Phase.CLOSED, Phase.REPORTED)


class FairTransition(TransitionRecord):
    """A decision about a fair; a change of times stands here too, from a state to itself."""

    subject = models.ForeignKey(Fair, on_delete=models.CASCADE, related_name="transitions")

    class Meta(TransitionRecord.Meta):
        verbose_name = _("keputusan job fair")
        verbose_name_plural = _("keputusan job fair")
        default_permissions = ()


class Announcement(models.Model):
    """What officers tell everybody in a fair, while it is active."""

    fair = models.ForeignKey(Fair, on_delete=models.CASCADE, related_name="announcements")
    text = models.CharField(_("pengumuman"), max_length=500)
    active_from = models.DateTimeField(_("tampil dari"), default=clock.now)
    active_until = models.DateTimeField(_("sampai"), null=True, blank=True)
    is_about_times = models.BooleanField(_("tentang waktu"), default=False, db_default=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("oleh"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("diturunkan oleh"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        verbose_name = _("pengumuman")
        verbose_name_plural = _("pengumuman")
        ordering = ["-active_from", "-pk"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(active_until__isnull=True) | Q(active_until__gt=F("active_from")),
                name="announcement_times_in_order",
                violation_error_message=_("Pengumuman harus berakhir sesudah mulai."),
            )
        ]

    def __str__(self) -> str:
        return self.text
