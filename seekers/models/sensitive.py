"""What few may see: a disability, whose NIK was looked at, and NIKs that two profiles gave."""

from datetime import datetime

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from seekers.enums import NIK_CONFLICT_TRANSITIONS, NikConflictState
from seekers.models.erasure import living_seekers_only
from seekers.models.seekers import Seeker
from sikas import clock
from sikas.reference.enums import Disability
from sikas.workflow.models import StatefulModel, TransitionRecord


class SeekerDisability(models.Model):
    """A disability that a seeker chose to tell (UU 8/2016); exists only with its consent.

    Companies see it only when `released`; withdrawing the consent deletes the row.
    """

    seeker = models.OneToOneField(Seeker, on_delete=models.CASCADE, related_name="disability")
    kinds = ArrayField(
        models.CharField(max_length=12, choices=Disability), verbose_name=_("jenis disabilitas")
    )
    needs = models.CharField(_("yang Anda perlukan saat bekerja"), max_length=250, blank=True)
    released = models.BooleanField(_("boleh dilihat perusahaan yang saya lamar"), default=False)
    consented_at = models.DateTimeField(_("disetujui"), default=clock.now)
    consent_version = models.CharField(_("versi persetujuan"), max_length=10)

    class Meta:
        verbose_name = _("disabilitas")
        verbose_name_plural = _("disabilitas")
        default_permissions = ()
        triggers = [living_seekers_only()]
        constraints = [
            models.CheckConstraint(
                condition=Q(kinds__len__gt=0) & Q(kinds__contained_by=Disability.values),
                name="disability_has_known_kinds",
                violation_error_message=_("Pilih paling sedikit satu jenis."),
            )
        ]

    def __str__(self) -> str:
        return ", ".join(self.kinds)


class NikView(models.Model):
    """An officer looked at a full NIK; append-only, the holder reads it in Data Saya."""

    seeker = models.ForeignKey(Seeker, on_delete=models.CASCADE, related_name="nik_views")
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("petugas"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    purpose = models.CharField(_("keperluan"), max_length=200)
    at = models.DateTimeField(_("waktu"), default=clock.now)

    class Meta:
        verbose_name = _("NIK dilihat")
        verbose_name_plural = _("NIK dilihat")
        ordering = ["-at", "-pk"]
        default_permissions = ("view",)
        triggers = [living_seekers_only()]

    def __str__(self) -> str:
        return self.purpose


class NikConflict(StatefulModel):
    """A profile gave a NIK that another profile holds; the counter finds out whose it is.

    The person is told nothing that would show that the NIK is known.
    """

    TRANSITIONS = NIK_CONFLICT_TRANSITIONS

    seeker = models.ForeignKey(Seeker, on_delete=models.CASCADE, related_name="nik_conflicts")
    state = models.CharField(
        _("keadaan"), max_length=20, choices=NikConflictState, default=NikConflictState.OPEN
    )
    created_at = models.DateTimeField(_("diajukan"), default=clock.now)

    class Meta:
        verbose_name = _("NIK ganda")
        verbose_name_plural = _("NIK ganda")
        ordering = ["created_at", "pk"]
        default_permissions = ("view",)
        triggers = [living_seekers_only()]
        constraints = [
            models.UniqueConstraint(
                fields=["seeker"],
                condition=Q(state=NikConflictState.OPEN),
                name="nik_conflict_open_once",
                violation_error_message=_("Masih ada pemeriksaan NIK yang berjalan."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=NikConflictState.values),
                name="nik_conflict_state_known",
                violation_error_message=_("Keadaan ini tidak dikenal."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.seeker)

    @property
    def submitted_at(self) -> datetime:
        """Since when it waits, as every case of a queue says."""
        return self.created_at


class NikConflictTransition(TransitionRecord):
    """How a conflict was settled."""

    subject = models.ForeignKey(NikConflict, on_delete=models.CASCADE, related_name="transitions")

    class Meta(TransitionRecord.Meta):
        verbose_name = _("langkah NIK ganda")
        verbose_name_plural = _("langkah NIK ganda")
