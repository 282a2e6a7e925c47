"""The one door through which a state changes, and the claim that keeps two officers off one case.

A model that has states inherits `StatefulModel`, names its table of allowed moves in `TRANSITIONS`
and keeps a concrete `TransitionEvent` whose `subject` points back with related_name "events".
"""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any, ClassVar, TypeVar

from django.conf import settings
from django.db import connection, models, transaction
from django.utils.translation import gettext_lazy as _

from sikas.clock import DatabaseNow

CLAIM_LENGTH = timedelta(minutes=20)  # an officer reads one case in less; then it is free again
MAX_REASON = 2000


class TransitionRefused(Exception):
    """The row is not in a state from which it may go there; nothing was written."""

    def __init__(self, obj: "StatefulModel", to: str) -> None:
        self.current, self.to = obj.state, to
        super().__init__(f"{obj._meta.label} {obj.pk}: {obj.state} -> {to} is not allowed")


class StatefulModel(models.Model):
    """A row with a `state` that only `transition` and `transition_many` change."""

    TRANSITIONS: ClassVar[Mapping[str, frozenset[str]]]
    STATE_TIMESTAMPS: ClassVar[Mapping[str, str]] = {}
    state: Any

    class Meta:
        abstract = True


class TransitionEvent(models.Model):
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


Stateful = TypeVar("Stateful", bound=StatefulModel)


def transition(
    obj: Stateful, to: str, *, by: models.Model | None, reason: str = "", **fields: object
) -> Stateful:
    """Move `obj` to state `to`, in this order: lock the row, check, write, record the event.

    `fields` are written in the same statement (an outcome's own columns). Returns the fresh row,
    and brings `obj` up to date. Raises TransitionRefused when the move is not in TRANSITIONS.
    The calling service queues the messages.
    """
    model = type(obj)
    with transaction.atomic():
        row = model._base_manager.select_for_update(no_key=True).get(pk=obj.pk)
        if to not in model.TRANSITIONS.get(row.state, frozenset()):
            raise TransitionRefused(row, to)
        values: dict[str, object] = {"state": to, **fields}
        if stamp := model.STATE_TIMESTAMPS.get(to):
            values[stamp] = DatabaseNow()
        model._base_manager.filter(pk=row.pk).update(**values)
        _events(model).create(
            subject=row, from_state=row.state, to_state=to, by=by, reason=reason[:MAX_REASON]
        )
    obj.refresh_from_db(fields=[*values])
    return obj


def transition_many(
    queryset: "models.QuerySet[Stateful]", to: str, *, by: models.Model | None, reason: str = ""
) -> list[Any]:
    """Move every row of `queryset` that may go to `to`, in one statement; return their keys.

    Rows in a state from which the move is not allowed stay as they are and get no event.
    Rows are locked in the order of their keys, so that two batches never deadlock.
    """
    model = queryset.model
    allowed = [state for state, targets in model.TRANSITIONS.items() if to in targets]
    chosen = (
        queryset.order_by("pk").filter(state__in=allowed).select_for_update(no_key=True).values("pk")
    )
    chosen_sql, parameters = chosen.query.sql_with_params()
    events, quote = _events(model).model._meta, connection.ops.quote_name
    stamp = model.STATE_TIMESTAMPS.get(to)
    also = f", {quote(model._meta.get_field(stamp).column)} = sikas_now()" if stamp else ""
    table, key = quote(model._meta.db_table), quote(model._meta.pk.column)
    sql = f"""
        with chosen as materialized ({chosen_sql}),
        moved as (
            update {table} set state = %s{also}
            where {key} in (select * from chosen) and state = any(%s)
            returning {table}.{key} as id, old.state as from_state
        ),
        recorded as (
            insert into {quote(events.db_table)} (subject_id, from_state, to_state, by_id, reason)
            select id, from_state, %s, %s, %s from moved
        )
        select id from moved
    """  # noqa: S608 — names come from the models, values are parameters
    with transaction.atomic(), connection.cursor() as cursor:
        who = by.pk if by else None
        cursor.execute(sql, [*parameters, to, allowed, to, who, reason[:MAX_REASON]])
        return [row[0] for row in cursor.fetchall()]


def _events(model: type[StatefulModel]) -> "models.Manager[TransitionEvent]":
    return model._meta.get_field("events").related_model._base_manager  # type: ignore[union-attr]


class ClaimableQuerySet(models.QuerySet[Any]):
    """Cases that officers take one at a time."""

    def claim_next(self, officer: models.Model, *, order: Iterable[str]) -> Any | None:
        """Take the first case nobody else holds, for CLAIM_LENGTH; None when there is none.

        An officer who already holds a case of this queryset gets that one again.
        """
        free = models.Q(claimed_until=None) | models.Q(claimed_until__lt=DatabaseNow())
        mine = models.Q(claimed_by=officer, claimed_until__gte=DatabaseNow())
        mine_first = models.Case(models.When(mine, then=0), default=1)
        with transaction.atomic():
            first = (
                self.filter(free | mine)
                .order_by(mine_first, *order, "pk")
                .select_for_update(skip_locked=True, no_key=True, of=("self",))
                .first()
            )
            return first if first and first.claim(officer) else None


class ClaimedCase(models.Model):
    """A row that an officer holds for a while, so that two never work on one."""

    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("dipegang oleh"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    claimed_until = models.DateTimeField(_("dipegang sampai"), null=True, blank=True, editable=False)

    class Meta:
        abstract = True

    def claim(self, officer: models.Model) -> bool:
        """Hold the case for `officer` until CLAIM_LENGTH from now; False when somebody else does."""
        free = models.Q(claimed_until=None) | models.Q(claimed_until__lt=DatabaseNow())
        taken = type(self)._base_manager.filter(
            models.Q(pk=self.pk) & (free | models.Q(claimed_by=officer))
        )
        return bool(taken.update(claimed_by=officer, claimed_until=DatabaseNow() + CLAIM_LENGTH))

    def release(self, officer: models.Model) -> None:
        """Give the case back, if `officer` holds it."""
        held = type(self)._base_manager.filter(pk=self.pk, claimed_by=officer)
        held.update(claimed_by=None, claimed_until=None)
