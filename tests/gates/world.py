"""Who looks, and what there is to look at: one person per role and one row per model."""

from collections.abc import Callable
from time import time

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from django.contrib.auth.models import Group
from django.db.models import Model
from django.test import Client
from django.test.client import ClientHandler

from employers.enums import MemberRole
from employers.models import Member
from integration.models import Host
from jobfair.models import Announcement
from seekers.models import NikView
from sikas.accounts import roles
from sikas.accounts.models import User
from sikas.accounts.models.impersonation import LookPurpose
from sikas.accounts.services import impersonation
from tests.factories import UserFactory, make_officer
from tests.gates.fairs import a_booth, the_fair
from tests.gates.owners import EVERYBODYS, Estate, key_of, owner_role, places, strangers_keys
from tests.gates.routes import Route
from tests.integration.quarantined import a_quarantined_item
from tests.integration.records import a_record_that_waits
from tests.jobs.factories import CompanyFactory, VacancyFactory
from tests.seekers.factories import SeekerFactory, act_at_counter
from tests.training.factories import InterestFactory, ProgrammeFactory, ProviderFactory

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

# One row of every model that an officers' address names, by its label.
ROWS: dict[str, Callable[[], Model]] = {
    "accounts.impersonation": lambda: impersonation.start(
        officer=make_officer(roles.ADMINISTRATOR),
        person=UserFactory.create(),
        purpose=LookPurpose.HELP,
        text="Uji",
    ),
    "accounts.user": UserFactory.create,
    "antrean.kemnaker": a_record_that_waits,
    "auth.group": lambda: Group.objects.get(name=roles.COUNTER.name),
    "employers.company": CompanyFactory.create,
    "job-fair.<pk>": the_fair,
    "jobs.vacancy": VacancyFactory.create,
    "lihat-sebagai.<pk>": UserFactory.create,
    "loket.<seeker_id>": lambda: SeekerFactory.create(user=UserFactory.create()),
    "seekers.counteract": act_at_counter,
    "seekers.nikview": lambda: NikView.objects.create(
        seeker=SeekerFactory.create(), purpose="Mencocokkan KTP"
    ),
    "sinkronisasi.karantina": a_quarantined_item,
    "sinkronisasi.server": lambda: Host.objects.get_or_create(name="api.kemnaker.go.id")[0],
    "training.interest": InterestFactory.create,
    "training.programme": ProgrammeFactory.create,
    "training.provider": ProviderFactory.create,
}
# Rows below one of ROWS, by the parameter that names them.
ROWS_BELOW: dict[str, Callable[[], Model]] = {
    "announcement_id": lambda: Announcement.objects.create(fair=the_fair(), text="Uji"),
    "booth_id": a_booth,
}
# What officers' addresses are filled with where they name no row of ROWS.
OFFICERS_VALUES = {
    "act_slug": "jeda",
    "app_label": "accounts",
    "document_id": "1",
    "kind_slug": "lowongan",
    "content_type_id": "1",
    "object_id": "1",
    "pk": "1",
    "rest": "1/1/",
    "url": "tidak-ada",
}
# What names no row at all, outside of the officers' pages; keys of rows belong to owners.py.
VALUES = {
    "chunk": "1",
    "code": "12.09.19",
    "part": "posisi",
    "slug": "tidak-ada",
    "status": "404",
    "step_slug": "identitas",
    "token": "tidak-ada",
    "word": "pesan",
}


class World:
    """One person per role, each signed in just now with a password.

    The rows that addresses name belong to "seeker" and "owner"; "recruiter" acts for the company
    of "owner", "company" for none. Either owner has a stranger, who has rows of his own.
    """

    def __init__(self) -> None:
        self._portal = ClientHandler(enforce_csrf_checks=False)
        people = {role: make() for role, make in ROLES.items()}
        self.cookies = {role: self._sign_in(person) for role, person in people.items()}
        self.estates, self.strangers = {}, {}
        for role in ("seeker", "owner"):
            person, stranger = people[role], ROLES[role]()
            assert person
            assert stranger
            self.estates[role] = Estate(person, role)
            self.strangers[role] = Estate(stranger, role)
            self.cookies[f"{role}'s stranger"] = self._sign_in(stranger)
        company, recruiter = self.estates["owner"].company, people["recruiter"]
        assert recruiter
        Member.objects.create(company=company, user=recruiter, role=MemberRole.RECRUITER)

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
        client.handler = self._portal  # as a server does, it loads the middleware once
        client.cookies.load(self.cookies[role])
        return client

    def address(self, route: Route) -> str:
        """Return a path of this route that leads to a row where it names one."""
        if route.path.startswith("admin/"):
            return self._officers_address(route)
        values = VALUES | self._public_values(route)
        estate = self.estates[owner_role(route)]
        values |= {name: key_of(estate.row(place), name) for name, place in places(route).items()}
        return self._filled(route, values)

    def foreign_addresses(self, route: Route) -> list[str]:
        """Return paths that name at least one row which is not the stranger's own."""
        role = owner_role(route)
        mixes = strangers_keys(route, self.estates[role], self.strangers[role])
        values = VALUES | (self._public_values(route) if mixes else {})
        return [self._filled(route, values | keys) for keys in mixes]

    @staticmethod
    def _public_values(route: Route) -> dict[str, str]:
        """Return what the address says for rows that everybody may see."""
        values = {}
        for name in route.parameters:
            if make := EVERYBODYS.get(route.up_to(name)):
                row = make()
                values[name] = key_of(row, name)
                values |= {"slug": row.slug} if hasattr(row, "slug") else {}
        return values

    @staticmethod
    def _officers_address(route: Route) -> str:
        make = ROWS.get(".".join(route.path.split("/")[1:3]))
        keys = {"object_id", "pk", "seeker_id"} & set(route.parameters)
        values = OFFICERS_VALUES
        if make and keys:
            values = values | dict.fromkeys(keys, str(make().pk))
        below = ROWS_BELOW.keys() & set(route.parameters)
        values = values | {name: str(ROWS_BELOW[name]().pk) for name in below}
        return World._filled(route, VALUES | values)

    @staticmethod
    def _filled(route: Route, values: dict[str, str]) -> str:
        unknown = [name for name in route.parameters if name not in values]
        assert not unknown, (
            f"{route}: whose is {unknown}? Name the place in tests/gates/owners.py "
            "(OWNED or EVERYBODYS), or in VALUES when it names no row."
        )
        return route.fill(values)
