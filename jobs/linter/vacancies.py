"""A whole vacancy read by the rules: its texts, its pay, whom it asks for."""

from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext as _

from jobs.lines import openings_line, pay_line
from jobs.linter.findings import Finding
from jobs.linter.kinds import Kind
from jobs.linter.texts import lint_text
from jobs.models import Vacancy
from sikas import clock
from sikas.reference.enums import EmploymentType
from sikas.reference.selectors import minimum_wage
from sikas.ui.formats import format_money

TEXTS = ("title", "description", "requirements")
# A month's wage is promised for a month's work; others are paid by the hour or the day.
WHOLE_MONTH = frozenset({EmploymentType.FULL_TIME, EmploymentType.CONTRACT})


def lint_vacancy(vacancy: Vacancy) -> list[Finding]:
    """Return what a company and the officer should look at, what blocks first."""
    found = [finding for field in TEXTS for finding in lint_text(getattr(vacancy, field), field)]
    found += [*_one_sex(vacancy), *_pay(vacancy)]
    return sorted(found, key=lambda finding: not finding.blocks)


def _one_sex(vacancy: Vacancy) -> Iterator[Finding]:
    everybody = vacancy.openings_either or (vacancy.openings_men and vacancy.openings_women)
    if vacancy.openings and not everybody and not vacancy.limits_reason:
        yield Finding(Kind.SEX, openings_line(vacancy), field="openings_either")


def missed_minimum(vacancy: Vacancy) -> Decimal | None:
    """Return the minimum wage when a month's work is offered for less, else None."""
    offered = vacancy.pay_min if vacancy.pay_min is not None else vacancy.pay_max
    if offered is None or vacancy.employment_type not in WHOLE_MONTH:
        return None
    least = minimum_wage(clock.now().year)
    return least if least is not None and offered < least else None


def _pay(vacancy: Vacancy) -> Iterator[Finding]:
    least = missed_minimum(vacancy)
    if least is not None:
        line = pay_line(vacancy.pay_min, vacancy.pay_max)
        words = _("%(pay)s, upah minimum %(least)s") % {"pay": line, "least": format_money(least)}
        yield Finding(Kind.PAY, words, field="pay_min")
