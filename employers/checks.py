"""What a machine can tell an officer about a company before the officer looks."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from employers.models import Company
from employers.profile import WLKP_VALID
from sikas import clock
from sikas.origins import heard_of
from sikas.ui.formats import format_date


@dataclass(frozen=True)
class Check:
    """One line of the officer's checklist: what was looked at, what it says, whether it fits."""

    label: str
    found: str
    fits: bool


def company_checks(company: Company) -> list[Check]:
    """Return the checklist of a company."""
    return [
        Check(_("NIB"), company.nib or _("belum diisi"), bool(company.nib)),
        Check(_("NPWP"), company.npwp or _("belum diisi"), bool(company.npwp)),
        _wlkp(company.wlkp_number, company.wlkp_date),
        Check(
            _("Lapangan usaha"),
            str(company.industry or _("belum diisi")),
            company.industry is not None,
        ),
        Check(_("Alamat"), company.address or _("belum diisi"), bool(company.address)),
        Check(_("Kontak"), _contact(company) or _("belum diisi"), bool(_contact(company))),
        *_same_name(company),
        *_heard(company),
    ]


def _heard(company: Company) -> Iterator[Check]:
    """Yield what another office says of the company."""
    if heard := heard_of(company):
        yield Check(heard.label, heard.found, heard.fits)


def _wlkp(number: str, reported: date | None) -> Check:
    label = _("Wajib lapor (WLKP)")
    if not number or not reported:
        return Check(label, _("belum diisi"), fits=False)
    found = _("%(number)s, %(date)s") % {"number": number, "date": format_date(reported)}
    age = localdate(clock.now()) - reported
    return Check(label, found, timedelta(0) <= age <= WLKP_VALID)


def _contact(company: Company) -> str:
    return " · ".join(filter(None, [company.phone, company.email]))


def _same_name(company: Company) -> Iterator[Check]:
    others = Company.objects.filter(name__iexact=company.name).exclude(pk=company.pk).count()
    if others:
        yield Check(_("Nama sama"), _("%s perusahaan lain") % others, fits=False)
