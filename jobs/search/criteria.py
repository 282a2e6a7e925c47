"""What is searched for: words, filters and order, read from an address and written back to it."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from jobs.search import words
from jobs.search.groups import BY_PARAM, GROUPS, Group
from jobs.search.lists import Lists

NEWEST, BEST = "terbaru", "cocok"
ORDERS = (NEWEST, BEST)
MAX_VALUES = 30  # of one filter; there are 25 kecamatan
LITERAL = "persis"
ANY_WORD = "salah_satu"


@dataclass(frozen=True)
class Criteria:
    """A search; equal searches compare equal and have one address."""

    text: str = ""
    chosen: tuple[tuple[str, tuple[str, ...]], ...] = ()  # (parameter, values), in order of GROUPS
    order: str = NEWEST
    literal: bool = False  # search what was typed, without correcting it
    any_word: bool = False  # one of the words is enough

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Words that say what is wanted."""
        return words.content_words(self.text)

    @property
    def filters(self) -> list[tuple[Group, tuple[str, ...]]]:
        """Groups with their chosen values."""
        return [(BY_PARAM[param], values) for param, values in self.chosen]

    @property
    def is_empty(self) -> bool:
        """Whether every open vacancy is wanted."""
        return not self.words and not self.chosen

    @property
    def hits_key(self) -> str:
        """A short name of what is found, whatever its order: equal keys find equal vacancies."""
        what = repr((sorted(self.words), self.chosen, self.any_word and len(self.words) > 1))
        return hashlib.sha256(what.encode()).hexdigest()[:32]

    def values(self, param: str) -> tuple[str, ...]:
        """Return the values chosen of one filter."""
        return dict(self.chosen).get(param, ())

    def in_usual_order(self) -> "Criteria":
        """Return the same search in the order that people expect."""
        return replace(self, order=default_order(self.words))

    def without(self, param: str, value: str | None = None) -> "Criteria":
        """Return the same search without one value, or without all of a filter."""
        left = (
            (name, tuple(v for v in values if name != param or value not in (v, None)))
            for name, values in self.chosen
        )
        return replace(self, chosen=tuple((name, values) for name, values in left if values))

    def query_string(self, **extra: str) -> str:
        """Return the one address of this search from its question mark on; empty for all."""
        pairs = [("q", self.text)] if self.text else []
        pairs += [(param, value) for param, values in self.chosen for value in values]
        if self.order != default_order(self.words):
            pairs.append(("urut", self.order))
        flags = ((LITERAL, self.literal), (ANY_WORD, self.any_word))
        pairs += [(name, "1") for name, is_set in flags if is_set and self.words]
        pairs += extra.items()
        return f"?{urlencode(pairs)}" if pairs else ""


def default_order(typed: tuple[str, ...]) -> str:
    """Return the order people expect: best fit for words, newest for filters alone."""
    return BEST if typed else NEWEST


def read(data: QueryDict, lists: Lists) -> tuple[Criteria, list[str]]:
    """Return the search that `data` asks for, and what of it was not understood, in words."""
    notes: list[str] = []
    typed = " ".join(data.get("q", "").replace("\x00", " ").split())
    if len(typed) > words.MAX_TYPED:
        notes.append(
            _("Kata kunci terlalu panjang. Kami memakai %(count)s huruf pertama.")
            % {"count": words.MAX_TYPED}
        )
        typed = typed[: words.MAX_TYPED].rsplit(" ", 1)[0]
    if typed and not words.is_legible(typed):
        notes.append(_("Kata kunci tanpa huruf Latin atau angka tidak kami pakai."))
    chosen = tuple(
        (group.param, values)
        for group in GROUPS
        if (values := _values(data.getlist(group.param), group, lists, notes))
    )
    order = data.get("urut") or default_order(words.content_words(typed))
    if order not in ORDERS:
        notes.append(_("Urutan itu tidak dikenal, jadi tidak kami pakai."))
        order = default_order(words.content_words(typed))
    flags = {"literal": data.get(LITERAL) == "1", "any_word": data.get(ANY_WORD) == "1"}
    return Criteria(typed, chosen, order, **flags), notes


def _values(typed: list[str], group: Group, lists: Lists, notes: list[str]) -> tuple[str, ...]:
    if not typed:
        return ()
    # Codes of places are written with points as well: 12.09.19.
    plain = (value.replace(".", "").replace("\x00", "") for value in typed[:MAX_VALUES])
    asked = dict.fromkeys(filter(None, plain))
    known = {value for value in asked if group.name(value, lists) is not None}
    if unknown := [value for value in asked if value not in known]:
        notes.append(
            _("Pilihan “%(value)s” untuk %(filter)s tidak dikenal, jadi tidak kami pakai.")
            % {"value": unknown[0][:40], "filter": group.label}
        )
    ordered: Mapping[str, object] = group.names(lists) or asked
    values = tuple(value for value in ordered if value in known)
    return values if group.several else values[:1]
