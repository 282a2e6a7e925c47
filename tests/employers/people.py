"""People of companies for the tests of their own side."""

from hashlib import sha256

from employers.enums import CompanyState, DocumentKind, MemberRole
from employers.models import Company, CompanyDocument, Member
from sikas import clock
from sikas.accounts.models import User
from sikas.documents import storage
from sikas.documents.models import StoredFile
from sikas.reference.enums import AreaLevel, CodeSystem
from sikas.reference.models import Area, Industry, Office
from tests.factories import UserFactory
from tests.jobs.factories import CompanyFactory


def member_of(company: Company, role: MemberRole = MemberRole.OWNER, **person: object) -> User:
    """Save somebody who acts for the company."""
    user = UserFactory.create(company=True, **person)
    Member.objects.create(company=company, user=user, role=role)
    return user


def complete(village: Area, **changes: object) -> Company:
    """Save a draft company with everything that a submission needs."""
    values = {
        "state": CompanyState.DRAFT,
        "verified_at": None,
        "npwp": "012345678901000",
        "wlkp_number": "21274.20261001.0001",
        "wlkp_date": clock.now().date(),
        "industry": Industry.objects.get(code="10"),
        "area": village,
        "address": "Jalan Lintas Km 9",
        "phone": "0623-41234",
    }
    company = CompanyFactory.create(**values | changes)
    for kind in (DocumentKind.NIB, DocumentKind.NPWP):
        hand_in(company, kind)
    return company


def hand_in(
    company: Company, kind: DocumentKind = DocumentKind.NIB, name: str = "", content: bytes = b""
) -> CompanyDocument:
    """Save a document whose bytes exist, without having them inspected."""
    content = content or b"%PDF-" + kind.encode()
    with storage.incoming() as file:
        file.write(content)
        path = storage.keep(file)
    stored = StoredFile.objects.create(
        path=path,
        original_name=name or f"{kind}.pdf",
        content_type="application/pdf",
        size=len(content),
        sha256=sha256(content).hexdigest(),
        pages=2,
    )
    return CompanyDocument.objects.create(company=company, kind=kind, file=stored)


def make_village() -> Area:
    """Save the office with a desa of its regency, and an industry; return the desa."""
    made: list[Area] = []
    for code, level, name in (
        ("12", AreaLevel.PROVINCE, "Sumatera Utara"),
        ("12.09", AreaLevel.REGENCY, "Asahan"),
        ("12.09.15", AreaLevel.DISTRICT, "Bandar Pulau"),
        ("12.09.15.2010", AreaLevel.VILLAGE, "Padang Pulau"),
    ):
        parent = made[-1] if made else None
        made.append(
            Area.objects.create(
                system=CodeSystem.KEMENDAGRI, code=code, level=level, name=name, parent=parent
            )
        )
    Office.objects.create(area=made[1], government="Pemkab", name="Dinas", short_name="Disnaker")
    Office.objects.forget()
    letter = Industry.objects.create(edition=2020, code="C", digits=1, title="Industri")
    Industry.objects.create(edition=2020, code="10", digits=2, title="Makanan", parent=letter)
    return made[-1]
