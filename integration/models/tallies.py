"""What is only counted: requests and how they were answered, items of runs that are forgotten."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from integration.enums import Kind, Outcome


class HttpTally(models.Model):
    """Requests to one endpoint with one ending: a status ("200") or a trouble ("timeout")."""

    endpoint = models.CharField(_("alamat data"), max_length=40)
    code = models.CharField(_("jawaban"), max_length=20)
    count = models.PositiveBigIntegerField(_("jumlah"))
    seconds = models.FloatField(_("lama seluruhnya (detik)"))
    # How many of them took no longer than this; a histogram's cumulative buckets.
    within_1 = models.PositiveBigIntegerField(_("paling lama 1 detik"))
    within_5 = models.PositiveBigIntegerField(_("paling lama 5 detik"))
    within_30 = models.PositiveBigIntegerField(_("paling lama 30 detik"))

    class Meta:
        verbose_name = _("hitungan permintaan")
        verbose_name_plural = _("hitungan permintaan")
        ordering = ["endpoint", "code"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["endpoint", "code"],
                name="http_tally_once",
                violation_error_message=_("Hitungan ini sudah ada."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.endpoint} {self.code}"


class ItemTally(models.Model):
    """Items of runs that were pruned; with those of the runs that are left, all that ever came."""

    kind = models.CharField(_("data"), max_length=12, choices=Kind)
    outcome = models.CharField(_("hasil"), max_length=12, choices=Outcome)
    count = models.PositiveBigIntegerField(_("jumlah"))

    class Meta:
        verbose_name = _("hitungan data")
        verbose_name_plural = _("hitungan data")
        ordering = ["kind", "outcome"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=Kind.values),
                name="item_tally_kind_known",
                violation_error_message=_("Jenis data ini tidak dikenal."),
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=Outcome.values),
                name="item_tally_outcome_known",
                violation_error_message=_("Hasil ini tidak dikenal."),
            ),
            models.UniqueConstraint(
                fields=["kind", "outcome"],
                name="item_tally_once",
                violation_error_message=_("Hitungan ini sudah ada."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.outcome}"
