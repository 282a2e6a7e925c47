"""Placements: one per hire; confirmed, it counts in the register of movements."""

from datetime import timedelta
from typing import ClassVar

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jobs.enums import PLACEMENT_TRANSITIONS, PlacementKind, PlacementState
from jobs.models.applications import Application
from jobs.models.vacancies import Vacancy
from sikas.clock import DatabaseNow
from sikas.workflow.models import StatefulModel, TransitionRecord

# So long a hire waits for the word of the one who was hired; then an officer asks by telephone.
SEEKERS_TURN = timedelta(days=14)


class PlacementQuerySet(models.QuerySet["Placement"]):
    """Reads of placements."""

    def standing(self) -> "PlacementQuerySet":
        """Placements that take one of a vacancy's openings."""
        return self.exclude(state=PlacementState.VOID)

    def waiting(self) -> "PlacementQuerySet":
        """Placements that wait for an officer: disputed, or not confirmed for SEEKERS_TURN."""
        late = Q(state=PlacementState.REPORTED, created_at__lte=DatabaseNow() - SEEKERS_TURN)
        nobody = Q(state=PlacementState.REPORTED, application__seeker__user=None)
        return self.filter(Q(state=PlacementState.DISPUTED) | late | nobody)


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Placement(StatefulModel):
    """Somebody was hired: from when, of which kind, for what wage a month if it was told."""

    TRANSITIONS = PLACEMENT_TRANSITIONS
    STATE_TIMESTAMPS: ClassVar = {PlacementState.CONFIRMED: "confirmed_at"}

    application = models.OneToOneField(
        Application,
        verbose_name=_("lamaran"),
        on_delete=models.PROTECT,
        related_name="placement",
    )
    vacancy = models.ForeignKey(
        Vacancy, verbose_name=_("lowongan"), on_delete=models.PROTECT, related_name="placements"
    )
    kind = models.CharField(_("jenis penempatan"), max_length=4, choices=PlacementKind)
    started_on = models.DateField(_("mulai bekerja"))
    wage = models.PositiveIntegerField(_("upah sebulan"), null=True, blank=True)
    state = models.CharField(
        _("keadaan"), max_length=20, choices=PlacementState, default=PlacementState.REPORTED
    )
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("dikonfirmasi oleh"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    created_at = models.DateTimeField(_("dilaporkan"), db_default=DatabaseNow(), editable=False)
    confirmed_at = models.DateTimeField(_("dikonfirmasi"), null=True, blank=True, editable=False)

    objects = PlacementQuerySet.as_manager()

    class Meta:
        verbose_name = _("penempatan")
        verbose_name_plural = _("penempatan")
        ordering = ["-created_at", "-pk"]
        default_permissions = ("view",)
        permissions = [("settle_placement", _("Mengonfirmasi penempatan"))]
        indexes = [
            models.Index(
                "created_at",
                condition=Q(state__in=[PlacementState.REPORTED, PlacementState.DISPUTED]),
                name="placement_to_settle",
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=PlacementState.values),
                name="placement_state_known",
                violation_error_message=_("Keadaan penempatan tidak dikenal."),
            ),
            models.CheckConstraint(
                condition=Q(kind__in=PlacementKind.values),
                name="placement_kind_known",
                violation_error_message=_("Pilih jenis penempatan."),
            ),
            models.CheckConstraint(
                condition=Q(state=PlacementState.CONFIRMED, confirmed_at__isnull=False)
                | (~Q(state=PlacementState.CONFIRMED) & Q(confirmed_at__isnull=True)),
                name="placement_confirmed_has_time",
                violation_error_message=_("Penempatan yang dikonfirmasi harus punya waktunya."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application.name or _('(data dihapus)')} · {self.vacancy}"


class PlacementTransition(TransitionRecord):
    """A step of a placement."""

    subject = models.ForeignKey(Placement, on_delete=models.CASCADE, related_name="transitions")

    class Meta(TransitionRecord.Meta):
        verbose_name = _("langkah penempatan")
        verbose_name_plural = _("langkah penempatan")
        default_permissions = ()
