"""What a pair leaves behind when an officer separates it, and that he reads it before."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from employers.models import Company
from integration.enums import Kind
from integration.models import RemoteCompany, RemoteSeeker
from seekers.models import Seeker
from sikas.accounts import roles
from sikas.accounts.models import User
from sikas.accounts.services.erasure import erase_person
from sikas.origins import origin_of
from sikas.personal_data import Person
from tests.factories import UserFactory, make_officer
from tests.integration.wire import company, pulled, resident
from tests.jobs.factories import CompanyFactory
from tests.seekers.factories import SeekerFactory

pytestmark = pytest.mark.django_db
QUEUES = "/admin/antrean/kemnaker/"
NIK = "1209190101900001"
STAYS = "isian ini tetap di sini seperti sekarang, juga yang ditulis Kemnaker"


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def page(client: Client, url: str) -> str:
    return client.get(url).content.decode()


def joined() -> tuple[Seeker, str]:
    """Return somebody whom the ministry's data changed, and where that is undone."""
    ours = SeekerFactory.create(number=NIK, name="suharto", user=UserFactory.create())
    pulled(Kind.SEEKERS, [resident(1)])
    return ours, f"{QUEUES}pencari-kerja/{RemoteSeeker.objects.get().pk}/"


def saved_by_himself(person: Seeker, **told: Any) -> None:
    assert person.user
    client = signed_in(person.user)
    form = client.get("/profil/identitas/").context["form"]
    assert not [name for name, field in form.fields.items() if field.disabled]
    born = {"birth_date_day": "2", "birth_date_month": "2", "birth_date_year": "1991"}
    client.post("/profil/identitas/", {"seen": form.initial["seen"], **born, **told})


def test_officer_reads_what_stays_and_his_decision_keeps_just_that():
    ours, url = joined()
    counter = signed_in(make_officer(roles.COUNTER))
    before = page(counter, f"{url}data/")
    assert STAYS in before
    after = counter.post(f"{url}lepas/", {"reason": "Orang lain."}, follow=True).content.decode()
    assert STAYS not in after
    assert f'href="/admin/loket/{ours.pk}/"' in after
    ours.refresh_from_db()
    kept = (ours.name, ours.masked_nik, f"{ours.birth_date}", ours.get_sex_display())
    assert kept == ("Suharto", "1209••••••••0001", "1990-01-01", "Laki-laki")
    for value in ("Suharto", "1209••••••••0001", "1 Januari 1990", "Laki-laki"):
        assert value in before.split(STAYS)[1]
    assert origin_of(ours) is None


def test_what_stayed_is_changed_again_by_its_owner_and_the_ministry_changes_it_no_more():
    ours, url = joined()
    signed_in(make_officer(roles.COUNTER)).post(f"{url}lepas/", {"reason": "Orang lain."})
    saved_by_himself(ours, name="Suharto Widodo", birth_place="Kisaran", sex="1")
    pulled(Kind.SEEKERS, [resident(1, 2, name="Suharti")])
    ours.refresh_from_db()
    assert (ours.name, ours.birth_date) == ("Suharto Widodo", date(1991, 2, 2))
    assert RemoteSeeker.objects.get().seeker is None


def test_who_was_parted_and_erased_is_named_no_more():
    ours, url = joined()
    counter = signed_in(make_officer(roles.COUNTER))
    counter.post(f"{url}lepas/", {"reason": "Orang lain."})
    RemoteSeeker.objects.update(nik_index_a=None, nik_index_b=None)  # a number put right since
    erase_person(Person(seeker_id=ours.pk))
    shown = page(counter, f"{url}data/")
    assert f'href="/admin/loket/{ours.pk}/"' not in shown
    assert "Belum terhubung." in shown


def test_questioned_pair_says_what_stays_before_it_is_separated():
    SeekerFactory.create(number=NIK, name="Budi Santoso")
    pulled(Kind.SEEKERS, [resident(1)])
    url = f"{QUEUES}pencari-kerja/"
    counter = signed_in(make_officer(roles.COUNTER))
    counter.post(f"{url}ambil/")
    shown = page(counter, f"{url}{RemoteSeeker.objects.get().pk}/")
    assert "Budi Santoso" in shown.split(STAYS)[1]


def test_company_keeps_its_official_name_and_number():
    ours = CompanyFactory.create(nib="9120000000001", name="Sawit 1")
    pulled(Kind.COMPANIES, [company(1)])
    url = f"{QUEUES}perusahaan/{RemoteCompany.objects.get().pk}/"
    verifier = signed_in(make_officer(roles.VERIFIER))
    assert "9120000000001" in page(verifier, f"{url}data/").split(STAYS)[1]
    verifier.post(f"{url}lepas/", {"reason": "Perusahaan lain."})
    pulled(Kind.COMPANIES, [company(1, 2, name="PT Sawit Lain")])
    assert (Company.objects.get().name, origin_of(ours)) == ("PT Sawit 1", None)
