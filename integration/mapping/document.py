"""docs/ministry-mapping.md, made from the tables: what comes, what becomes of it, whose it is."""

from collections.abc import Callable, Iterator
from typing import Any, cast

from integration.enums import Kind
from integration.mapping import MAPPINGS
from integration.mapping.lists import Lists
from integration.mapping.parsers import BadError
from integration.mapping.tables import Field, Mapping
from sikas import clock

HEAD = """# What the ministry sends, and what becomes of it

Made from the tables in `integration/mapping/` by `python manage.py ministry_mapping`; change them,
not this page. "Wire" is the name there (dots: nested, `[]`: each entry of a list), "here" the
column, "expected" what officers read about a value that is refused. A required field that is
missing puts the whole item into quarantine; anything else that is missing stays empty. A name that
is in neither table, or that we take and that does not come, is reported as a changed form and stops
nothing.

A line with a control character is refused; of a text of many lines they are left out. So is, of
both, what turns the direction of writing, and of lines what nobody sees. A date that comes as a
time with a zone is the day it is in this office.
"""
SOURCES = {
    Kind.VACANCIES: "public catalogue of Karirhub: a known shape, not a published one",
    Kind.TRAININGS: "public programmes of Proglat: known, but for institution and schedules",
    Kind.COMPANIES: "partner contract: assumed (docs/ministry-openapi.yaml)",
    Kind.SEEKERS: "partner contract: assumed (docs/ministry-openapi.yaml)",
}


class _NoLists:
    """Stands for the code lists, which nonsense never reaches."""

    def __init__(self) -> None:
        self.now = clock.now()

    def __getattr__(self, _name: str) -> Callable[..., None]:
        return lambda *_: None


def document() -> str:
    """Return the page."""
    return "\n".join([HEAD, *(line for kind in Kind for line in _chapter(MAPPINGS[kind]))])


def _chapter(mapping: Mapping) -> Iterator[str]:
    yield f"## {mapping.kind}\n"
    yield f"From the {SOURCES[mapping.kind]}. {_envelope(mapping)}\n"
    yield "| wire | here | label | expected | required | owner |"
    yield "|---|---|---|---|---|---|"
    for one in mapping.fields:
        yield "| " + " | ".join(_row(one)) + " |"
    yield "\nNot taken:\n"
    yield "| wire | why |"
    yield "|---|---|"
    for name, reason in mapping.ignored.items():
        yield f"| `{name}` | {reason} |"
    yield ""


def _envelope(mapping: Mapping) -> str:
    envelope = mapping.envelope
    parts = ["`id` names the record"]
    if envelope.version:
        parts.append(f"`{envelope.version}` its version, `{envelope.changed_at}` when it changed")
    else:
        parts.append("its version is the number of the reading")
    if envelope.gone:
        parts.append(f"`{envelope.gone[0]}` whether it is gone")
    if envelope.body:
        parts.append(f"the fields stand in `{envelope.body}`")
    return "; ".join(parts) + "."


def _row(one: Field) -> list[str]:
    personal = " (personal)" if one.is_personal else ""
    return [
        ", ".join(f"`{path}`" for path in one.names),
        f"`{one.column}`",
        f"{one.label}{personal}",
        expected_of(one).replace("|", "\\|"),
        "yes" if one.required else "",
        one.owner.value,
    ]


def expected_of(one: Field) -> str:
    """Return what a field wants, as it says itself when it is given something else."""
    parse = one.make(cast(Lists, _NoLists()))
    nonsense: list[Any] = [object(), *[None] * (len(one.paths) - 1)]
    try:
        parse(*nonsense)
    except BadError as error:
        return error.expected
    raise AssertionError(one.column)
