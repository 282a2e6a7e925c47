"""What has states, the event rows of their changes, and claims of officers on cases."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from sikas.clock import DatabaseNow

MAX_REASON = 2000
Actor = Any  # an accounts.User; accounts is a floor above


class StatefulModel(models.Model):
    """A row with a `state` that only `transition` and `transition_many` change.

    TRANSITIONS says where it may go from each state, STATE_TIMESTAMPS which column takes the time
    of arriving in a state. The concrete `TransitionRecord` points back as "transitions".
    """

    TRANSITIONS: ClassVar[Mapping[Any, frozenset[Any]]]
    STATE_TIMESTAMPS: ClassVar[Mapping[Any, str]] = {}
    state: Any

    class Meta:
        abstract = True


class TransitionRecord(models.Model):
    """Who moved what from where to where, why and when; append-only."""

    from_state = models.CharField(_("dari"), max_length=20)
    to_state = models.CharField(_("menjadi"), max_length=20)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("oleh"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    reason = models.TextField(_("alasan"), blank=True, max_length=MAX_REASON)
    at = models.DateTimeField(_("waktu"), db_default=DatabaseNow())

    class Meta:
        abstract = True
        ordering = ["at", "pk"]
        get_latest_by = "at"

    def __str__(self) -> str:
        return f"{self.from_state} → {self.to_state}"


class Claim(models.Model):
    """An officer holds a case until a moment, so that two never work on one.

    A row of its own, because holding a case is no change of the case: no history, no new
    `updated_at`, nothing sent to the ministry.
    """

    kind = models.CharField(_("jenis"), max_length=60)
    case = models.BigIntegerField(_("nomor"))
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    until = models.DateTimeField(_("sampai"))

    class Meta:
        verbose_name = _("perkara yang dipegang")
        verbose_name_plural = _("perkara yang dipegang")
        constraints = [models.UniqueConstraint(fields=["kind", "case"], name="claim_one_per_case")]

    def __str__(self) -> str:
        return f"{self.kind} {self.case}"
