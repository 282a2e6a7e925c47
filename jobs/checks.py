"""What a machine can tell an officer about a vacancy before the officer looks."""

from collections.abc import Iterator
from datetime import timedelta

from django.utils.translation import gettext as _

from employers.checks import Check
from employers.enums import CompanyState
from employers.models import Company
from jobs.allowance import allowance_of
from jobs.deadlines import LONGEST
from jobs.lines import openings_line, pay_line
from jobs.linter.vacancies import missed_minimum
from jobs.models import Vacancy
from sikas import clock
from sikas.ui.formats import format_date, format_money


def vacancy_checks(vacancy: Vacancy) -> list[Check]:
    """Return the checklist of a vacancy with `company`, `occupation` and `area` selected."""
    company = vacancy.company
    verified = company is not None and company.state == CompanyState.VERIFIED
    return [
        Check(
            _("Perusahaan"),
            str(company.get_state_display()) if company else vacancy.employer_name,
            verified,
        ),
        *_new_company(company),
        Check(
            _("Jabatan"),
            str(vacancy.occupation or _("belum dipilih")),
            vacancy.occupation is not None,
        ),
        Check(_("Tempat kerja"), str(vacancy.area or _("belum dipilih")), vacancy.area is not None),
        Check(_("Jumlah kebutuhan"), openings_line(vacancy), vacancy.openings > 0),
        *_pay(vacancy),
        _deadline(vacancy),
        *_same_title(vacancy),
    ]


def _new_company(company: Company | None) -> Iterator[Check]:
    """Say what a company that has still to earn trust has and may have at once."""
    allowance = allowance_of(company) if company else None
    if allowance and allowance.is_new:
        words = _("%(used)d dari %(limit)d lowongan diajukan atau terbit, %(until)s")
        values = {"used": allowance.used, "limit": allowance.limit, "until": allowance.until}
        yield Check(_("Perusahaan baru"), words % values, fits=False)


def _pay(vacancy: Vacancy) -> Iterator[Check]:
    line = pay_line(vacancy.pay_min, vacancy.pay_max)
    least = missed_minimum(vacancy)
    found = line if least is None else f"{line} (UMK {format_money(least)})"
    yield Check(_("Upah"), found, least is None)


def _deadline(vacancy: Vacancy) -> Check:
    label = _("Batas waktu")
    if not vacancy.closes_at:
        return Check(label, _("belum diisi"), fits=False)
    left = vacancy.closes_at - clock.now()
    return Check(label, format_date(vacancy.closes_at), timedelta(0) < left <= LONGEST)


def _same_title(vacancy: Vacancy) -> Iterator[Check]:
    others = (
        Vacancy.objects.public()
        .filter(company=vacancy.company_id, title__iexact=vacancy.title)
        .exclude(pk=vacancy.pk)
        .count()
    )
    if others:
        yield Check(_("Judul sama"), _("%s lowongan terbuka") % others, fits=False)
