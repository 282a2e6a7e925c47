"""Who looks, and what there is to look at: one person per role and one row per model."""

from collections.abc import Callable
from time import time

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from django.contrib.auth.models import Group
from django.db.models import Model
from django.test import Client

from employers.enums import MemberRole
from employers.models import Member
from sikas.accounts import roles
from sikas.accounts.models import User
from tests.factories import UserFactory, make_officer
from tests.gates.routes import Route
from tests.jobs.factories import CompanyFactory, VacancyFactory

ROLES: dict[str, Callable[[], User | None]] = {
    "anonymous": lambda: None,
    "seeker": UserFactory.create,
    "company": lambda: UserFactory.create(company=True),
    "owner": lambda: UserFactory.create(company=True),
    "recruiter": lambda: UserFactory.create(company=True),
    "counter": lambda: make_officer(roles.COUNTER),
    "verifier": lambda: make_officer(roles.VERIFIER),
    "fair_manager": lambda: make_officer(roles.FAIR_MANAGER),
    "leader": lambda: make_officer(roles.LEADER),
    "administrator": lambda: make_officer(roles.ADMINISTRATOR),
    "without_second_factor": lambda: make_officer(roles.ADMINISTRATOR, second_factor=False),
}

# One row of every model that an address names: by its label in the admin, by its path outside.
ROWS: dict[str, Callable[[], Model]] = {
    "accounts.user": UserFactory.create,
    "auth.group": lambda: Group.objects.get(name=roles.COUNTER.name),
    "employers.company": CompanyFactory.create,
    "jobs.vacancy": VacancyFactory.create,
    "lowongan": VacancyFactory.create,
    "perusahaan": CompanyFactory.create,
}
# What the other parameters of an address are filled with.
VALUES = {
    "app_label": "accounts",
    "chunk": "1",
    "code": "12.09.19",
    "content_type_id": "1",
    "object_id": "1",
    "pk": "1",
    "rest": "1/1/",
    "slug": "tidak-ada",
    "status": "404",
    "url": "tidak-ada",
}


class World:
    """One person per role, each signed in just now with a password.

    "owner" and "recruiter" act for `company`, "company" for none.
    """

    def __init__(self) -> None:
        people = {role: make() for role, make in ROLES.items()}
        self.cookies = {role: self._sign_in(person) for role, person in people.items()}
        self.company = CompanyFactory.create()
        for role in MemberRole:
            person = people[role]
            assert person
            Member.objects.create(company=self.company, user=person, role=role)

    @staticmethod
    def _sign_in(person: User | None) -> str:
        client = Client()
        if person:
            client.force_login(person)
            session = client.session
            session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "password", "at": time()}]
            session.save()
        return client.cookies.output(header="", sep=";")

    def client(self, role: str) -> Client:
        """Return a browser in which the person of this role is signed in."""
        client = Client()
        client.cookies.load(self.cookies[role])
        return client

    def address(self, route: Route) -> str:
        """Return a path of this route that leads to a row where it names one."""
        place = route.path.split("/")
        make = ROWS.get(".".join(place[1:3]) if place[0] == "admin" else place[0])
        row = make() if make and {"object_id", "pk"} & set(route.parameters) else None
        keys = {"object_id": str(row.pk), "pk": str(row.pk)} if row else {}
        slug = {"slug": getattr(row, "slug", VALUES["slug"])}
        company = {"company_id": str(self.company.pk)}
        return route.fill(VALUES | keys | slug | company)
