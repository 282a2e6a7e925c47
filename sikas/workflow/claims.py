"""Taking a case and giving it back."""

from collections.abc import Sequence
from datetime import timedelta
from typing import TypeVar

from django.db import connection, models

from sikas.clock import DatabaseNow
from sikas.workflow.models import Actor, Claim

CLAIM_LENGTH = timedelta(minutes=20)  # longer than reading one case takes; then it is free again

Case = TypeVar("Case", bound=models.Model)


def claim(case: models.Model, officer: Actor) -> bool:
    """Hold `case` for `officer` until CLAIM_LENGTH from now; False when somebody else holds it."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            insert into workflow_claim (kind, "case", officer_id, until)
            values (%s, %s, %s, sikas_now() + make_interval(secs => %s))
            on conflict (kind, "case") do update
                set officer_id = excluded.officer_id, until = excluded.until
                where workflow_claim.until < sikas_now()
                    or workflow_claim.officer_id = excluded.officer_id
            """,
            [_kind(type(case)), case.pk, officer.pk, CLAIM_LENGTH.total_seconds()],
        )
        return cursor.rowcount == 1


def claim_next(
    queryset: "models.QuerySet[Case]", officer: Actor, *, order: Sequence[str]
) -> Case | None:
    """Take the first case in `order` that nobody else holds; None when there is none.

    An officer who already holds a case of this queryset gets that one again.
    """
    living = Claim.objects.filter(
        kind=_kind(queryset.model), case=models.OuterRef("pk"), until__gte=DatabaseNow()
    )
    mine = queryset.filter(models.Exists(living.filter(officer=officer))).order_by(*order, "pk")
    free = queryset.filter(~models.Exists(living)).order_by(*order, "pk")
    while case := mine.first() or free.first():
        if claim(case, officer):
            return case
    return None


def with_holders(cases: Sequence[Case]) -> list[tuple[Case, Actor | None]]:
    """Return each case with the officer who holds it now, in one query."""
    if not cases:
        return []
    living = Claim.objects.filter(
        kind=_kind(type(cases[0])), case__in=[case.pk for case in cases], until__gte=DatabaseNow()
    )
    holders = {claim.case: claim.officer for claim in living.select_related("officer")}
    return [(case, holders.get(case.pk)) for case in cases]


def holder(case: models.Model) -> Actor | None:
    """Return the officer who holds `case` now, if any."""
    living = Claim.objects.filter(kind=_kind(type(case)), case=case.pk, until__gte=DatabaseNow())
    held = living.select_related("officer").first()
    return held.officer if held else None


def release(case: models.Model, officer: Actor) -> None:
    """Give the case back, if `officer` holds it."""
    Claim.objects.filter(kind=_kind(type(case)), case=case.pk, officer=officer).delete()


def _kind(model: type[models.Model]) -> str:
    return model._meta.label_lower
