"""The one door through which a state changes, one row at a time or thousands."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connection, models, transaction

from sikas.clock import DatabaseNow
from sikas.workflow.models import MAX_REASON, Actor, StatefulModel


class TransitionRefusedError(Exception):
    """The row is not in a state from which it may go there; nothing was written."""

    def __init__(self, obj: StatefulModel, to: str) -> None:
        self.current, self.to = obj.state, to
        super().__init__(f"{obj._meta.label} {obj.pk}: {obj.state} -> {to} is not allowed")


Stateful = TypeVar("Stateful", bound=StatefulModel)


def transition(
    obj: Stateful,
    to: str,
    *,
    by: Actor | None,
    reason: str = "",
    at: datetime | None = None,
    **fields: object,
) -> Stateful:
    """Move `obj` to state `to`, in this order: lock the row, check, write, write the record.

    `at` is when it happened, if not now (what is entered later). `fields` are written in the same
    statement (an outcome's own columns). Returns the fresh row, and brings `obj` up to date.
    Raises TransitionRefusedError when the move is not in TRANSITIONS. The calling service queues
    the messages.
    """
    model = type(obj)
    with transaction.atomic():
        row = model._base_manager.select_for_update(no_key=True).get(pk=obj.pk)
        if to not in model.TRANSITIONS.get(row.state, frozenset()):
            raise TransitionRefusedError(row, to)
        values: dict[str, object] = {"state": to, **fields}
        if stamp := model.STATE_TIMESTAMPS.get(to):
            values[stamp] = at or DatabaseNow()
        model._base_manager.filter(pk=row.pk).update(**values)
        _records(model).create(
            subject=row,
            from_state=row.state,
            to_state=to,
            by=by,
            reason=reason[:MAX_REASON],
            at=at or DatabaseNow(),
        )
    obj.refresh_from_db(fields=[*values])
    return obj


def transition_many(
    queryset: "models.QuerySet[Stateful]",
    to: str,
    *,
    by: Actor | None,
    reason: str = "",
    **fields: Any,
) -> list[Any]:
    """Move every row of `queryset` that may go to `to`, in one statement; return their keys.

    `fields` are written in the same statement, the same for every row.

    Rows in a state from which the move is not allowed stay as they are and get no record.
    Rows are locked in the order of their keys, so that two batches never deadlock.
    """
    model = queryset.model
    allowed = [state for state, targets in model.TRANSITIONS.items() if to in targets]
    chosen = (
        queryset.order_by("pk")
        .filter(state__in=allowed)
        .select_for_update(no_key=True)
        .values("pk")
    )
    who = by.pk if by else None
    with transaction.atomic(), connection.cursor() as cursor:
        try:
            chosen_sql, parameters = chosen.query.sql_with_params()  # a lock needs the transaction
        except EmptyResultSet:  # Django knows that nothing can be chosen: an empty list of keys
            return []
        cursor.execute(
            _batch_sql(model, chosen_sql, to, fields),
            [*parameters, to, *fields.values(), allowed, to, who, reason[:MAX_REASON]],
        )
        return [row[0] for row in cursor.fetchall()]


def _batch_sql(model: type[StatefulModel], chosen_sql: str, to: str, fields: Iterable[str]) -> str:
    """Return the statement that moves the chosen rows and writes their records."""
    quote = connection.ops.quote_name
    records = quote(_records(model).model._meta.db_table)
    stamp = model.STATE_TIMESTAMPS.get(to)
    also = f", {quote(stamp)} = sikas_now()" if stamp else ""
    also += "".join(f", {quote(name)} = %s" for name in fields)
    table = quote(model._meta.db_table)
    return f"""
        with chosen as materialized ({chosen_sql}),
        moved as (
            update {table} set state = %s{also}
            where id in (select * from chosen) and state = any(%s)
            returning {table}.id, old.state as from_state
        ),
        recorded as (
            insert into {records} (subject_id, from_state, to_state, by_id, reason)
            select id, from_state, %s, %s, %s from moved
        )
        select id from moved
    """  # noqa: S608 — names come from the models, values are parameters


def _records(model: type[StatefulModel]) -> Any:
    """Return the manager of the table in which `model` keeps its changes."""
    options: Any = model._meta  # the abstract model has no such field, every concrete one has
    return options.get_field("transitions").related_model._base_manager
