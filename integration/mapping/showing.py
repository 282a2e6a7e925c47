"""Values of the wire as an officer may see them, whatever they are."""

import json
from typing import Any

TOO_DEEP = "(bertingkat terlalu dalam)"
UNPRINTABLE = "\N{REPLACEMENT CHARACTER}"


def written(value: Any) -> str:
    """Return a value as text, also one that is nested deeper than anything should be."""
    try:
        return repr(value)
    except RecursionError:
        return TOO_DEEP


def shown(value: Any, longest: int) -> str:
    """Return a value as an officer may see it: short, on one line, without broken characters."""
    signs = ("" if value is None else value if isinstance(value, str) else written(value))[:longest]
    return _readable(signs)


def laid_out(value: Any, longest: int) -> str:
    """Return a value as JSON of many lines, the first part of a long one, as for `shown`."""
    try:
        lines = json.dumps(value, ensure_ascii=False, indent=2)[:longest].split("\n")
    except RecursionError:
        return TOO_DEEP
    return "\n".join(map(_readable, lines))


def _readable(line: str) -> str:
    return "".join(sign if sign.isprintable() else UNPRINTABLE for sign in line)
