"""Items that could not be read, kept sealed until they can be, and how the wire drifts."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from integration.enums import DriftKind, Kind, QuarantineState, Reason
from sikas import clock


class Quarantined(models.Model):
    """One item with the first thing that was wrong in it; the same item again only counts.

    `payload` is sealed: it may be personal, and says more than this office may keep in the open.
    `got` never shows a personal value. `key` is the remote id, or a hash of what has none. It was
    last asked for by its id in the run `asked_in`, and is again in the `pause`-th one after that.
    """

    kind = models.CharField(_("data"), max_length=12, choices=Kind)
    key = models.CharField(_("nomor di Kemnaker"), max_length=64)
    version = models.BigIntegerField(null=True)
    reason = models.CharField(_("alasan"), max_length=12, choices=Reason)
    path = models.CharField(_("isian"), max_length=120)
    expected = models.CharField(_("yang diharapkan"), max_length=120)
    got = models.CharField(_("yang diterima"), max_length=120, blank=True)
    payload = models.TextField(editable=False)
    state = models.CharField(
        _("keadaan"), max_length=10, choices=QuarantineState, default=QuarantineState.OPEN
    )
    times = models.PositiveIntegerField(_("berapa kali"), default=1)
    first_seen_at = models.DateTimeField(_("pertama"), default=clock.now)
    last_seen_at = models.DateTimeField(_("terakhir"), default=clock.now)
    asked_in = models.BigIntegerField(null=True, editable=False)
    pause = models.PositiveSmallIntegerField(default=0, db_default=0, editable=False)
    settled_at = models.DateTimeField(_("diselesaikan"), null=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    settled_reason = models.CharField(_("catatan"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("data dikarantina")
        verbose_name_plural = _("data dikarantina")
        ordering = ["-last_seen_at", "-pk"]
        default_permissions = ("view",)
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=Kind.values),
                name="quarantined_kind_known",
                violation_error_message=_("Jenis data ini tidak dikenal."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=QuarantineState.values),
                name="quarantined_state_known",
                violation_error_message=_("Keadaan ini tidak dikenal."),
            ),
            models.CheckConstraint(
                condition=Q(reason__in=Reason.values),
                name="quarantined_reason_known",
                violation_error_message=_("Alasan ini tidak dikenal."),
            ),
            models.UniqueConstraint(
                fields=["kind", "key"],
                condition=Q(state=QuarantineState.OPEN),
                name="quarantined_open_once",
                violation_error_message=_("Data ini sudah dikarantina."),
            ),
            models.CheckConstraint(
                condition=Q(state=QuarantineState.OPEN, settled_at__isnull=True)
                | (~Q(state=QuarantineState.OPEN) & Q(settled_at__isnull=False)),
                name="quarantined_settled_has_time",
                violation_error_message=_("Data yang diselesaikan harus punya waktunya."),
            ),
            models.CheckConstraint(
                condition=~Q(state=QuarantineState.DISCARDED) | ~Q(settled_reason=""),
                name="quarantined_discarded_has_reason",
                violation_error_message=_("Tulis alasannya."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class Drift(models.Model):
    """A field that we do not know, that vanished, or whose name is not in our lists."""

    kind = models.CharField(_("data"), max_length=12, choices=Kind)
    path = models.CharField(_("isian"), max_length=120)
    what = models.CharField(_("perubahan"), max_length=10, choices=DriftKind)
    example = models.CharField(_("contoh"), max_length=120, blank=True)
    times = models.PositiveBigIntegerField(_("berapa kali"), default=0)
    first_seen_at = models.DateTimeField(_("pertama"), default=clock.now)
    last_seen_at = models.DateTimeField(_("terakhir"), default=clock.now)

    class Meta:
        verbose_name = _("perubahan susunan")
        verbose_name_plural = _("perubahan susunan")
        ordering = ["-last_seen_at", "-pk"]
        default_permissions = ("view",)
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=Kind.values),
                name="drift_kind_known",
                violation_error_message=_("Jenis data ini tidak dikenal."),
            ),
            models.CheckConstraint(
                condition=Q(what__in=DriftKind.values),
                name="drift_what_known",
                violation_error_message=_("Perubahan ini tidak dikenal."),
            ),
            models.UniqueConstraint(
                fields=["kind", "path", "what", "example"],
                name="drift_once",
                violation_error_message=_("Perubahan ini sudah tercatat."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.path} {self.what}"
