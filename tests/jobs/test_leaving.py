"""Leaving for the portal of origin: said, agreed to, registered, and nothing sent along."""

import pgtrigger
import pytest
from django.db import transaction
from django.db.utils import InternalError, ProgrammingError

from jobs import departures_personal
from jobs.enums import ApplyMode, Source
from jobs.models import Departure
from jobs.models.departures import CONSENT_VERSION
from jobs.views.leaving import origin_of
from sikas.accounts.services.erasure import erase_person
from sikas.personal_data import Person
from tests.factories import UserFactory
from tests.jobs.factories import VacancyFactory

pytestmark = pytest.mark.django_db
ADDRESS = "https://portal.contoh.id/lowongan/1?asal=sikas"


def elsewhere(**facts):
    values = {"apply_mode": ApplyMode.EXTERNAL, "apply_url": ADDRESS, "source": Source.KARIRHUB}
    return VacancyFactory(**values | facts)


def door(vacancy):
    return f"{vacancy.get_absolute_url()}portal-asal/"


def test_vacancy_leads_to_the_door_and_never_straight_out(client):
    vacancy = elsewhere()
    page = client.get(vacancy.get_absolute_url()).content.decode()
    assert door(vacancy) in page
    assert ADDRESS not in page
    assert "Kirim lamaran" not in page


def test_door_says_what_happens_and_registers_nothing_yet(client):
    answer = client.get(door(elsewhere()))
    for words in ("meninggalkan SIKAS", "tidak mengirim apa pun tentang Anda", "portal.contoh.id"):
        assert words in answer.content.decode()
    policy = answer["Content-Security-Policy"]
    assert "form-action 'self' https://portal.contoh.id;" in f"{policy};"
    assert not Departure.objects.exists()


@pytest.mark.parametrize("signed_in", (True, False))
def test_click_is_registered_with_what_was_agreed_to(client, signed_in):
    person, vacancy = UserFactory.create(), elsewhere()
    if signed_in:
        client.force_login(person)
    answer = client.post(door(vacancy))
    assert (answer.status_code, answer["Location"]) == (303, ADDRESS)
    assert answer["Referrer-Policy"] == "same-origin"
    made = Departure.objects.get()
    assert (made.vacancy, made.consent_version) == (vacancy, CONSENT_VERSION)
    assert made.user == (person if signed_in else None)


@pytest.mark.parametrize(
    "facts",
    (
        {"apply_mode": ApplyMode.INTERNAL, "apply_url": ""},
        {"expired": True},
        {"apply_url": "javascript:alert(1)"},
        {"apply_url": "https://a;b.id/"},
    ),
    ids=("here", "closed", "script", "policy"),
)
def test_door_that_leads_nowhere_leads_back(client, facts):
    vacancy = elsewhere(**facts)
    for answer in (client.get(door(vacancy)), client.post(door(vacancy))):
        assert answer["Location"] == vacancy.get_absolute_url()
    assert not Departure.objects.exists()


def test_vacancy_that_nobody_vouches_for_has_no_door(client):
    assert client.get(door(elsewhere(company__state="suspended"))).status_code == 404


@pytest.mark.parametrize(
    ("url", "origin"),
    (
        ("HTTPS://Portal.contoh.id:8443/a", "https://portal.contoh.id:8443"),
        ("http://[", ""),
        ("//portal.contoh.id/a", ""),
        ("https://orang@portal.contoh.id/", ""),
        ("https://a.id/\nSet-Cookie: b", ""),
    ),
)
def test_origin_is_taken_from_addresses_of_the_web_alone(url, origin):
    assert origin_of(url) == origin


def test_what_was_registered_stays_without_its_person(client):
    person, vacancy = UserFactory.create(), elsewhere()
    client.force_login(person)
    client.post(door(vacancy))
    (section,) = departures_personal.export(Person(user_id=person.pk))
    assert section.rows[0]["Lowongan"] == vacancy.title
    erase_person(Person(user_id=person.pk))
    assert Departure.objects.get().user is None


def test_what_was_registered_is_not_changed_or_deleted():
    made = Departure.objects.create(vacancy=elsewhere(), consent_version="1")
    changes = (made.delete, lambda: Departure.objects.update(consent_version="2"))
    for change in changes:
        with pytest.raises((InternalError, ProgrammingError)), transaction.atomic():
            change()
    with pgtrigger.ignore("jobs.Departure:append_only"):
        made.delete()
