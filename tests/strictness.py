"""What the suite forbids that production forgives: chance order, gaps, the network."""

import inspect
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db.models.functions import Random
from django.db.models.sql.compiler import SQLCompiler
from django.template.base import FilterExpression, Node
from django.template.defaultfilters import default

OUR_TEMPLATES = str(Path(__file__).resolve().parent.parent / "templates")
LOOPBACK = ("127.0.0.1", "::1", "localhost")


class UndefinedVariableError(Exception):
    """One of our templates read a variable that nobody gave it."""


class FailOnUndefined(str):
    """A `string_if_invalid` that raises for our own templates; libraries count on silence.

    Django asks whether it is empty exactly when a variable is missing.
    """

    __slots__ = ()

    def __bool__(self) -> bool:
        frame = inspect.currentframe()
        expression = frame and frame.f_back and frame.f_back.f_locals.get("self")
        if isinstance(expression, FilterExpression) and default not in _filters(expression):
            origin = _template_on_stack()
            if origin.startswith(OUR_TEMPLATES):
                raise UndefinedVariableError(f"{origin}: {{{{ {expression} }}}} is undefined")
        return False


def _filters(expression: FilterExpression) -> list[Any]:
    return [function for function, _ in expression.filters]


def _template_on_stack() -> str:
    frame = inspect.currentframe()
    while frame is not None:
        node = frame.f_locals.get("self")
        if isinstance(node, Node) and hasattr(node, "origin"):
            return str(node.origin.name)
        frame = frame.f_back
    return ""


@contextmanager
def shuffled_querysets() -> Iterator[None]:
    """Give every query without an order a random one, so that no test or page relies on luck."""
    original = SQLCompiler.get_order_by

    def get_order_by(self: SQLCompiler) -> Any:
        order = original(self)
        query = self.query
        if order or query.combinator or query.distinct or query.group_by is not None:
            return order
        if query.subquery or not query.default_cols:
            return order
        chance = Random().asc().resolve_expression(query, allow_joins=True)
        sql, params = self.compile(chance)
        return [(chance, (sql, params, False))]

    SQLCompiler.get_order_by = get_order_by  # type: ignore[method-assign]
    try:
        yield
    finally:
        SQLCompiler.get_order_by = original  # type: ignore[method-assign]


class NetworkForbiddenError(Exception):
    """A test tried to leave this machine."""


def forbid_network() -> None:
    """Let sockets of this process reach loopback addresses and Unix sockets only."""
    connect, connect_ex = socket.socket.connect, socket.socket.connect_ex

    def check(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in LOOPBACK:
            raise NetworkForbiddenError(f"no network in tests: {address}")

    def guarded(self: socket.socket, address: Any) -> None:
        check(self, address)
        connect(self, address)

    def guarded_ex(self: socket.socket, address: Any) -> int:
        check(self, address)
        return connect_ex(self, address)

    socket.socket.connect = guarded  # type: ignore[method-assign, assignment]
    socket.socket.connect_ex = guarded_ex  # type: ignore[method-assign, assignment]
