"""States of a company, and who may act for it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CompanyState(models.TextChoices):
    """Where a company stands in its verification by the office."""

    DRAFT = "draft", _("Belum diajukan")
    SUBMITTED = "submitted", _("Diajukan")
    VERIFIED = "verified", _("Terverifikasi")
    RETURNED = "returned", _("Perlu perbaikan")
    REJECTED = "rejected", _("Ditolak")
    SUSPENDED = "suspended", _("Dibekukan")


# A rejected company may correct its papers and ask again; a suspended one comes back by an officer.
COMPANY_TRANSITIONS = {
    CompanyState.DRAFT: frozenset({CompanyState.SUBMITTED}),
    CompanyState.SUBMITTED: frozenset(
        {CompanyState.VERIFIED, CompanyState.RETURNED, CompanyState.REJECTED}
    ),
    CompanyState.RETURNED: frozenset({CompanyState.SUBMITTED}),
    CompanyState.REJECTED: frozenset({CompanyState.SUBMITTED}),
    CompanyState.VERIFIED: frozenset({CompanyState.SUSPENDED}),
    CompanyState.SUSPENDED: frozenset({CompanyState.VERIFIED}),
}


class MemberRole(models.TextChoices):
    """What a person may do for a company."""

    OWNER = "owner", _("Pemilik akun")
    RECRUITER = "recruiter", _("Perekrut")
