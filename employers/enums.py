"""States of a company, what an officer looks at, and who may act for it."""

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


class DocumentKind(models.TextChoices):
    """What a document of a company proves."""

    NIB = "nib", _("NIB (dari OSS)")
    NPWP = "npwp", _("NPWP")
    WLKP = "wlkp", _("Bukti WLKP")
    OTHER = "other", _("Dokumen lain")

    @property
    def subject(self) -> "ReviewSubject":
        """Return what an officer calls documents of this kind."""
        return ReviewSubject(f"{self.value}_document")


class ReviewSubject(models.TextChoices):
    """One thing that an officer looks at and that a company may have to correct."""

    NAME = "name", _("Nama perusahaan")
    NIB = "nib", _("NIB")
    NPWP = "npwp", _("NPWP")
    WLKP = "wlkp", _("WLKP")
    INDUSTRY = "industry", _("Lapangan usaha")
    ADDRESS = "address", _("Alamat")
    CONTACT = "contact", _("Kontak")
    ABOUT = "about", _("Tentang perusahaan")
    NIB_DOCUMENT = "nib_document", _("Dokumen NIB")
    NPWP_DOCUMENT = "npwp_document", _("Dokumen NPWP")
    WLKP_DOCUMENT = "wlkp_document", _("Bukti WLKP")
    OTHER_DOCUMENT = "other_document", _("Dokumen lain")


# What a company may still change by itself in each state; the rest waits for an officer.
FREE_WHEN_VERIFIED = frozenset(
    {
        ReviewSubject.WLKP,
        ReviewSubject.CONTACT,
        ReviewSubject.ABOUT,
        ReviewSubject.WLKP_DOCUMENT,
        ReviewSubject.OTHER_DOCUMENT,
    }
)
EDITABLE = {
    CompanyState.DRAFT: frozenset(ReviewSubject),
    CompanyState.SUBMITTED: frozenset[ReviewSubject](),
    CompanyState.RETURNED: frozenset(ReviewSubject),
    CompanyState.REJECTED: frozenset(ReviewSubject),
    CompanyState.VERIFIED: FREE_WHEN_VERIFIED,
    CompanyState.SUSPENDED: FREE_WHEN_VERIFIED,
}
