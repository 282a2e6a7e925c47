"""Values of the wire as an officer may see them, whatever they are."""

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
    return "".join(sign if sign.isprintable() else UNPRINTABLE for sign in signs)
