"""Every address of the portal, taken from the URL resolver."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import LocalePrefixPattern, RegexPattern, RoutePattern

CONVERTER = re.compile(r"<(?:\w+:)?(\w+)>")
NAMED_GROUP = re.compile(r"\(\?P<(\w+)>[^()]*(?:\([^()]*\)[^()]*)*\)")


@dataclass(frozen=True)
class Route:
    """An address: its path with `<names>` where something is filled in."""

    path: str

    @property
    def parameters(self) -> list[str]:
        """Return the names that are filled in."""
        return CONVERTER.findall(self.path)

    def fill(self, values: dict[str, str]) -> str:
        """Return a path that a browser can ask for."""
        return "/" + CONVERTER.sub(lambda match: values[match[1]], self.path)

    def up_to(self, parameter: str) -> str:
        """Return the path from its start to the end of a parameter."""
        before, name, _after = self.path.partition(f"<{parameter}>")
        return before + name

    def __str__(self) -> str:
        return "/" + self.path


def readable(pattern: RoutePattern | RegexPattern | LocalePrefixPattern) -> str:
    """Return a piece of an address with `<name>` for each parameter."""
    if isinstance(pattern, RoutePattern):
        return CONVERTER.sub(r"<\1>", str(pattern))
    text = NAMED_GROUP.sub(r"<\1>", str(pattern))
    return text.removeprefix("^").removesuffix("$").replace("\\", "")


def routes() -> list[Route]:
    """Return all addresses in order, each once."""
    return sorted(set(_walk(get_resolver(), "")), key=str)


def _walk(resolver: URLResolver, prefix: str) -> Iterator[Route]:
    for entry in resolver.url_patterns:
        path = prefix + readable(entry.pattern)
        if isinstance(entry, URLPattern):
            yield Route(path)
        else:
            yield from _walk(entry, path)
