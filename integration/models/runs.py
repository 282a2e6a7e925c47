"""Runs of a flow, counted so that nothing received can be lost, and the pages they have seen."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from integration.enums import Mode, RunState, Trigger
from integration.models.streams import Stream
from sikas import clock


class SyncRun(models.Model):
    """One reading of a feed, from its first page to its last, over interruptions.

    `position` is the page to read next. The counters are of items, each in exactly one of them.
    """

    stream = models.ForeignKey(Stream, on_delete=models.PROTECT, related_name="runs")
    mode = models.CharField(_("cara"), max_length=8, choices=Mode)
    trigger = models.CharField(_("dimulai oleh"), max_length=10, choices=Trigger)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("petugas"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    state = models.CharField(
        _("keadaan"), max_length=10, choices=RunState, default=RunState.RUNNING
    )
    started_at = models.DateTimeField(_("mulai"), default=clock.now)
    finished_at = models.DateTimeField(_("selesai"), null=True)
    since = models.DateTimeField(null=True)
    position = models.CharField(max_length=500, blank=True)
    # A place that was read before; whoever comes to it again goes round in a circle.
    milestone = models.CharField(max_length=500, blank=True, default="", db_default="")
    newest = models.DateTimeField(null=True)  # of the remote's times on committed pages
    total = models.PositiveIntegerField(null=True)  # how many the remote said it has
    pages = models.PositiveIntegerField(_("halaman"), default=0)
    received = models.PositiveIntegerField(_("diterima"), default=0)
    inserted = models.PositiveIntegerField(_("baru"), default=0)
    updated = models.PositiveIntegerField(_("diperbarui"), default=0)
    unchanged = models.PositiveIntegerField(_("tetap"), default=0)
    stale = models.PositiveIntegerField(_("lebih lama"), default=0)
    duplicate = models.PositiveIntegerField(_("ganda"), default=0)
    quarantined = models.PositiveIntegerField(_("dikarantina"), default=0)
    closed = models.PositiveIntegerField(_("ditutup"), default=0)
    permitted = models.PositiveIntegerField(null=True)  # to be closed; None: not judged yet
    is_complete = models.BooleanField(_("seluruh data terbaca"), default=False)

    class Meta:
        verbose_name = _("penarikan")
        verbose_name_plural = _("penarikan")
        ordering = ["-started_at", "-pk"]
        default_permissions = ("view",)
        indexes = [models.Index("stream", F("id").desc(), name="run_newest")]
        constraints = [
            models.CheckConstraint(
                condition=Q(mode__in=Mode.values),
                name="run_mode_known",
                violation_error_message=_("Cara ini tidak dikenal."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=RunState.values),
                name="run_state_known",
                violation_error_message=_("Keadaan ini tidak dikenal."),
            ),
            models.CheckConstraint(
                condition=Q(trigger__in=Trigger.values),
                name="run_trigger_known",
                violation_error_message=_("Pemicu ini tidak dikenal."),
            ),
            models.CheckConstraint(
                condition=Q(
                    received=F("inserted")
                    + F("updated")
                    + F("unchanged")
                    + F("stale")
                    + F("duplicate")
                    + F("quarantined")
                ),
                name="run_loses_nothing",
                violation_error_message=_("Jumlah yang diterima tidak sama dengan yang tercatat."),
            ),
            models.CheckConstraint(
                condition=Q(permitted__isnull=True) | Q(closed__lte=F("permitted")),
                name="run_closes_what_is_permitted",
                violation_error_message=_("Yang ditutup lebih banyak daripada yang disetujui."),
            ),
            models.UniqueConstraint(
                fields=["stream"],
                condition=Q(state=RunState.RUNNING),
                name="run_one_at_a_time",
                violation_error_message=_("Penarikan lain masih berjalan."),
            ),
            models.CheckConstraint(
                condition=Q(state=RunState.RUNNING, finished_at__isnull=True)
                | (~Q(state=RunState.RUNNING) & Q(finished_at__isnull=False)),
                name="run_finished_has_time",
                violation_error_message=_("Penarikan yang selesai harus punya waktunya."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stream} {self.started_at:%Y-%m-%d %H.%M}"

    @property
    def is_whole(self) -> bool:
        """Tell whether a reading that ended has met nearly all that it was to read."""
        return self.is_complete or self.mode == Mode.CHANGES

    @property
    def is_partial(self) -> bool:
        """Tell whether a reading of everything ended before it had met nearly all."""
        return self.state == RunState.DONE and not self.is_whole


class SeenPage(models.Model):
    """Which known records a page held: what no page of whole readings held is gone there."""

    run = models.ForeignKey(SyncRun, on_delete=models.CASCADE, related_name="seen")
    records = ArrayField(models.BigIntegerField())

    class Meta:
        verbose_name = _("halaman terbaca")
        verbose_name_plural = _("halaman terbaca")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.run_id}: {len(self.records)}"
