"""A flow of one kind of records: its switches, how far it was read, and how it is doing."""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from integration.enums import Kind, Trouble

DAY = timedelta(days=1)


class Stream(models.Model):
    """One kind of records; the row exists from the first migration on.

    `fence` grows with every start of a worker: a page is written only under the newest one. A
    worker that stands still keeps its lock; after `leased_until` another one may go on.
    `watermark` and `remote_time` are of the remote's clock, never ours.
    """

    kind = models.CharField(_("data"), max_length=12, choices=Kind, primary_key=True)
    is_pulled = models.BooleanField(_("tarik dari Kemnaker"), default=False)
    is_pushed = models.BooleanField(_("kirim ke Kemnaker"), default=False)
    every = models.PositiveIntegerField(_("tarik setiap (menit)"), default=60)
    closed_from = models.TimeField(_("jam tenang mulai"), null=True, blank=True)
    closed_until = models.TimeField(_("jam tenang sampai"), null=True, blank=True)
    fence = models.BigIntegerField(default=0, editable=False)
    leased_until = models.DateTimeField(null=True, editable=False)
    watermark = models.DateTimeField(null=True, editable=False)
    remote_time = models.DateTimeField(null=True, editable=False)
    wants_snapshot = models.BooleanField(default=True, editable=False)
    snapshot_at = models.DateTimeField(_("seluruh data dibaca"), null=True, editable=False)
    # How many records would be closed; more than may be without an officer.
    held = models.PositiveIntegerField(_("menunggu persetujuan"), null=True, editable=False)
    last_success_at = models.DateTimeField(_("berhasil terakhir"), null=True, editable=False)
    next_at = models.DateTimeField(_("berikutnya"), null=True, editable=False)
    failures = models.PositiveIntegerField(_("gagal berturut-turut"), default=0, editable=False)
    trouble = models.CharField(
        _("kendala"), max_length=12, choices=Trouble, blank=True, editable=False
    )
    trouble_detail = models.CharField(max_length=300, blank=True, editable=False)
    trouble_at = models.DateTimeField(_("sejak"), null=True, editable=False)

    class Meta:
        verbose_name = _("aliran data")
        verbose_name_plural = _("aliran data")
        ordering = ["kind"]
        default_permissions = ("view",)
        permissions = [("run_sync", _("Mengatur sinkronisasi Kemnaker"))]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=Kind.values),
                name="stream_kind_known",
                violation_error_message=_("Aliran data tidak dikenal."),
            ),
            models.CheckConstraint(
                condition=Q(closed_from__isnull=True, closed_until__isnull=True)
                | (
                    Q(closed_from__isnull=False, closed_until__isnull=False)
                    & ~Q(closed_from=F("closed_until"))
                ),
                name="stream_closed_hours_whole",
                violation_error_message=_("Isi jam mulai dan jam selesai yang berbeda."),
            ),
            models.CheckConstraint(
                condition=Q(every__range=(5, 7 * 24 * 60)),
                name="stream_every_plausible",
                violation_error_message=_("Isi antara 5 menit dan 7 hari."),
            ),
        ]

    def __str__(self) -> str:
        return str(Kind(self.kind).label)

    @property
    def period(self) -> timedelta:
        """The time between two runs."""
        return timedelta(minutes=self.every)

    def is_closed(self, now: datetime) -> bool:
        """Tell whether `now` lies in the hours in which the ministry is left alone."""
        if self.closed_from is None or self.closed_until is None:
            return False
        here = timezone.localtime(now).time()
        if self.closed_from < self.closed_until:
            return self.closed_from <= here < self.closed_until
        return here >= self.closed_from or here < self.closed_until

    def open_time(self, start: datetime, end: datetime) -> timedelta:
        """Return how much of a span lies outside of the closed hours."""
        if self.closed_from is None or self.closed_until is None:
            return end - start
        closed, day = timedelta(), timezone.localdate(start) - DAY
        over_midnight = DAY if self.closed_until < self.closed_from else timedelta()
        while day <= timezone.localdate(end):
            begins = timezone.make_aware(datetime.combine(day, self.closed_from))
            ends = timezone.make_aware(datetime.combine(day + over_midnight, self.closed_until))
            closed += max(timedelta(), min(ends, end) - max(begins, start))
            day += DAY
        return end - start - closed
