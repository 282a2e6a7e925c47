"""An administrator looks as somebody else: for a purpose, read only, not for long, on record."""

import json
from datetime import timedelta
from time import time

import pytest
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.usersessions.models import UserSession
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, InternalError, connection, transaction
from django.http import HttpResponse
from django.test import Client

from sikas import personal_data
from sikas.accounts import limits, roles
from sikas.accounts.models import Impersonation, User
from sikas.accounts.models.impersonation import LookPurpose
from sikas.accounts.services import impersonation
from sikas.accounts.services.erasure import erase_person
from sikas.pages import my_data
from sikas.personal_data import Person
from tests.factories import UserFactory, make_officer
from tests.lists import assert_cost_is_flat
from tests.seekers.people import hand_in_paper

pytestmark = pytest.mark.django_db
START, END = "/admin/lihat-sebagai/", "/admin/lihat-sebagai/selesai/"
PURPOSE = {"purpose": "help", "text": "Tidak menemukan tombol Simpan"}
METHODS_USER_KEY = "account_authentication_methods_user"


def sign_in(client: Client, officer: User, *, method: str = "mfa", ago: float = 0) -> User:
    client.force_login(officer)
    session = client.session
    session[METHODS_USER_KEY] = str(officer.pk)
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": method, "at": time() - ago}]
    session.save()
    return officer


@pytest.fixture
def admin(client):
    return sign_in(client, make_officer(roles.ADMINISTRATOR))


@pytest.fixture
def person():
    return UserFactory.create(name="Ucok Siregar")


@pytest.fixture
def looking(client, admin, person):
    client.post(f"{START}{person.pk}/", PURPOSE)
    return Impersonation.objects.get()


def test_page_of_a_user_leads_to_the_form(client, admin, person):
    link = f'href="{START}{person.pk}/"'
    assert link in client.get(f"/admin/accounts/user/{person.pk}/change/").content.decode()
    own = client.get(f"/admin/accounts/user/{admin.pk}/change/").content.decode()
    assert START not in own
    assert "Mulai melihat" in client.get(f"{START}{person.pk}/").content.decode()


def test_every_page_says_as_whom_one_looks_and_is_counted(client, looking, person):
    for path in ("/akun/", "/profil/", "/lowongan/", "/bantuan/"):
        answer = client.get(path)
        page = answer.content.decode()
        assert "Anda melihat sebagai <strong>Ucok Siregar</strong> (Pencari kerja)" in page
        assert f'action="{END}"' in page
        assert answer["Cache-Control"] == "no-store"
    assert client.get("/tidak-ada/").status_code == 404
    shown = list(looking.pages.values_list("route", flat=True))
    assert len(shown) == 4
    assert shown[0] == "account"


def test_company_person_is_seen_with_his_companies(client, admin):
    person = UserFactory.create(company=True)
    client.post(f"{START}{person.pk}/", PURPOSE)
    page = client.get("/perusahaan-saya/").content.decode()
    assert "(Perusahaan), hanya baca" in page


def test_end_leads_back_to_oneself(client, looking, admin, person):
    answer = client.post(END)
    assert answer["Location"] == "/admin/"
    looking.refresh_from_db()
    assert looking.started_at <= looking.ended_at < looking.expires_at
    assert client.get("/admin/").status_code == 200
    assert "Anda melihat sebagai" not in client.get("/akun/").content.decode()
    assert client.post(END).status_code == 404


def test_session_stays_the_officers_and_the_person_gets_none(client, looking, admin, person):
    key = client.session.session_key
    client.get("/akun/")
    assert client.session.session_key == key
    assert client.session["_auth_user_id"] == str(admin.pk)
    assert not UserSession.objects.filter(user=person).exists()
    person.refresh_from_db()
    assert person.last_login is None


@pytest.mark.parametrize("method", ("post", "put", "patch", "delete"))
def test_unsafe_methods_are_refused_with_a_page(client, looking, person, method):
    answer = getattr(client, method)("/akun/keluar/")
    assert answer.status_code == 403
    assert "Anda hanya melihat" in answer.content.decode()
    assert client.session["_auth_user_id"]


def test_officers_pages_are_out_of_reach_meanwhile(client, looking):
    assert client.get("/admin/").status_code in (302, 403, 404)
    assert client.get(f"{START}{UserFactory.create().pk}/").status_code == 404


def test_files_and_exports_are_not_shown(client, looking, person):
    paper = hand_in_paper(person)
    own = ("data-saya.json", "data-saya.pdf", "")
    for path in (f"/profil/dokumen/{paper.pk}/", *(f"/akun/data-saya/{name}" for name in own)):
        answer = client.get(path)
        assert answer.status_code == 403, path
        assert "hanya untuk orangnya sendiri" in answer.content.decode()


def test_after_fifteen_minutes_it_is_over_until_it_is_ended(client, looking, clock):
    clock.move(timedelta(minutes=16))
    for answer in (client.get("/akun/"), client.post("/akun/keluar/")):
        assert answer.status_code == 403
        assert "Waktu melihat sudah habis" in answer.content.decode()
    client.post(END)
    looking.refresh_from_db()
    assert looking.ended_at == looking.expires_at
    assert client.get("/admin/").status_code == 200


def test_it_is_over_when_the_person_or_the_right_is_gone(client, looking, admin, person):
    person.is_active = False
    person.save()
    assert "sudah habis" in client.get("/akun/").content.decode()
    person.is_active = True
    person.save()
    assert client.get("/akun/").status_code == 200
    admin.groups.clear()
    assert "sudah habis" in client.get("/akun/").content.decode()


