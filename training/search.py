"""What is searched for: words, field, place, and whether one may still register."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from sikas.reference.models import Area, Office
from sikas.reference.selectors import plain_words

MAX_TYPED = 80  # characters that `plain_words` reads
MAX_FIELD = 100  # no programme has a longer one
MAX_SAID = 40  # characters of what was not understood
REGENCY, PROVINCE = "kabupaten", "provinsi"
OPEN_ONLY = "dibuka"
LITERAL = "persis"
ANY_WORD = "salah_satu"
# Words without meaning, and those that every search for training may carry.
_IGNORED = """
    atau dan dari di ke pada untuk yang dengan belajar cari gratis ikut info kursus latihan
    kerja pelatihan program training
"""
IGNORED = frozenset(_IGNORED.split())


@dataclass(frozen=True)
class Criteria:
    """A search; equal searches compare equal and have one address."""

    text: str = ""
    field: str = ""
    place: str = ""  # REGENCY or PROVINCE; anywhere when empty
    open_only: bool = False
    literal: bool = False  # search what was typed, without correcting it
    any_word: bool = False  # one of the words is enough

    @cached_property
    def words(self) -> str:
        """Words that say what is wanted."""
        return " ".join(word for word in plain_words(self.text).split() if word not in IGNORED)

    @property
    def has_several_words(self) -> bool:
        """Whether one of the words may be enough."""
        return " " in self.words

    @property
    def is_empty(self) -> bool:
        """Whether every programme is wanted."""
        return not (self.words or self.field or self.place or self.open_only)

    def changed(self, **parts: str | bool) -> "Criteria":
        """Return the same search with some parts changed: `changed(field="")`."""
        return replace(self, **parts)  # type: ignore[arg-type]

    def query_string(self) -> str:
        """Return the one address of this search from its question mark on; empty for all."""
        pairs = (
            ("q", self.text),
            ("kejuruan", self.field),
            ("tempat", self.place),
            (OPEN_ONLY, "1" if self.open_only else ""),
            (LITERAL, "1" if self.literal else ""),
            (ANY_WORD, "1" if self.any_word and self.has_several_words else ""),
        )
        used = [pair for pair in pairs if pair[1]]
        return f"?{urlencode(used)}" if used else ""


def read(data: QueryDict) -> tuple[Criteria, list[str]]:
    """Return the search that `data` asks for, and what of it was not understood, in words."""
    notes: list[str] = []
    text, place = _typed(data, "q"), _typed(data, "tempat")
    if len(text) > MAX_TYPED:
        notes.append(
            _("Kata kunci terlalu panjang. Kami memakai %(count)s huruf pertama.")
            % {"count": MAX_TYPED}
        )
        text = text[:MAX_TYPED].rsplit(" ", 1)[0]
    if text and not plain_words(text):
        notes.append(_("Kata kunci tanpa huruf Latin atau angka tidak kami pakai."))
    if place and place not in places():
        notes.append(_unknown(place, _("Tempat")))
        place = ""
    field = _typed(data, "kejuruan")
    if len(field) > MAX_FIELD:
        notes.append(_unknown(field, _("Kejuruan")))
        field = ""
    flags = (data.get(name) == "1" for name in (OPEN_ONLY, LITERAL, ANY_WORD))
    return Criteria(text, field, place, *flags), notes


def _unknown(value: str, name: str) -> str:
    words = _("Pilihan “%(value)s” untuk %(filter)s tidak dikenal, jadi tidak kami pakai.")
    return words % {"value": value[:MAX_SAID], "filter": name}


def places() -> Mapping[str, Area]:
    """Return the areas by which one can narrow a search: this regency and its province."""
    regency = Office.objects.current().area
    if regency is None:
        return {}
    province = regency.parent
    return {REGENCY: regency} | ({PROVINCE: province} if province else {})


def _typed(data: QueryDict, name: str) -> str:
    return " ".join(data.get(name, "").replace("\x00", " ").split())
