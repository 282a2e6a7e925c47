"""A company's profile: its parts, the steps in which they are filled in, and what is missing."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from employers.enums import EDITABLE, CompanyState, DocumentKind, ReviewSubject
from employers.models import Company
from sikas import clock
from sikas.ui.formats import format_date, format_zone

SECONDS = re.compile(r"(?<=, \d\d\.\d\d)\.\d\d\)$", re.MULTILINE)  # as `_papers` writes them
WLKP_VALID = timedelta(days=365)  # UU 7/1981 art. 7: reported every year


@dataclass(frozen=True)
class Step:
    """One screen of the profile and the parts filled in on it."""

    slug: str
    title: str | Promise
    subjects: tuple[ReviewSubject, ...]


STEPS = (
    Step(
        "identitas",
        gettext_lazy("Identitas"),
        (ReviewSubject.NAME, ReviewSubject.NIB, ReviewSubject.NPWP, ReviewSubject.WLKP),
    ),
    Step(
        "usaha",
        gettext_lazy("Usaha dan alamat"),
        (ReviewSubject.INDUSTRY, ReviewSubject.ADDRESS, ReviewSubject.CONTACT),
    ),
    Step("tentang", gettext_lazy("Tentang"), (ReviewSubject.ABOUT,)),
)
# The last one has files instead of fields, and a page of its own.
DOCUMENTS = Step("dokumen", gettext_lazy("Dokumen"), tuple(kind.subject for kind in DocumentKind))
WAY = (*STEPS, DOCUMENTS)
STEP_OF = {subject: step for step in STEPS for subject in step.subjects}
# Without these an officer has nothing to compare the numbers with.
REQUIRED_DOCUMENTS = (DocumentKind.NIB, DocumentKind.NPWP)
# Columns of each part, in the order of their form; the first is where a link leads.
FIELDS: dict[ReviewSubject, tuple[str, ...]] = {
    ReviewSubject.NAME: ("name",),
    ReviewSubject.NIB: ("nib",),
    ReviewSubject.NPWP: ("npwp",),
    ReviewSubject.WLKP: ("wlkp_number", "wlkp_date"),
    ReviewSubject.INDUSTRY: ("industry",),
    ReviewSubject.ADDRESS: ("area", "address"),
    ReviewSubject.CONTACT: ("phone", "email", "website"),
    ReviewSubject.ABOUT: ("description", "employees"),
}


@dataclass(frozen=True)
class Gap:
    """Something that must be filled in before the company can be submitted."""

    subject: ReviewSubject
    field: str
    text: str


def facts(company: Company) -> dict[ReviewSubject, str]:
    """Return every part of the profile as text, empty where nothing is filled in."""
    return {
        ReviewSubject.NAME: company.name,
        ReviewSubject.NIB: company.nib or "",
        ReviewSubject.NPWP: company.npwp,
        ReviewSubject.WLKP: _listed(
            company.wlkp_number, format_date(company.wlkp_date) if company.wlkp_date else ""
        ),
        ReviewSubject.INDUSTRY: str(company.industry or ""),
        ReviewSubject.ADDRESS: _listed(company.address, _place(company)),
        ReviewSubject.CONTACT: _listed(company.phone, company.email, company.website),
        ReviewSubject.ABOUT: "\n\n".join(
            filter(None, [company.description, _workers(company.employees)])
        ),
        **_papers(company),
    }


def gaps(company: Company) -> list[Gap]:
    """Return what is missing for a submission, in the order of the steps."""
    required = (
        (ReviewSubject.NIB, "nib", company.nib, _("Isi NIB.")),
        (ReviewSubject.NPWP, "npwp", company.npwp, _("Isi NPWP.")),
        (ReviewSubject.INDUSTRY, "industry", company.industry_id, _("Pilih lapangan usaha.")),
        (ReviewSubject.ADDRESS, "area", company.area_id, _("Pilih desa atau kelurahan.")),
        (ReviewSubject.ADDRESS, "address", company.address, _("Isi alamat.")),
        (ReviewSubject.CONTACT, "phone", company.phone, _("Isi telepon.")),
    )
    found = [Gap(subject, field, text) for subject, field, value, text in required if not value]
    there = set(company.documents.values_list("kind", flat=True))
    return found + [
        Gap(kind.subject, kind, _("Unggah dokumen %s.") % kind.label)
        for kind in REQUIRED_DOCUMENTS
        if kind not in there
    ]


def warnings(company: Company) -> Iterator[str]:
    """Yield what does not hinder a submission but will be asked about."""
    if not company.wlkp_date:
        yield _("WLKP belum diisi. Setiap perusahaan wajib lapor ketenagakerjaan, gratis.")
    elif wlkp_is_old(company):
        yield _("WLKP lebih dari satu tahun. Perbarui di wajiblapor.kemnaker.go.id.")


def wlkp_is_old(company: Company) -> bool:
    """Tell whether the yearly report has run out."""
    reported = company.wlkp_date
    return reported is not None and localdate(clock.now()) - reported > WLKP_VALID


def is_editable(company: Company, subject: ReviewSubject) -> bool:
    """Tell whether the company may change this part by itself now."""
    return subject in EDITABLE[CompanyState(company.state)]


def step_url(company: Company, subject: ReviewSubject, field: str = "") -> str:
    """Return where a part is filled in, at its field."""
    if subject not in STEP_OF:
        return reverse("company_documents", args=[company.pk]) + f"#{subject}"
    url = reverse("company_step", args=[company.pk, STEP_OF[subject].slug])
    return f"{url}#id_{field or FIELDS[subject][0]}"


def in_words(subject: ReviewSubject, text: str) -> str:
    """Return a part as people read it: of documents without the seconds that tell them apart."""
    if subject not in DOCUMENTS.subjects:
        return text
    return SECONDS.sub(f" {format_zone(clock.now())})", text)


def _papers(company: Company) -> dict[ReviewSubject, str]:
    """Return the documents by part; another file of the same name has another moment."""
    lines: dict[ReviewSubject, list[str]] = {kind.subject: [] for kind in DocumentKind}
    for document in company.documents.select_related("file"):
        at = localtime(document.uploaded_at)
        words = f"{document} ({format_date(at)}, {at:%H.%M.%S})"
        lines[DocumentKind(document.kind).subject].append(words)
    return {subject: "\n".join(found) for subject, found in lines.items()}


def _listed(*parts: str) -> str:
    return ", ".join(filter(None, parts))


def _place(company: Company) -> str:
    area = company.area
    if area is None:
        return ""
    return _listed(str(area), str(area.parent or ""))


def _workers(number: int | None) -> str:
    return "" if number is None else _("%s pekerja") % number
