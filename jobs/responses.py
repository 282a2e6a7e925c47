"""How reliably a company answers, in words: beside its vacancies, before somebody applies."""

from datetime import timedelta
from math import ceil

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from employers.models import Company
from jobs.models import Responsiveness

FEWEST = 5  # applications; fewer say nothing about a company


def response_line(company: Company) -> str:
    """Return `92% lamaran dijawab, biasanya dalam 4 hari`; empty while too few were due.

    `company` has its `responsiveness` selected. Percent are rounded down: 100 means all.
    """
    found: Responsiveness | None = getattr(company, "responsiveness", None)
    if found is None or found.due < FEWEST:
        return ""
    share = _("%d%% lamaran dijawab") % (100 * found.answered // found.due)
    if found.usual is None:
        return share
    days = max(1, ceil(found.usual / timedelta(days=1)))
    usual = ngettext("biasanya dalam %d hari", "biasanya dalam %d hari", days) % days
    return f"{share}, {usual}"
