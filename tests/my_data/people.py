"""A person of whom the portal keeps everything it can, in words that nobody else uses."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.contrib.admin.models import CHANGE, LogEntry
from django.test import Client

from employers.enums import MemberRole
from employers.models import Member
from employers.services.team import accept, invite
from seekers.enums import DocumentKind, LanguageLevel, MaritalStatus, Religion, Sex
from seekers.models import (
    Education,
    Experience,
    Language,
    NikConflict,
    NikView,
    Seeker,
    SeekerDisability,
    SeekerDocument,
    Skill,
)
from sikas.accounts import roles
from sikas.accounts.contacts import Contact
from sikas.accounts.models import User
from sikas.accounts.services import registration
from sikas.documents import storage
from sikas.documents.enums import FileType
from sikas.documents.models import StoredFile
from sikas.notifications.services import tell
from sikas.reference.enums import Disability, EducationLevel
from tests.accounts.people import add_app, sign_in
from tests.factories import UserFactory, make_officer
from tests.jobs.factories import CompanyFactory, OwnerFactory
from tests.seekers.factories import SeekerFactory

NIK = "1209124507950007"
PAPER = b"%PDF-1.7 ijazah asli Zubaidah Rangkuti"
NAME = "Zubaidah Rangkuti"
EMAIL, PHONE = "zubaidah.rangkuti@contoh.id", "+6281377001122"


@dataclass
class Estate:
    """A person, and the values that are his alone."""

    user: User
    seeker: Seeker
    values: list[str] = field(default_factory=list)


def person_with_everything(**fields: Any) -> Estate:
    """Save a seeker who is also in a company's team, with rows in every table."""
    user = UserFactory.create(name=NAME, email=EMAIL, phone=PHONE, **fields)
    seeker = SeekerFactory.create(
        user=user,
        number=NIK,
        name=NAME,
        phone=PHONE,
        birth_place="Tanjung Tiram Lama",
        birth_date=date(1995, 7, 5),
        sex=Sex.FEMALE,
        marital_status=MaritalStatus.SINGLE,
        religion=Religion.ISLAM,
        address="Dusun Sembilan Gang Melur",
        summary="Terampil menyulam songket",
        wished_pay=3_217_654,
    )
    hang_rows_on(seeker)
    keep_a_paper(seeker)
    look_at(seeker)
    sign_in(Client(), EMAIL)
    add_app(user)
    join_a_company(user)
    registration.begin_contact(user=user, contact=Contact("email", EMAIL))
    registration.begin_reset(contact=Contact("phone", PHONE))
    joined = {"name": NAME, "company": "PT Uji", "change": "joined"}
    tell(person=user, event="employers.team_change", key="uji", context=joined)
    values = [
        *(NIK, NAME, EMAIL, PHONE, PHONE.removeprefix("+62"), str(seeker.nik_index_a)),
        *(seeker.nik_sealed, "1995-07-05", "Tanjung Tiram", "Gang Melur", "songket", "3217654"),
        *("SMK Bahari", "Tata Busana Pesisir", "Butik Selendang", "membordir kebaya"),
        *("Jahit payet", "Batak Angkola", "pencahayaan terang", "cocokkan KTP Zubaidah"),
        "ijazah zubaidah.pdf",
    ]
    return Estate(user, seeker, values)


def hang_rows_on(seeker: Seeker) -> None:
    """Tell everything that a profile can tell."""
    Education.objects.create(
        seeker=seeker,
        level=EducationLevel.SMK,
        school="SMK Bahari",
        major="Tata Busana Pesisir",
        graduated=2013,
    )
    Experience.objects.create(
        seeker=seeker,
        position="Penjahit",
        employer="Butik Selendang",
        started=date(2014, 1, 1),
        description="membordir kebaya",
    )
    Skill.objects.create(seeker=seeker, name="Jahit payet")
    Language.objects.create(seeker=seeker, name="Batak Angkola", level=LanguageLevel.FLUENT)
    SeekerDisability.objects.create(
        seeker=seeker,
        kinds=[Disability.values[0]],
        needs="pencahayaan terang",
        consent_version="2026-11-25",
    )


def keep_a_paper(seeker: Seeker) -> None:
    """Keep a file whose bytes are the person's alone."""
    with storage.incoming() as file:
        file.write(PAPER)
        path = storage.keep(file)
    stored = StoredFile.objects.create(
        path=path,
        original_name="ijazah zubaidah.pdf",
        content_type=FileType.PDF,
        size=len(PAPER),
        sha256="0" * 64,
        pages=1,
    )
    SeekerDocument.objects.create(seeker=seeker, kind=DocumentKind.DIPLOMA, file=stored)


def look_at(seeker: Seeker) -> User:
    """Let an officer look at the NIK, find a conflict, and write about the person."""
    officer = make_officer(roles.COUNTER, name="Rina Siregar")
    NikView.objects.create(seeker=seeker, officer=officer, purpose="cocokkan KTP Zubaidah")
    NikConflict.objects.create(seeker=seeker)
    LogEntry.objects.log_actions(
        officer.pk,
        [User.objects.get(seeker=seeker)],
        CHANGE,
        change_message=[],
        single_object=True,
    )
    return officer


def join_a_company(user: User) -> Member:
    """Accept an invitation, then invite somebody else."""
    company = CompanyFactory.create()
    owner = OwnerFactory.create(company=company).user
    contact = Contact("email", str(user.email))
    member = accept(
        invitation=invite(company=company, contact=contact, role=MemberRole.RECRUITER, by=owner),
        person=user,
    )
    tamu = Contact("email", "tamu@contoh.id")
    invite(company=company, contact=tamu, role=MemberRole.RECRUITER, by=user)
    return member
