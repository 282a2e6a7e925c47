"""How many vacancies a company may have submitted or open at once: few while it is new."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils.translation import gettext as _

from employers.models import Company
from jobs.enums import VacancyState
from jobs.selectors import open_condition
from sikas import clock
from sikas.ui.formats import format_date

NEW_FOR = timedelta(days=30)  # after its verification; a suspension begins it anew
NEW_LIMIT, LIMIT = 5, 100


@dataclass(frozen=True)
class Allowance:
    """What a company has and may have at once.

    It is new until `new_until`, and until a first vacancy of it was published.
    """

    used: int
    new_until: datetime | None
    unproven: bool

    @property
    def is_new(self) -> bool:
        """Tell whether the company has still to earn trust."""
        return self.new_until is not None or self.unproven

    @property
    def limit(self) -> int:
        """How many vacancies it may have submitted or open."""
        return NEW_LIMIT if self.is_new else LIMIT

    @property
    def is_used_up(self) -> bool:
        """Tell whether another one has to wait."""
        return self.used >= self.limit

    @property
    def until(self) -> str:
        """Return until when a new company is limited, in words."""
        if self.new_until and self.unproven:
            words = _("sampai %s dan lowongan pertamanya pernah terbit")
            return words % format_date(self.new_until)
        if self.new_until:
            return _("sampai %s") % format_date(self.new_until)
        return _("sampai lowongan pertamanya terbit")


def allowance_of(company: Company) -> Allowance:
    """Return what a company has submitted or open now, and how much it may have."""
    since = company.verified_at or clock.now()
    counted = Q(state=VacancyState.SUBMITTED) | open_condition()
    return Allowance(
        used=company.vacancies.filter(counted).count(),
        new_until=since + NEW_FOR if since + NEW_FOR > clock.now() else None,
        unproven=not company.vacancies.filter(published_at__isnull=False).exists(),
    )
