"""What people ask about their data, with the clock of UU 27/2022."""

from datetime import datetime, timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from sikas import clock
from sikas.accounts.enums import REQUEST_TRANSITIONS, RequestKind, RequestState
from sikas.workflow.models import StatefulModel, TransitionRecord

ANSWER_WITHIN = timedelta(hours=3 * 24)  # UU 27/2022
ERASED_AFTER = timedelta(hours=24)  # until then an erasure can be cancelled
MAX_TEXT = 1000
ENDED = (RequestState.DONE, RequestState.REFUSED, RequestState.CANCELLED)


class DataRequest(StatefulModel):
    """A request about one's own data; after an erasure it stays, without its person."""

    TRANSITIONS = REQUEST_TRANSITIONS
    STATE_TIMESTAMPS: ClassVar = dict.fromkeys(ENDED, "ended_at")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("pemohon"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="data_requests",
    )
    kind = models.CharField(_("permintaan"), max_length=12, choices=RequestKind)
    text = models.TextField(_("penjelasan"), max_length=MAX_TEXT, blank=True)
    state = models.CharField(
        _("keadaan"), max_length=20, choices=RequestState, default=RequestState.OPEN
    )
    created_at = models.DateTimeField(_("diajukan"), default=clock.now)
    due_at = models.DateTimeField(_("dijawab paling lambat"))
    ended_at = models.DateTimeField(_("selesai"), null=True, blank=True)

    class Meta:
        verbose_name = _("permintaan data pribadi")
        verbose_name_plural = _("permintaan data pribadi")
        ordering = ["-created_at", "-pk"]
        default_permissions = ()
        permissions = [("handle_data_request", _("Menjawab permintaan data pribadi"))]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "kind"],
                condition=Q(state=RequestState.OPEN),
                name="data_request_open_once",
                violation_error_message=_("Permintaan yang sama masih menunggu."),
            ),
            models.CheckConstraint(
                condition=Q(due_at=F("created_at") + ANSWER_WITHIN),
                name="data_request_due_in_three_days",
                violation_error_message=_("Jawaban paling lambat 3 × 24 jam."),
            ),
            models.CheckConstraint(
                condition=Q(state=RequestState.OPEN, ended_at__isnull=True)
                | Q(state__in=ENDED, ended_at__isnull=False),
                name="data_request_ended_has_time",
                violation_error_message=_("Permintaan yang selesai harus punya waktunya."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.user or _t('(data dihapus)')}"

    @property
    def submitted_at(self) -> datetime:
        """Since when it waits, as every case of a queue says."""
        return self.created_at

    @property
    def runs_at(self) -> datetime:
        """When an erasure runs by itself."""
        return self.created_at + ERASED_AFTER

    @property
    def is_open(self) -> bool:
        """Tell whether it waits, and can be cancelled."""
        return self.state == RequestState.OPEN

    @property
    def is_overdue(self) -> bool:
        """Tell whether the answer is late."""
        return clock.now() > self.due_at

    @property
    def time_left(self) -> str:
        """Return how long the office still has, in words."""
        if self.is_overdue:
            return _t("Terlambat")
        hours = int((self.due_at - clock.now()).total_seconds() // 3600)
        return _t("Sisa %d jam") % hours if hours else _t("Sisa kurang dari 1 jam")


class DataRequestTransition(TransitionRecord):
    """How a request ended."""

    subject = models.ForeignKey(DataRequest, on_delete=models.CASCADE, related_name="transitions")

    class Meta(TransitionRecord.Meta):
        verbose_name = _("langkah permintaan data pribadi")
        verbose_name_plural = _("langkah permintaan data pribadi")
