"""A search that finds little: what less strict ones would find, said beside what they leave out."""

from collections.abc import Iterator
from typing import NamedTuple

from django.utils.translation import gettext as _

from sikas.ui.formats import format_number
from training.listing import Counts, counted
from training.search import PROVINCE, REGENCY, Criteria, places

FEW = 3  # programmes that one sees at a glance


class Wider(NamedTuple):
    """A search that asks for less, and what it finds in words."""

    asked: Criteria
    text: str


class _Step(NamedTuple):
    """A search that asks for less; `here` is what it leaves out, `elsewhere` what it finds more."""

    asked: Criteria
    here: str
    elsewhere: str


def widened(asked: Criteria, counts: Counts) -> list[Wider]:
    """Return searches that find more than a search with `counts`, when that finds FEW or none.

    Each leaves out one thing; only where that never helps, all filters. One query for each.
    """
    if counts.total > FEW:
        return []
    each = [_nearer(asked), *_fewer(asked)]
    tried = (step and _said(step, counts) for step in each)
    if found := [wider for wider in tried if wider]:
        return found
    tried = (_said(step, counts) for step in _without_filters(asked))
    return next(([wider] for wider in tried if wider), [])


def _nearer(asked: Criteria) -> _Step | None:
    """Return the search in the province where it finds more there than in the regency."""
    known = places()
    if asked.place != REGENCY or PROVINCE not in known:
        return None
    elsewhere = _("di tempat lain di %s") % known[PROVINCE].name
    return _Step(asked.changed(place=PROVINCE), _("di %s") % known[REGENCY].name, elsewhere)


def _fewer(asked: Criteria) -> Iterator[_Step]:
    if asked.place:
        here = _("di %s") % places()[asked.place].name
        yield _Step(asked.changed(place=""), here, _("di tempat lain"))
    if asked.field:
        here = _("di kejuruan %s") % asked.field
        yield _Step(asked.changed(field=""), here, _("di kejuruan lain"))
    if asked.open_only:
        here, elsewhere = _("yang pendaftarannya masih dibuka"), _("yang menunggu jadwal")
        yield _Step(asked.changed(open_only=False), here, elsewhere)
    if asked.has_several_words and not asked.any_word:
        here, elsewhere = _("yang memuat semua kata"), _("yang memuat salah satunya")
        yield _Step(asked.changed(any_word=True), here, elsewhere)


def _without_filters(asked: Criteria) -> Iterator[_Step]:
    """Yield the words alone, then any of them."""
    bare = Criteria(asked.text, literal=asked.literal, any_word=asked.any_word)
    if bare == asked or not bare.words:
        return
    here = _("dengan semua saringan")
    yield _Step(bare, here, _("tanpa saringan"))
    if bare.has_several_words and not bare.any_word:
        elsewhere = _("tanpa saringan yang memuat salah satu kata")
        yield _Step(bare.changed(any_word=True), here, elsewhere)


def _said(step: _Step, counts: Counts) -> Wider | None:
    """Return the search with its words; None when it finds no more."""
    wider = counted(step.asked)
    more = wider.total - counts.total
    if more <= 0:
        return None
    names = {"here": step.here, "elsewhere": step.elsewhere, "few": format_number(counts.total)}
    names["more"] = format_number(more)
    if wider.is_capped:
        names["more"] = _("lebih dari %s") % names["more"]
    if counts.total:
        return Wider(step.asked, _("Hanya %(few)s %(here)s, %(more)s %(elsewhere)s") % names)
    return Wider(step.asked, _("Tidak ada %(here)s, %(more)s %(elsewhere)s") % names)
