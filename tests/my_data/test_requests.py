"""Requests about one's own data: by whom, until when, and what officers do with them."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils.html import escape

from employers.models import Member
from seekers.models import Seeker
from sikas import clock
from sikas.accounts import roles
from sikas.accounts.enums import RequestKind, RequestState
from sikas.accounts.models import DataRequest, User
from sikas.accounts.models.requests import ANSWER_WITHIN, ERASED_AFTER
from sikas.accounts.services import requests
from sikas.accounts.services.erasure import OfficerError
from sikas.accounts.tasks import run_erasures
from sikas.notifications.models import Message
from sikas.workflow.transitions import TransitionRefusedError
from tests.accounts.people import make_user, sign_in
from tests.factories import UserFactory, make_officer
from tests.jobs.factories import OwnerFactory
from tests.seekers.factories import SeekerFactory

pytestmark = pytest.mark.django_db
PAGE = "/akun/data-saya/"
QUEUE = "/admin/antrean/permintaan-data/"


@pytest.fixture
def user(client) -> User:
    """Return who is signed in."""
    user = make_user(email="nur@contoh.id")
    sign_in(client, "nur@contoh.id")
    return user


@pytest.fixture
def desk() -> Client:
    """Return the browser of an officer of the counter."""
    browser = Client()
    browser.force_login(make_officer(roles.COUNTER))
    return browser


def erasure(user: User, *, ago: timedelta = timedelta(0)) -> DataRequest:
    return asked(user, RequestKind.ERASURE, ago=ago)


def asked(user: User, kind: RequestKind, *, ago: timedelta = timedelta(0)) -> DataRequest:
    at = clock.now() - ago
    return DataRequest.objects.create(
        user=user, kind=kind, created_at=at, due_at=at + ANSWER_WITHIN, text="nama saya"
    )


def test_confirmed_erasure_waits_a_day_and_is_told(client, user):
    assert "tidak dapat kembali" in client.get(f"{PAGE}hapus/").content.decode()
    for _twice in range(2):
        assert client.post(f"{PAGE}hapus/", {"sure": "on"}).url == PAGE
    (request,) = DataRequest.objects.all()
    assert request.due_at - request.created_at == timedelta(hours=72)
    assert Message.objects.filter(event="accounts.erasure_asked").count() == 1
    assert "Batalkan" in client.get(PAGE).content.decode()
    run_erasures()
    assert User.objects.filter(pk=user.pk).exists()


def test_erasure_without_confirmation_is_refused_beside_the_box(client, user):
    assert "Centang dulu" in client.post(f"{PAGE}hapus/", {}).content.decode()
    assert not DataRequest.objects.exists()


def test_erasure_with_an_obstacle_says_what_to_settle(client, user):
    member = OwnerFactory.create(user=user)
    Member.objects.create(company=member.company, user=UserFactory.create(), role="recruiter")
    for page in (client.get(f"{PAGE}hapus/"), client.post(f"{PAGE}hapus/", {"sure": "on"})):
        assert escape(member.company.name) in page.content.decode()
    assert not DataRequest.objects.exists()


def test_officers_cannot_ask_to_be_erased():
    with pytest.raises(OfficerError):
        requests.ask(user=make_officer(roles.COUNTER), kind=RequestKind.ERASURE)


def test_erasure_runs_by_itself_after_a_day(user):
    seeker = SeekerFactory.create(user=user)
    request = erasure(user, ago=ERASED_AFTER)
    assert requests.run_due_erasures() == 1
    assert requests.run_due_erasures() == 0
    request.refresh_from_db()
    assert [request.state, request.user, request.text] == [RequestState.DONE, None, ""]
    assert not User.objects.filter(pk=user.pk).exists()
    assert Seeker.objects.get(pk=seeker.pk).erased_at
    assert "(data dihapus)" in str(request)


def test_due_erasure_with_an_obstacle_waits_for_an_officer(user):
    request = erasure(user, ago=ERASED_AFTER)
    member = OwnerFactory.create(user=user)
    Member.objects.create(company=member.company, user=UserFactory.create(), role="recruiter")
    assert requests.run_due_erasures() == 0
    requests.decide(
        request=request, to=RequestState.DONE, officer=make_officer(roles.COUNTER), reason=""
    )
    assert not User.objects.filter(pk=user.pk).exists()


def test_officers_due_erasure_is_left_alone(caplog):
    officer = make_officer(roles.COUNTER)
    request = erasure(officer, ago=ERASED_AFTER)
    assert requests.run_due_erasures() == 0
    request.refresh_from_db()
    assert request.state == RequestState.OPEN
    assert User.objects.filter(pk=officer.pk).exists()


def test_cancelled_erasure_does_not_run(client, user):
    request = erasure(user, ago=ERASED_AFTER)
    for said in ("Permintaan dibatalkan", "sudah selesai"):
        page = client.post(f"{PAGE}permintaan/{request.pk}/batal/", follow=True)
        assert said in page.content.decode()
    assert requests.run_due_erasures() == 0
    assert User.objects.filter(pk=user.pk).exists()


@pytest.mark.parametrize("kind", [RequestKind.CORRECTION, RequestKind.ERASURE])
def test_late_answer_says_so_and_whom_to_ask(client, user, kind):
    request = asked(user, kind, ago=ANSWER_WITHIN - timedelta(hours=1))
    assert "terlambat" not in client.get(PAGE).content.decode()
    request.delete()
    asked(user, kind, ago=ANSWER_WITHIN + timedelta(hours=1))
    page = client.get(PAGE).content.decode()
    assert "Jawaban terlambat: seharusnya paling lambat" in page
    assert 'href="/bantuan/#loket"' in page
    assert "Dijawab paling lambat" not in page


def test_request_of_another_is_not_found(client, user):
    request = erasure(UserFactory.create())
    assert client.post(f"{PAGE}permintaan/{request.pk}/batal/").status_code == 404
    request.refresh_from_db()
    assert request.is_open


def test_correction_is_asked_and_answered(client, user, desk):
    data = {"kind": "correction", "text": "Tanggal lahir 5 Juli 1995"}
    assert client.post(f"{PAGE}permintaan/", data).url == PAGE
    request = DataRequest.objects.get()
    assert "Sisa 71 jam" in desk.get(QUEUE).content.decode()
    assert desk.post(f"{QUEUE}ambil/").url == f"{QUEUE}{request.pk}/"
    case = desk.get(f"{QUEUE}{request.pk}/").content.decode()
    assert "Tanggal lahir 5 Juli 1995" in case
    assert "Alasan untuk pemohon" in case

    refusal = {"decision": "refused", "reason": ""}
    refused = desk.post(f"{QUEUE}{request.pk}/", refusal).content.decode()
    assert "Pemohon membaca alasan ini" in refused
    desk.post(f"{QUEUE}{request.pk}/", refusal | {"reason": "Bawa KTP asli ke loket."})
    page = client.get(PAGE).content.decode()
    assert "Bawa KTP asli ke loket." in page
    assert "Ditolak" in page


@pytest.mark.parametrize(
    "data", [{}, {"kind": "erasure", "text": "x"}, {"kind": "objection", "text": " "}], ids=str
)
def test_incomplete_request_is_kept_on_the_page(client, user, data):
    assert client.get(f"{PAGE}permintaan/").status_code == 200
    assert client.post(f"{PAGE}permintaan/", data).status_code == 200
    assert not DataRequest.objects.exists()


def test_officer_erases_at_once_and_most_urgent_comes_first(user, desk):
    asked(UserFactory.create(), RequestKind.OBJECTION)
    late = erasure(user, ago=timedelta(hours=80))
    overview = desk.get(QUEUE).content.decode()
    assert overview.index("Terlambat") < overview.index("Sisa")
    assert desk.post(f"{QUEUE}ambil/").url == f"{QUEUE}{late.pk}/"
    assert "Berjalan sendiri" in desk.get(f"{QUEUE}{late.pk}/").content.decode()
    desk.post(f"{QUEUE}{late.pk}/", {"decision": "done", "reason": ""})
    assert not User.objects.filter(pk=user.pk).exists()
    assert "sudah diputuskan" in desk.get(f"{QUEUE}{late.pk}/", follow=True).content.decode()


def test_case_names_what_stands_against_an_erasure(user, desk):
    member = OwnerFactory.create(user=user)
    Member.objects.create(company=member.company, user=UserFactory.create(), role="recruiter")
    request = erasure(user)
    page = desk.get(f"{QUEUE}{request.pk}/").content.decode()
    assert "satu-satunya pemilik" in page


def test_service_refuses_a_refusal_without_reason_and_a_second_decision(user):
    officer, request = make_officer(roles.COUNTER), asked(user, RequestKind.OBJECTION)
    with pytest.raises(ValidationError):
        requests.decide(request=request, to=RequestState.REFUSED, officer=officer, reason=" ")
    requests.decide(request=request, to=RequestState.DONE, officer=officer, reason="")
    with pytest.raises(TransitionRefusedError):
        requests.decide(request=request, to=RequestState.DONE, officer=officer, reason="")


def test_last_hour_is_told_in_words(user):
    request = asked(user, RequestKind.OBJECTION, ago=timedelta(hours=71, minutes=30))
    assert request.time_left == "Sisa kurang dari 1 jam"


def test_database_holds_the_clock_of_three_days(user):
    now = clock.now()
    with pytest.raises(IntegrityError, match="data_request_due"), transaction.atomic():
        DataRequest.objects.create(
            user=user, kind="objection", created_at=now, due_at=now + timedelta(hours=73)
        )