@pytest.mark.parametrize(("method", "ago"), [("password", 0), ("mfa", 600)])
def test_second_factor_must_be_fresh(client, person, method, ago):
    sign_in(client, make_officer(roles.ADMINISTRATOR), method=method, ago=ago)
    page = f"{START}{person.pk}/"
    for answer in (client.get(page), client.post(page, PURPOSE)):
        assert answer["Location"].startswith("/akun/konfirmasi/verifikasi/?next=")
    assert not Impersonation.objects.exists()


@pytest.mark.parametrize("role", [role for role in roles.ROLES if role != roles.ADMINISTRATOR])
def test_other_officers_do_not_find_it(client, person, role):
    sign_in(client, make_officer(role))
    assert client.get(f"{START}{person.pk}/").status_code == 404
    assert client.post(f"{START}{person.pk}/", PURPOSE).status_code == 404


def test_nobody_looks_as_officers_or_those_switched_off(client, admin):
    off = UserFactory.create(is_active=False)
    for other in (make_officer(roles.COUNTER), off, admin):
        assert client.post(f"{START}{other.pk}/", PURPOSE).status_code == 404
        with pytest.raises(PermissionDenied):
            impersonation.start(officer=admin, person=other, purpose=LookPurpose.HELP, text="x")


@pytest.mark.parametrize("form", ({"text": "x"}, {"purpose": "help"}, PURPOSE | {"purpose": "fun"}))
def test_purpose_is_required(client, admin, person, form):
    assert client.post(f"{START}{person.pk}/", form).status_code == 200
    assert not Impersonation.objects.exists()
    with pytest.raises(ValidationError):
        impersonation.start(officer=admin, person=person, purpose=LookPurpose.HELP, text=" ")


def test_too_many_are_refused(client, admin, person, monkeypatch):
    rates = (limits.Rate(0, limits.DAY, ("person",)),)
    monkeypatch.setitem(limits.RATES, "impersonate", rates)
    assert client.post(f"{START}{person.pk}/", PURPOSE).status_code == 429


def test_starting_anew_ends_the_one_before(admin, person):
    for _ in range(2):
        impersonation.start(officer=admin, person=person, purpose=LookPurpose.HELP, text="x")
    newest, oldest = Impersonation.objects.order_by("-pk")
    assert oldest.ended_at
    assert newest.ended_at is None
    assert "Membantu" in str(newest)


def test_person_reads_who_looked(looking, client, admin, person):
    client.get("/akun/")
    client.get("/profil/")
    (sighting,) = my_data.sightings_of(Person(user_id=person.pk))
    assert sighting.who == admin.name
    assert sighting.what == "2 halaman, sebagai Anda"
    assert PURPOSE["text"] in sighting.purpose
    document = my_data.as_document(Person(user_id=person.pk))
    assert PURPOSE["text"] in json.dumps(document, default=str)


def test_log_cannot_be_rewritten_but_is_emptied_by_an_erasure(looking, client, person):
    client.get("/akun/")
    client.post(END)
    changes = (
        "update accounts_impersonation set purpose = 'fault'",
        "update accounts_impersonation set text = 'lain'",
        "update accounts_impersonation set ended_at = null",
        "update accounts_impersonation set person_id = officer_id",
        "update accounts_impersonation set officer_id = person_id",
        "update accounts_impersonatedpage set route = 'x'",
        "delete from accounts_impersonatedpage",
        "delete from accounts_impersonation where id not in (select 0)",
    )
    for sql in changes:
        refused = pytest.raises((IntegrityError, InternalError))
        with refused, transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
    erase_person(personal_data.identify(Person(user_id=person.pk)))
    looking.refresh_from_db()
    assert (looking.person, looking.text) == (None, "(data dihapus)")
    assert looking.pages.count() == 1


def test_page_that_writes_is_refused_by_the_database(client, looking, person, monkeypatch):
    def careless(_view, request) -> HttpResponse:
        User.objects.filter(pk=request.user.pk).update(name="Diubah")
        return HttpResponse("<p>x</p>")

    monkeypatch.setattr("sikas.accounts.views.account.AccountView.get", careless)
    answer = client.get("/akun/")
    assert answer.status_code == 403
    person.refresh_from_db()
    assert person.name == "Ucok Siregar"
    client.post(END)
    client.force_login(person)
    client.get("/akun/")  # the same page, without the guard, does write
    person.refresh_from_db()
    assert person.name == "Diubah"


def test_faults_of_pages_stay_faults(client, looking, monkeypatch):
    def broken(*_args) -> HttpResponse:
        raise RuntimeError("broken")

    monkeypatch.setattr("sikas.accounts.views.account.AccountView.get", broken)
    client.raise_request_exception = False
    assert client.get("/akun/").status_code == 500


def test_log_shows_leaders_who_looked(client, looking, person):
    reader = Client()
    reader.force_login(make_officer(roles.LEADER))
    log = "/admin/accounts/impersonation/"
    page = reader.get(log).content.decode()
    assert PURPOSE["text"] in page
    assert "Ucok Siregar" in page
    officers = iter(make_officer(roles.ADMINISTRATOR) for _ in range(9))
    assert_cost_is_flat(
        reader,
        log,
        make=lambda: impersonation.start(
            officer=next(officers), person=person, purpose=LookPurpose.HELP, text="x"
        ),
        queries=9,
    )
