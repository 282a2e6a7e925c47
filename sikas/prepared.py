"""A row with its relations, read by its key through SQL that is written once.

Django writes the same long statement anew for every read; for a page that is one row, that costs
more than reading it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Model, QuerySet
from django.db.models.query import get_related_populators

Row = TypeVar("Row", bound=Model)
SOME_KEY = -7_104_221  # stands for the key while the statement is written
LAST_KEY = 2**63 - 1


@dataclass(frozen=True)
class _Plan:
    sql: str
    before: tuple[Any, ...]  # parameters around the key
    after: tuple[Any, ...]
    model: type[Model]
    columns: slice
    names: list[str]
    populators: list[Any]
    annotations: list[tuple[str, int]]


class PreparedGet(Generic[Row]):
    """Reads what `queryset` would give for one key; made once, at the top of a module."""

    def __init__(self, queryset: Callable[[], "QuerySet[Row]"]) -> None:
        self._queryset = queryset

    def first(self, key: int) -> Row | None:
        """Return the row of a key, with its annotations and selected relations."""
        if not 0 < key <= LAST_KEY:
            return None
        plan = self._plan
        with connection.cursor() as cursor:
            cursor.execute(plan.sql, [*plan.before, key, *plan.after])
            values = cursor.fetchone()
        if values is None:
            return None
        row: Any = plan.model.from_db(DEFAULT_DB_ALIAS, plan.names, values[plan.columns])
        for populator in plan.populators:
            populator.populate(values, row)
        for name, position in plan.annotations:
            setattr(row, name, values[position])
        return row

    @cached_property
    def _plan(self) -> _Plan:
        query = self._queryset().order_by().filter(pk=SOME_KEY).query
        compiler = query.get_compiler(DEFAULT_DB_ALIAS)
        sql, parameters = compiler.as_sql()
        info: Any = compiler.klass_info
        select: Any = compiler.select
        if compiler.get_converters(column for column, *_rest in select):
            raise TypeError("a column needs Django to convert its values")
        place = parameters.index(SOME_KEY)
        fields = info["select_fields"]
        return _Plan(
            sql=sql,
            before=tuple(parameters[:place]),
            after=tuple(parameters[place + 1 :]),
            model=info["model"],
            columns=slice(fields[0], fields[-1] + 1),
            names=[column.target.attname for column, *_rest in select[fields[0] : fields[-1] + 1]],
            populators=get_related_populators(info, select, DEFAULT_DB_ALIAS),  # type: ignore[call-arg]
            annotations=list((compiler.annotation_col_map or {}).items()),
        )
