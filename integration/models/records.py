"""The ministry's records as they were last accepted, and what of theirs has no other home here."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from integration.enums import Kind, RecordState
from sikas.clock import DatabaseNow
from training.models import Provider


class RemoteRecord(models.Model):
    """One record of the ministry, whatever its kind.

    `content` is a keyed hash of what was accepted: equal content is not written again. `local_id`
    is the vacancy or the programme that mirrors it; companies and seekers are joined by the tables
    below. `is_withdrawn`: the ministry said that it is gone, and the end of the run decides.
    """

    kind = models.CharField(max_length=12, choices=Kind)
    remote_id = models.CharField(_("nomor di Kemnaker"), max_length=64)
    version = models.BigIntegerField()
    content = models.BinaryField(max_length=16)
    state = models.CharField(
        max_length=10, choices=RecordState, default=RecordState.LIVE, db_default=RecordState.LIVE
    )
    local_id = models.BigIntegerField(null=True)
    is_withdrawn = models.BooleanField(default=False, db_default=False)
    first_seen_at = models.DateTimeField(_("pertama dilihat"), db_default=DatabaseNow())
    changed_at = models.DateTimeField(_("terakhir berubah"), db_default=DatabaseNow())

    class Meta:
        verbose_name = _("data Kemnaker")
        verbose_name_plural = _("data Kemnaker")
        default_permissions = ("view",)
        indexes = [
            models.Index("local_id", "kind", name="record_of_local"),
            models.Index("kind", condition=Q(is_withdrawn=True), name="record_withdrawn"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "remote_id"],
                name="record_once",
                violation_error_message=_("Data ini sudah ada."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=RecordState.values),
                name="record_state_known",
                violation_error_message=_("Keadaan ini tidak dikenal."),
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[Kind.COMPANIES, Kind.SEEKERS]) | Q(local_id__isnull=False),
                name="record_mirrored_has_local",
                violation_error_message=_("Data ini harus punya pasangan di sini."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.remote_id}"


class RemoteProvider(models.Model):
    """A training institution of the ministry; programmes bring theirs along."""

    remote_id = models.CharField(max_length=64, primary_key=True)
    provider = models.ForeignKey(Provider, on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("lembaga di Kemnaker")
        verbose_name_plural = _("lembaga di Kemnaker")
        default_permissions = ()

    def __str__(self) -> str:
        return self.remote_id
