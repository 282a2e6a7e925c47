"""A company with applicants, its team signed in, for tests of the company's side."""

from uuid import uuid4

from django.test import Client

from jobs.enums import ApplicationState
from jobs.models import Application, Vacancy
from seekers.models import Seeker
from sikas.accounts.models import User
from sikas.clock import now
from tests.employers.people import member_of
from tests.jobs.applicants import applied, ready_seeker
from tests.jobs.factories import CompanyFactory, VacancyFactory


class Recruiting:
    """A verified company with one vacancy and somebody of its team."""

    def __init__(self, **facts: object) -> None:
        self.company = CompanyFactory.create()
        self.vacancy: Vacancy = VacancyFactory.create(company=self.company, **facts)
        self.person: User = member_of(self.company)
        self.base = f"/perusahaan-saya/{self.company.pk}/pelamar/"

    def sign_in(self, client: Client) -> "Recruiting":
        """Let the person use a browser."""
        client.force_login(self.person)
        return self

    def applicant(self, **facts: object) -> Application:
        """Send an application to the vacancy."""
        return applied(seeker=ready_seeker(**facts), vacancy=self.vacancy)

    def applicants(self, number: int, **values: object) -> list[int]:
        """Write applications of people without accounts, quickly; return their keys."""
        return fill(self.vacancy, number, **values)

    def act(self, client: Client, word: str, keys, **form: object):
        """Send the form of an action for applicants."""
        sent = {"dipilih": ",".join(map(str, keys)), "kirim": "1", **form}
        return client.post(f"{self.base}tindakan/{word}/", sent)


def fill(vacancy: Vacancy, number: int, **values: object) -> list[int]:
    """Write applications of people without accounts; return their keys."""
    people = Seeker.objects.bulk_create(Seeker(name=f"Nur {place}") for place in range(number))
    made = Application.objects.bulk_create(
        Application(
            receipt=f"{receipt_part(place)}-{receipt_part(vacancy.pk)}",
            key=uuid4(),
            seeker=seeker,
            vacancy=vacancy,
            name=seeker.name,
            **values,
        )
        for place, seeker in enumerate(people, Application.objects.count())
    )
    return [row.pk for row in made]


def receipt_part(number: int) -> str:
    """Return four letters of a receipt that stand for a number."""
    letters = "23456789BCDFGHJKMNPQRSTVWXZ"
    return "".join(letters[number // len(letters) ** place % len(letters)] for place in range(4))


def start(**changes: str) -> dict[str, str]:
    """Return the form of a hire that begins today."""
    day = now().date()
    parts = {"day": day.day, "month": day.month, "year": day.year}
    form = {f"started_on_{part}": str(number) for part, number in parts.items()}
    return {"kind": "akl", "wage": "3.500.000"} | form | changes


def states(keys) -> list[ApplicationState]:
    """Return the states of applications in the order of their keys."""
    found = Application.objects.filter(pk__in=keys).order_by("pk")
    return [ApplicationState(state) for state in found.values_list("state", flat=True)]
