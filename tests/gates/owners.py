"""Whose rows addresses name: one person's, for himself and for a stranger of the same role.

Every parameter of an address outside /admin/ is named here or in `world.VALUES`; one that is not
fails the access table.
"""

from collections.abc import Callable
from datetime import timedelta
from itertools import product
from typing import cast
from uuid import uuid4

from django.db.models import Model

from employers.enums import DocumentKind, MemberRole
from employers.models import Company
from employers.services.team import invite
from jobfair.models import Booth
from jobs.enums import InterviewKind
from jobs.models import Application, ApplicationDocument, Interview, ReplyTemplate
from jobs.models.applications import new_receipt
from seekers.enums import DocumentKind as SeekerDocumentKind
from seekers.rows import KINDS
from seekers.services.profile import start_profile
from sikas import clock
from sikas.accounts.contacts import Contact
from sikas.accounts.enums import RequestKind
from sikas.accounts.models import User
from sikas.accounts.services.requests import ask
from sikas.notifications.enums import Channel
from sikas.notifications.services import queue_message
from tests.employers.people import hand_in
from tests.factories import UserFactory
from tests.gates import fairs
from tests.gates.routes import Route
from tests.jobfair.fairs import BoothFactory, position_in
from tests.jobfair.reports import reported_fair
from tests.jobs.applicants import invited, told_hired
from tests.jobs.factories import CompanyFactory, OwnerFactory, ReportFactory, VacancyFactory
from tests.jobs.recruiting import fill
from tests.jobs.seeking import kept_search
from tests.seekers.people import hand_in_paper, stored_picture
from tests.training.factories import ProgrammeFactory


class Estate:
    """A person of a role and the rows that addresses name.

    All are made at once, before a test whose end would take them away again.
    """

    def __init__(self, person: User, role: str) -> None:
        self.person = person
        self._rows: dict[str, Model] = {}
        for place in OWNED:
            if role_at(place) == role:
                self.row(place)

    def row(self, place: str) -> Model:
        """Return this person's row at a place of OWNED."""
        if place not in self._rows:
            self._rows[place] = OWNED[place](self)
        return self._rows[place]

    @property
    def company(self) -> Company:
        """The company that this person owns."""
        return cast(Company, self.row("perusahaan-saya/<company_id>"))


def _company(estate: Estate) -> Model:
    company = CompanyFactory.create()
    OwnerFactory.create(company=company, user=estate.person, role=MemberRole.OWNER)
    return company


def _member(estate: Estate) -> Model:
    return OwnerFactory.create(company=estate.company, role=MemberRole.RECRUITER)


def _invitation(estate: Estate) -> Model:
    return invite(
        company=estate.company,
        contact=Contact("email", f"tamu{estate.company.pk}@contoh.id"),
        role=MemberRole.RECRUITER,
        by=estate.person,
    )


def _fair(estate: Estate) -> Model:
    """Save a fair of the estate's own in which its company had a booth."""
    fair = reported_fair(weeks_ago=9 + Booth.objects.count())
    BoothFactory.create(fair=fair, company=estate.company, logo=stored_picture("logo.png"))
    return fair


def _position(estate: Estate) -> Model:
    fair = estate.row("perusahaan-saya/<company_id>/job-fair/<slug>")
    return position_in(booth=Booth.objects.get(fair=fair.pk, company=estate.company))


def _vacancy(estate: Estate) -> Model:
    return VacancyFactory.create(company=estate.company, draft=True)


def _applicant(estate: Estate) -> Model:
    (key,) = fill(VacancyFactory.create(company=estate.company), 1)
    return Application.objects.get(pk=key)


def _interview(estate: Estate) -> Model:
    place = "perusahaan-saya/<company_id>/pelamar/<application_id>"
    return Interview.objects.create(
        application_id=estate.row(place).pk,
        kind=InterviewKind.PHONE,
        starts_at=clock.now() + timedelta(days=2),
        where="0623 41234",
    )


def _paper_sent(estate: Estate) -> Model:
    place = "perusahaan-saya/<company_id>/pelamar/<application_id>"
    paper = hand_in_paper(UserFactory.create())
    return ApplicationDocument.objects.create(
        application_id=estate.row(place).pk, kind=SeekerDocumentKind.CERTIFICATE, file=paper.file
    )


def _message(estate: Estate) -> Model:
    return queue_message(
        event="seekers.nik_decision",
        key=str(estate.person.pk),
        channel=Channel.IN_APP,
        address="",
        recipient=estate.person,
        context={"decision": "asked", "path": "/profil/identitas/"},
    )


def _application(estate: Estate) -> Model:
    application = Application.objects.create(
        receipt=new_receipt(),
        key=uuid4(),
        seeker=start_profile(person=estate.person),
        vacancy=VacancyFactory.create(),
    )
    invited(application)
    told_hired(application)
    return application


