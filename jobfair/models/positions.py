"""A company's vacancy, shown in a fair."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from employers.enums import CompanyState
from jobfair.enums import POSITION_TRANSITIONS, BoothState, PositionState
from jobfair.models.booths import Booth
from jobfair.models.fairs import Fair
from jobs.enums import VacancyState
from jobs.models import Vacancy
from sikas.clock import DatabaseNow
from sikas.workflow.models import StatefulModel, TransitionRecord


class PositionQuerySet(models.QuerySet["Position"]):
    """Reads of positions by who looks."""

    def open(self) -> "PositionQuerySet":
        """Positions that an officer verified and that are still open as a vacancy."""
        return self.filter(
            state=PositionState.VERIFIED,
            vacancy__state=VacancyState.PUBLISHED,
            vacancy__closes_at__gt=DatabaseNow(),
        )

    def listed(self) -> "PositionQuerySet":
        """Positions that the public sees: open ones in a listed booth."""
        return self.open().filter(
            booth__state=BoothState.READY, booth__company__state=CompanyState.VERIFIED
        )

    def visible_to(self, user: models.Model) -> "PositionQuerySet":
        """Positions of the companies for which `user` acts."""
        members = {"booth__company__members__user": user}
        return self.filter(booth__company__members__is_active=True, **members)


class Position(StatefulModel):
    """A vacancy in a fair; `cap` is how many applications the company wants at most, if it says.

    `taken` counts only while there is a cap: without one no row is shared by all who apply.
    """

    TRANSITIONS = POSITION_TRANSITIONS

    fair = models.ForeignKey(Fair, on_delete=models.PROTECT, related_name="positions")
    booth = models.ForeignKey(Booth, on_delete=models.PROTECT, related_name="positions")
    vacancy = models.ForeignKey(
        Vacancy, verbose_name=_("lowongan"), on_delete=models.PROTECT, related_name="+"
    )
    cap = models.PositiveIntegerField(_("lamaran paling banyak"), null=True, blank=True)
    taken = models.PositiveIntegerField(default=0, editable=False)
    state = models.CharField(
        _("keadaan"), max_length=20, choices=PositionState, default=PositionState.PROPOSED
    )

    objects = PositionQuerySet.as_manager()

    class Meta:
        verbose_name = _("jabatan di job fair")
        verbose_name_plural = _("jabatan di job fair")
        ordering = ["booth", "pk"]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(
                fields=["fair", "vacancy"],
                name="position_once_per_fair",
                violation_error_message=_("Lowongan ini sudah ada di job fair."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=PositionState.values),
                name="position_state_known",
                violation_error_message=_("Keadaan jabatan tidak dikenal."),
            ),
            models.CheckConstraint(
                condition=Q(cap__isnull=True) | Q(cap__gt=0, taken__lte=F("cap")),
                name="position_within_cap",
                violation_error_message=_("Jumlah lamaran sudah mencapai batas perusahaan."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.vacancy)


class PositionTransition(TransitionRecord):
    """A step of a position."""

    subject = models.ForeignKey(Position, on_delete=models.CASCADE, related_name="transitions")

    class Meta(TransitionRecord.Meta):
        verbose_name = _("langkah jabatan di job fair")
        verbose_name_plural = _("langkah jabatan di job fair")
        default_permissions = ()
