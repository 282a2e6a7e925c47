"""Rows of ours that a record of the ministry may be, each side by side with it.

Computed for one case at a time; a likeness only proposes, an officer decides.
"""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from employers.enums import CompanyState
from integration.comparing import Comparison, Pair, compare, is_near, rows_for
from integration.models import RemoteCompany, RemoteSeeker
from integration.numbers import is_one_nik, number_of
from seekers.finding import people_named

SHOWN = 5
ALIKE = 0.3  # likeness of a company's name from which it is worth a look


@dataclass(frozen=True)
class Candidate:
    """A row of ours; `rival_url` leads to the record with which it is joined already."""

    name: str
    url: str
    rival_url: str
    compared: Comparison

    @property
    def key(self) -> int:
        """The number of the row."""
        return self.compared.key

    @property
    def confirmation(self) -> str:
        """What an officer says who joins the two although they differ."""
        words = _("Saya sudah memeriksa yang berbeda (%s): keduanya memang satu.")
        return words % self.compared.subjects


def companies(pair: RemoteCompany) -> list[Candidate]:
    """Return companies of that NIB or a name like it, the likest first; the pair's own alone."""
    if pair.company_id:
        return _candidates(pair, rows_for(pair).filter(pk=pair.company_id))
    found = rows_for(pair).exclude(state=CompanyState.DRAFT)
    alike = found.filter(number_of(pair) | Q(likeness__gte=ALIKE))
    rows = list(alike.order_by("-likeness", "pk")[: SHOWN * 2])
    rows.sort(key=lambda row: (row.nib != pair.nib, not is_near(pair, row)))
    return _candidates(pair, rows)


def seekers(pair: RemoteSeeker) -> list[Candidate]:
    """Return people of that NIK or a name like it, those born on that day first."""
    found = rows_for(pair).order_by("-likeness", "pk")
    if pair.seeker_id:
        return _candidates(pair, found.filter(pk=pair.seeker_id))
    rows = list(found.filter(number_of(pair) | Q(pk__in=people_named(pair.name))))
    rows.sort(key=lambda row: (not is_one_nik(pair, row), row.birth_date != pair.birth_date))
    return _candidates(pair, rows)


def _candidates(pair: Pair, rows: Any) -> list[Candidate]:
    is_company = isinstance(pair, RemoteCompany)
    page = "admin:employers_company_change" if is_company else "counter_person"
    rival = "remote_company" if is_company else "remote_seeker"
    return [
        Candidate(
            row.name,
            reverse(page, args=[row.pk]),
            reverse(rival, args=[row.rival]) if row.rival else "",
            compare(pair, row),
        )
        for row in rows[:SHOWN]
    ]
