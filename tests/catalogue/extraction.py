"""Finds the strings that Python files and templates hand to gettext."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from django.utils.translation import trans_real
from django.utils.translation.template import templatize

PYTHON_CALLS = {
    "_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy",
}  # fmt: skip
# How `templatize` writes a translated string of a template as a line of Python.
TEMPLATE_CALL = re.compile(
    r"""\b(_|gettext|ngettext|pgettext)\(((?:u?(?:'''.*?'''|'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
    r"""(?:,\s*)?)+)""",
    re.S,
)


class Text(NamedTuple):
    """A string to translate: its context, if any, the string, and its plural, if any."""

    context: str | None
    singular: str
    plural: str | None


def texts_of(folder: Path, skip: tuple[str, ...] = ()) -> set[Text]:
    """Return the strings of every Python file and template below a folder."""
    found: set[Text] = set()
    for path in sorted(folder.rglob("*")):
        if any(part in path.parts for part in ("tests", "migrations", *skip)):
            continue
        if path.suffix == ".py":
            found.update(python_texts(path.read_text(encoding="utf-8")))
        elif path.suffix in (".html", ".txt") and "templates" in path.parts:
            found.update(template_texts(path.read_text(encoding="utf-8")))
    return found


def python_texts(source: str) -> Iterator[Text]:
    """Yield the strings of calls of gettext and its sisters."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            strings = [
                argument.value
                for argument in node.args
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
            ]
            if name in PYTHON_CALLS and strings:
                yield _text(name, strings)


def template_texts(source: str) -> Iterator[Text]:
    """Yield the strings of translate and blocktranslate tags."""
    for call in TEMPLATE_CALL.finditer(templatize(source)):
        value = ast.literal_eval(f"({call[2].rstrip(', ')},)")
        yield _text(call[1], [part for part in value if isinstance(part, str)])


def _text(call: str, strings: list[str]) -> Text:
    if call.startswith("n") and len(strings) > 1:
        return Text(None, strings[0], strings[1])
    if call.startswith("p") and len(strings) > 1:
        return Text(strings[0], strings[1], None)
    return Text(None, strings[0], None)


def is_in_indonesian(text: Text) -> bool:
    """Say whether any catalogue of Django, a library or our own translates the string."""
    catalogue = trans_real.translation("id")._catalog  # type: ignore[attr-defined]
    key = f"{text.context}\x04{text.singular}" if text.context else text.singular
    if text.plural:
        return catalogue.get((key, 0)) is not None or catalogue.get((key, 1)) is not None
    return catalogue.get(key) is not None
