"""Who may be found for a vacancy, and whom a company invited to apply."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from jobs.models.applications import Application
from jobs.models.vacancies import Vacancy
from seekers.models import Seeker
from seekers.models.erasure import living_seekers_only
from sikas.clock import DatabaseNow

# All that the score reads of a row: it never leaves the index.
SCORED = (
    "seeker", "is_wished", "wished_districts", "ready_to_move", "education", "months",
    "wished_pay", "wished_employment", "sex",
)  # fmt: skip


class Candidate(models.Model):
    """An occupation that a consenting seeker wishes for or worked in, with what matching reads.

    Exists only while the seeker lets every verified company see the profile. Nobody writes this
    table from Python: triggers keep it true in the transaction that changes a profile. Nothing in
    it is sensitive but `sex`, which only vacancies with openings for one sex alone are held to.
    """

    seeker = models.ForeignKey(
        Seeker, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+", db_index=False
    )
    occupation = models.CharField(max_length=6)
    is_wished = models.BooleanField()
    district = models.CharField(max_length=6, blank=True)
    wished_districts = ArrayField(models.CharField(max_length=6))
    ready_to_move = models.BooleanField()
    education = models.PositiveSmallIntegerField(null=True)
    months = models.PositiveSmallIntegerField()
    wished_pay = models.PositiveIntegerField(null=True)
    wished_employment = ArrayField(models.CharField(max_length=12))
    sex = models.PositiveSmallIntegerField(null=True)
    updated_at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["seeker", "occupation"], name="candidate_once_per_occupation"
            )
        ]
        indexes = [
            models.Index(
                fields=["occupation", "-updated_at"],
                include=["district", *SCORED],
                name="candidate_newest",
            ),
            models.Index(
                fields=["occupation", "district", "-updated_at"],
                include=SCORED,
                name="candidate_near",
            ),
        ]

    def __str__(self) -> str:
        return self.occupation


class ApplyInvitationQuerySet(models.QuerySet["ApplyInvitation"]):
    """Reads of invitations by who looks."""

    def open(self) -> "ApplyInvitationQuerySet":
        """Invitations to vacancies that are open still and were not applied to."""
        applied = Application.objects.filter(
            seeker_id=OuterRef("seeker_id"), vacancy_id=OuterRef("vacancy_id")
        )
        return self.filter(~Exists(applied), vacancy__in=Vacancy.objects.public())

    def of_person(self, user: models.Model) -> "ApplyInvitationQuerySet":
        """Invitations that `user` received."""
        return self.filter(seeker__user_id=user.pk, seeker__erased_at__isnull=True)


class ApplyInvitation(models.Model):
    """A company asked a seeker whom it does not know yet to apply for a vacancy."""

    vacancy = models.ForeignKey(
        Vacancy, verbose_name=_("lowongan"), on_delete=models.CASCADE, related_name="invitations"
    )
    seeker = models.ForeignKey(
        Seeker,
        verbose_name=_("pencari kerja"),
        on_delete=models.CASCADE,
        related_name="apply_invitations",
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("oleh"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    at = models.DateTimeField(_("waktu"), db_default=DatabaseNow(), editable=False)

    objects = ApplyInvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("undangan melamar")
        verbose_name_plural = _("undangan melamar")
        default_permissions = ()
        ordering = ["-at", "-pk"]
        triggers = [living_seekers_only()]
        constraints = [
            models.UniqueConstraint(
                fields=["vacancy", "seeker"],
                name="apply_invitation_once",
                violation_error_message=_("Orang ini sudah diundang untuk lowongan ini."),
            )
        ]
        indexes = [models.Index(fields=["seeker", "-at"], name="apply_invitation_recent")]

    def __str__(self) -> str:
        return str(self.vacancy)