def _sent_paper(estate: Estate) -> Model:
    application = cast(Application, estate.row("lamaran/<receipt>"))
    paper = hand_in_paper(estate.person, SeekerDocumentKind.CV)
    return ApplicationDocument.objects.create(
        application=application, kind=paper.kind, file=paper.file
    )


def _row(kind: str, **values: object) -> Callable[[Estate], Model]:
    """Return how to make a row of a list of the person's profile."""
    return lambda estate: KINDS[kind].model.objects.create(
        seeker=start_profile(person=estate.person), **values
    )


# Path up to a parameter that names somebody's row → how to make such a row for its owner.
OWNED: dict[str, Callable[[Estate], Model]] = {
    "akun/data-saya/permintaan/<request_id>": lambda estate: ask(
        user=estate.person, kind=RequestKind.CORRECTION, text="nama"
    ),
    "akun/pesan/<message_id>": _message,
    "job-fair/<slug>/tanda-terima/<receipt>": fairs.sent_in_fair,
    "lamaran/<receipt>": _application,
    "lamaran/<receipt>/dokumen/<document_id>": _sent_paper,
    "profil/bahasa/<row_id>": _row("languages", name="Bahasa Melayu", level=3),
    "profil/dokumen/<document_id>": lambda estate: hand_in_paper(estate.person),
    "profil/keterampilan/<row_id>": _row("skills", name="Menjahit"),
    "profil/pendidikan/<row_id>": _row("education", level=40),
    "profil/pengalaman/<row_id>": _row("experience", position="Kasir", started="2020-01-01"),
    "pencarian-tersimpan/<search_id>": lambda estate: kept_search(person=estate.person),
    "perusahaan-saya/<company_id>": _company,
    "perusahaan-saya/<company_id>/dokumen/<document_id>": lambda estate: hand_in(
        estate.company, DocumentKind.WLKP
    ),
    "perusahaan-saya/<company_id>/job-fair/<slug>": _fair,
    "perusahaan-saya/<company_id>/job-fair/<slug>/stan/jabatan/<position_id>": _position,
    "perusahaan-saya/<company_id>/job-fair/<slug>/stan/lowongan/<vacancy_id>": lambda estate: (
        VacancyFactory.create(company=estate.company)
    ),
    "perusahaan-saya/<company_id>/lowongan/<vacancy_id>": _vacancy,
    "perusahaan-saya/<company_id>/pelamar/<application_id>": _applicant,
    "perusahaan-saya/<company_id>/pelamar/<application_id>/dokumen/<document_id>": _paper_sent,
    "perusahaan-saya/<company_id>/pelamar/<application_id>/wawancara/<interview_id>": _interview,
    "perusahaan-saya/<company_id>/pelamar/templat/<template_id>": lambda estate: (
        ReplyTemplate.objects.create(company=estate.company, title="Salam", text="Halo {nama}")
    ),
    "perusahaan-saya/<company_id>/tim/<member_id>": _member,
    "perusahaan-saya/<company_id>/tim/undangan/<invitation_id>": _invitation,
}
# Paths up to a parameter that names what everybody may see → how to make such a row.
EVERYBODYS: dict[str, Callable[[], Model]] = {
    "job-fair/<slug>": fairs.the_fair,
    "job-fair/<slug>/jabatan/<position_id>": fairs.a_position,
    "job-fair/<slug>/stan/<booth_id>": fairs.a_booth,
    "job-fair/kartu/<pass_code>": fairs.a_participant,  # to whoever knows the random address
    "laporan-lowongan/<pk>": ReportFactory.create,  # to whoever knows the random address
    "lowongan/<slug>-<pk>": VacancyFactory.create,
    "pelatihan/<slug>-<pk>": ProgrammeFactory.create,
    "perusahaan/<slug>-<pk>": CompanyFactory.create,
}
# Who owns rows: by the first word of the address; elsewhere they are a job seeker's.
OWNER_ROLES = {"perusahaan-saya": "owner"}


def owner_role(route: Route) -> str:
    """Return the role whose person owns the rows that this address names."""
    return role_at(route.path)


def role_at(path: str) -> str:
    """Return the role whose person owns the rows that this path names."""
    return OWNER_ROLES.get(path.partition("/")[0], "seeker")


def places(route: Route) -> dict[str, str]:
    """Return the parameters that name somebody's row, each with its place in OWNED."""
    found = {name: route.up_to(name) for name in route.parameters}
    return {name: place for name, place in found.items() if place in OWNED}


def key_of(row: Model, name: str) -> str:
    """Return what an address says for a row: its column of the parameter's name, else its key."""
    return str(getattr(row, name, row.pk))


def strangers_keys(route: Route, owner: Estate, stranger: Estate) -> list[dict[str, str]]:
    """Return every mix of the two persons' rows in which at least one is not the stranger's."""
    named = places(route)
    whose = list(product((owner, stranger), repeat=len(named)))[:-1]  # the last is all his own
    return [
        {
            name: key_of(estate.row(place), name)
            for (name, place), estate in zip(named.items(), mix, strict=True)
        }
        for mix in whose
    ]
