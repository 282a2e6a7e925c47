"""What the vacancy list shows, as plain values: a template that only prints is a fast one."""

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jobs.enums import Source
from jobs.lines import closing_line, education_line, employment_line, pay_line
from jobs.search.criteria import BEST, NEWEST, Criteria
from jobs.search.groups import HERE, Group
from jobs.search.lists import Lists
from jobs.search.selectors import Counts, Row
from jobs.search.totals import totals
from jobs.search.widening import Found
from sikas.ui.formats import format_number

CARDS = 2_000  # that are kept ready: they are made of their row alone


class Option(NamedTuple):
    """A value of a filter, and how many vacancies have it."""

    value: str
    name: str
    vacancies: str
    is_chosen: bool


class Filter(NamedTuple):
    """A filter as a box of choices (`several`) or a list to choose one from."""

    param: str
    label: str
    several: bool
    options: list[Option]
    is_used: bool


class Scope(NamedTuple):
    """A choice of where to look."""

    name: str
    url: str
    is_chosen: bool


class Card(NamedTuple):
    """A vacancy in the list."""

    url: str
    title: str
    employer: str
    is_verified: bool
    pay: str
    place: str
    facts: str
    closes: str
    source: str  # empty for vacancies of this portal
    is_inclusive: bool


@dataclass(frozen=True, slots=True)
class Explained:
    """Why the page shows something else than what was asked for."""

    text: str
    action: str = ""
    url: str = ""


def filter_options(group: Group, asked: Criteria, counts: Counts, known: Lists) -> Filter:
    """Return a filter with the values that lead somewhere, and those in use."""
    found, chosen = counts.by_value[group.param], asked.values(group.param)
    options = [
        Option(value, str(name), format_number(found.get(value, 0)), value in chosen)
        for value, name in group.names(known).items()
        if found.get(value) or value in chosen
    ]
    return Filter(group.param, str(group.label), group.several, options, bool(chosen))


def chips(asked: Criteria, known: Lists, address: str) -> list[tuple[str, str, str]]:
    """Return (filter, value, address without it) for each value in use; `scopes` shows its own."""
    return [
        (str(group.label), group.name(value, known) or value, address + left.query_string())
        for group, values in asked.without(HERE).filters
        for value in values
        for left in [asked.without(group.param, value)]
    ]


def scopes(
    asked: Criteria, found: Criteria, counts: Counts, known: Lists, address: str
) -> list[Scope]:
    """Return the choice between what lies here and all; none where all lies here.

    The number is left out when there are more hits than are counted.
    """
    chosen, everywhere = bool(asked.values(HERE)), asked.without(HERE)
    for code, name in known.regency.items():
        number = counts.total if found.values(HERE) else counts.by_value[HERE].get(code, 0)
        is_known = not counts.is_capped
        if everywhere.is_empty:
            number, is_known = totals().vacancies, True
        if not chosen and (not totals().elsewhere or (is_known and number == counts.total)):
            break
        here = replace(asked, chosen=((HERE, (code,)), *everywhere.chosen))
        words = _("Di %s") % name
        return [
            Scope(
                f"{words} ({format_number(number)})" if is_known else words,
                address + here.query_string(),
                chosen,
            ),
            Scope(_("Seluruh Indonesia"), address + everywhere.query_string(), not chosen),
        ]
    return []


def orders(asked: Criteria) -> list[tuple[str, str, bool]]:
    """Return (value, name, is chosen) of the orders that make sense."""
    if not asked.words:
        return []
    names = ((BEST, _("Paling cocok")), (NEWEST, _("Terbaru")))
    return [(value, name, value == asked.order) for value, name in names]


def cards(rows: list[Row], address: str) -> list[Card]:
    """Return the rows as the list prints them; a vacancy's page lies below `address`."""
    return [_card(row, address) for row in rows]


@lru_cache(maxsize=CARDS)
def _card(row: Row, address: str) -> Card:
    people = _("%s orang") % format_number(row.openings) if row.openings else ""
    kind = employment_line(row.employment_type)
    education = education_line(row.education, row.source)
    return Card(
        url=f"{address}{slugify(row.title) or 'lowongan'}-{row.vacancy_id}/",
        title=row.title,
        employer=row.employer,
        is_verified=row.company_id is not None,
        pay=pay_line(row.pay_min, row.pay_max, row.source),
        place=row.place,
        facts=" · ".join(filter(None, (kind, education, people))),
        closes=closing_line(row.closes_at, row.source, is_short=True),
        source="" if row.source == Source.LOCAL else str(Source(row.source).label),
        is_inclusive=row.is_inclusive,
    )


def heading(found: Found, counts: Counts, asked: Criteria) -> str:
    """Return how many vacancies were found; more than can be counted quickly is said to be more.

    The newest, shown because nothing was found, are not counted as if they had been.
    """
    if found.everything and not asked.is_empty and found.page.rows:
        return _("Lowongan terbaru")
    number = format_number(counts.total)
    if counts.is_capped:
        return _("Lebih dari %(count)s lowongan") % {"count": number}
    if not found.page.rows:
        return _("Tidak ada lowongan")
    return ngettext("%(count)s lowongan", "%(count)s lowongan", counts.total) % {"count": number}


def explained(found: Found, asked: Criteria, address: str) -> list[Explained]:
    """Return in words how the search was corrected and widened."""
    said = []
    if found.everything and not asked.is_empty:
        text = _("Belum ada lowongan yang sesuai. Ini lowongan terbaru.")
        return [Explained(text, _("Hapus pencarian"), address)]
    if found.corrected:
        literal = Criteria(asked.text, asked.chosen, asked.order, literal=True)
        said.append(
            Explained(
                _("Menampilkan hasil untuk “%(meant)s”.") % {"meant": found.criteria.text},
                _("Cari “%(typed)s” saja") % {"typed": asked.text},
                address + literal.query_string(),
            )
        )
    if found.dropped:
        names = ", ".join(str(group.label).lower() for group in found.dropped)
        said.append(
            Explained(
                _("Tidak ada yang sesuai dengan semua pilihan, jadi kami abaikan: %(filters)s.")
                % {"filters": names}
            )
        )
    if found.any_word and not asked.any_word:
        said.append(
            Explained(_("Tidak ada yang memuat semua kata, jadi kami cari yang memuat salah satu."))
        )
    return said
