"""Somebody who was hired says so, or not, and decides about the other applications."""

import pytest

from jobs.enums import ApplicationState, InterviewState, PlacementState
from seekers.models import Movement
from sikas.workflow.transitions import TransitionRefusedError, transition
from tests.jobs.applicants import applied, invited, told_hired

pytestmark = pytest.mark.django_db


@pytest.fixture
def hired(seeker):
    """Return an application of this seeker of which the company told that it ended in a hire."""
    application = applied(seeker=seeker)
    transition(application, ApplicationState.HIRED, by=None)
    told_hired(application)
    return application


def post(client, application, rest, **form):
    path = f"/lamaran/{application.receipt}/{rest}"
    page = client.post(path, form, follow=True).content.decode()
    application.placement.refresh_from_db()
    return page


def test_hire_is_confirmed_once_and_counts_in_the_register(client, seeker, hired):
    page = client.get(f"/lamaran/{hired.receipt}/").content.decode()
    assert "mulai bekerja 1 Desember 2026. Benar?" in page
    assert "Perlu jawaban Anda" in client.get("/lamaran/").content.decode()
    for _tap in range(2):
        assert "Selamat bekerja!" in post(client, hired, "mulai-bekerja/")
    assert hired.placement.state == PlacementState.CONFIRMED
    assert hired.placement.confirmed_by == seeker.user
    assert Movement.objects.get().seeker == seeker
    assert "Anda bekerja di" in client.get(f"/lamaran/{hired.receipt}/").content.decode()


def test_hire_that_did_not_happen_goes_to_an_officer(client, hired):
    assert (
        "Apa yang terjadi?"
        in client.get(f"/lamaran/{hired.receipt}/belum-bekerja/").content.decode()
    )
    assert "Periksa kembali" in post(client, hired, "belum-bekerja/", reason="")
    page = post(client, hired, "belum-bekerja/", reason="Tidak pernah dipanggil.")
    assert "Petugas sedang memeriksanya" in page
    assert hired.placement.state == PlacementState.DISPUTED
    assert hired.placement.transitions.get().reason == "Tidak pernah dipanggil."
    for rest in ("mulai-bekerja/", "belum-bekerja/"):
        assert "sudah diselesaikan" in post(client, hired, rest, reason="Lagi")
    assert not Movement.objects.exists()


def test_hire_that_an_officer_voided_says_so(client, hired):
    transition(hired.placement, PlacementState.VOID, by=None)
    page = client.get(f"/lamaran/{hired.receipt}/").content.decode()
    assert "penempatan ini tidak terjadi" in page


@pytest.mark.parametrize(
    ("rest", "name"),
    (("mulai-bekerja/", "confirm_placement"), ("belum-bekerja/", "dispute_placement")),
)
def test_hire_settled_meanwhile_is_not_settled_again(client, hired, monkeypatch, rest, name):
    def refused(placement, **_facts):
        raise TransitionRefusedError(placement, "void")

    monkeypatch.setattr(f"jobs.views.seeker.placements.{name}", refused)
    assert "sudah diselesaikan" in post(client, hired, rest, reason="x")


def test_other_applications_are_withdrawn_as_chosen_and_say_why(client, seeker, hired):
    chosen, left, foreign = applied(seeker=seeker), applied(seeker=seeker), applied()
    ended = applied(seeker=seeker)
    transition(ended, ApplicationState.UNANSWERED, by=None)
    interview = invited(chosen)
    page = post(client, hired, "mulai-bekerja/")
    assert "Lamaran Anda yang lain" in page
    assert (chosen.receipt in page, ended.receipt in page) == (True, False)
    asked = [chosen.receipt, foreign.receipt, ended.receipt, hired.receipt, "a\x00b"]
    page = post(client, hired, "lamaran-lain/", receipts=asked)
    assert "1 lamaran ditarik." in page
    for application in (chosen, left, foreign, ended, hired):
        application.refresh_from_db()
    assert chosen.state == ApplicationState.WITHDRAWN
    assert chosen.transitions.latest().reason == "Sudah diterima bekerja di tempat lain."
    interview.refresh_from_db()
    assert interview.state == InterviewState.CANCELLED
    assert {left.state, foreign.state} == {ApplicationState.SENT}
    assert (ended.state, hired.state) == (ApplicationState.UNANSWERED, ApplicationState.HIRED)


def test_nothing_chosen_withdraws_nothing_and_says_so(client, seeker, hired):
    other = applied(seeker=seeker)
    assert "Centang dulu" in post(client, hired, "lamaran-lain/")
    other.refresh_from_db()
    assert other.is_undecided


def test_without_a_hire_there_is_nothing_to_say(client, seeker):
    receipt = applied(seeker=seeker).receipt
    for rest in ("mulai-bekerja/", "belum-bekerja/", "lamaran-lain/"):
        assert client.post(f"/lamaran/{receipt}/{rest}").status_code == 404


def test_hires_of_others_are_not_found(client, seeker):
    other = applied()
    told_hired(other)
    for rest in ("mulai-bekerja/", "belum-bekerja/", "lamaran-lain/"):
        assert client.post(f"/lamaran/{other.receipt}/{rest}").status_code == 404
