"""What invented companies filed and what officers found in it, with drawn papers as proof."""

import hashlib
import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from employers.demo.history import Step
from employers.enums import CompanyState, DocumentKind, MemberRole, ReviewSubject
from employers.models import Company, CompanyDocument, Invitation, Member, ReviewItem, Submission
from employers.profile import facts
from sikas.accounts.models import User
from sikas.documents import storage
from sikas.documents.models import StoredFile
from sikas.documents.pdf import render_pdf

TITLES = {
    DocumentKind.NIB: "Nomor Induk Berusaha",
    DocumentKind.NPWP: "Nomor Pokok Wajib Pajak",
    DocumentKind.WLKP: "Wajib Lapor Ketenagakerjaan",
}
# What a part said before an officer asked to correct it.
WRONG = {
    ReviewSubject.NAME: "Koperasi Rambatan",
    ReviewSubject.NIB: "1211229000040",
    ReviewSubject.NPWP: "99003167700000",
    ReviewSubject.ADDRESS: "Dekat simpang",
    ReviewSubject.INDUSTRY: "47 Perdagangan eceran",
}
NOTE = "Sudah kami samakan dengan berkas dari OSS. Terima kasih."


def hand_in(company: Company, kinds: Sequence[DocumentKind], at: datetime, by: User) -> None:
    """Save a drawn paper of each kind."""
    for kind in kinds:
        content = render_pdf(template="company_paper.typ", data=_paper(company, kind))
        with storage.incoming() as target:
            target.write(content)
            path = storage.keep(target)
        file = StoredFile.objects.create(
            path=path,
            original_name=f"{kind.name} {company.name}.pdf",
            content_type="application/pdf",
            size=len(content),
            sha256=hashlib.sha256(content).hexdigest(),
            pages=1,
            created_at=at,
        )
        CompanyDocument.objects.create(
            company=company, kind=kind, file=file, uploaded_by=by, uploaded_at=at
        )


def file_past(company: Company, steps: Sequence[Step], fault: str) -> None:
    """Write each submission and what was found in it; `fault` is the part that was returned."""
    said = facts(company)
    filed: Submission | None = None
    for number, step in enumerate(steps):
        if step.to == CompanyState.SUBMITTED:
            later = [other.to for other in steps[number + 1 :]]
            stood = said
            if fault and CompanyState.SUBMITTED in later:
                stood = said | {ReviewSubject(fault): WRONG.get(ReviewSubject(fault), "")}
            note = NOTE if filed else ""
            filed = Submission.objects.create(
                company=company, at=step.at, by=step.by, facts=stood, note=note
            )
        elif filed and step.to != CompanyState.SUSPENDED:
            _find(filed, fault if step.to == CompanyState.RETURNED else "", step.reason)


def add_colleagues(company: Company, owner: User, now: datetime) -> None:
    """Give the demo's company a recruiter and an invitation that waits."""
    address = "perekrut@harsaloka.example"
    recruiter = User.objects.create_user(
        id=uuid.uuid5(uuid.NAMESPACE_URL, address),
        username=uuid.uuid5(uuid.NAMESPACE_DNS, address),
        name="Dina Panggabean",
        email=address,
        email_verified=now,
        kind=owner.kind,
    )
    Member.objects.create(company=company, user=recruiter, role=MemberRole.RECRUITER)
    Invitation.objects.create(
        company=company,
        channel="email",
        address="rekan@harsaloka.example",
        digest=hashlib.sha256(company.name.encode()).hexdigest(),  # of no token: nobody has it
        invited_by=owner,
        sent_at=now - timedelta(days=1),
        expires_at=now + timedelta(days=6),
    )


def _find(filed: Submission, fault: str, reason: str) -> None:
    ReviewItem.objects.bulk_create(
        ReviewItem(
            submission=filed,
            subject=subject,
            fits=subject != fault,
            reason=reason if subject == fault else "",
        )
        for subject in ReviewSubject
    )


def _paper(company: Company, kind: DocumentKind) -> dict[str, Any]:
    numbers = {
        DocumentKind.NIB: company.nib,
        DocumentKind.NPWP: company.npwp,
        DocumentKind.WLKP: company.wlkp_number,
    }
    rows = [("Nama", company.name), ("Nomor", numbers[kind]), ("Alamat", company.address)]
    return {"title": TITLES[kind], "rows": rows}
