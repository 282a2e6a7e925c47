"""An applicant answers an invitation: agrees, asks for another time, sees that it was cancelled."""

from datetime import timedelta

import pytest

from jobs.enums import InterviewState
from jobs.models import Interview
from jobs.services.interviewing import InvitationChangedError, accept_interview
from sikas.notifications.models import Message
from sikas.workflow.transitions import TransitionRefusedError, transition
from tests.jobs.applicants import applied, invited
from tests.jobs.company_side import owner_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def interview(seeker) -> Interview:
    """Return an invitation to the seeker who is signed in."""
    application = applied(seeker=seeker)
    owner_of(application.vacancy)
    return invited(application, note="Bawa ijazah.")


def address(interview, rest="") -> str:
    return f"/lamaran/{interview.application.receipt}/{rest}"


def answer(client, interview, rest, **form):
    form.setdefault("revision", interview.revision)
    page = client.post(address(interview, rest), form, follow=True).content.decode()
    interview.refresh_from_db()
    return page


def test_invitation_says_when_and_where_and_is_agreed_to_once(client, interview):
    page = client.get(address(interview)).content.decode()
    for words in ("1 Desember 2026, 09.30 WIB", "Jl. Imam Bonjol 5", "Bawa ijazah.", "Menunggu"):
        assert words in page
    for place in ("/lamaran/", "/akun/"):
        assert "Perlu jawaban Anda" in client.get(place).content.decode()
    for _tap in range(2):
        assert "Perusahaan tahu bahwa Anda datang" in answer(client, interview, "wawancara/setuju/")
    assert interview.state == InterviewState.ACCEPTED
    assert interview.transitions.get().by == interview.application.seeker.user
    assert Message.objects.filter(event="jobs.interview_answer", channel="in_app").count() == 1
    for place in ("/lamaran/", "/akun/"):
        assert "Perlu jawaban Anda" not in client.get(place).content.decode()


def test_another_time_is_asked_for_in_ones_own_words(client, interview):
    assert (
        "Waktu yang Anda bisa"
        in client.get(address(interview, "wawancara/waktu-lain/")).content.decode()
    )
    for _tap in range(2):
        page = answer(client, interview, "wawancara/waktu-lain/", wish="Rabu sore.")
        assert "Permintaan Anda sampai" in page
    assert (interview.state, interview.wish) == (InterviewState.OTHER_TIME, "Rabu sore.")
    step = interview.transitions.get()
    assert (step.to_state, step.reason) == ("other_time", "Rabu sore.")
    told = Message.objects.get(event="jobs.interview_answer", channel="in_app").context
    assert not told["accepted"]
    assert "Rabu sore." not in str(told)
    assert interview.application.name not in str(told)
    assert told["path"].endswith(f"/pelamar/{interview.application_id}/")


def test_time_that_changed_meanwhile_is_not_agreed_to_unawares(client, interview):
    Interview.objects.update(revision=1, starts_at=interview.starts_at + timedelta(days=1))
    page = answer(client, interview, "wawancara/setuju/", revision=0)
    assert "baru saja mengubah wawancara" in page
    assert "2 Desember 2026" in page
    page = answer(client, interview, "wawancara/waktu-lain/", revision=0, wish="Rabu sore.")
    assert "baru saja mengubah wawancara" in page
    assert "Rabu sore." in page
    assert interview.state == InterviewState.INVITED
    page = answer(client, interview, "wawancara/waktu-lain/", revision=1, wish="Rabu sore.")
    assert "Permintaan Anda sampai" in page


@pytest.mark.parametrize("revision", ("", "abc", "-1", "9" * 30))
def test_forged_revision_agrees_to_nothing(client, interview, revision):
    answer(client, interview, "wawancara/setuju/", revision=revision)
    assert interview.state == InterviewState.INVITED


@pytest.mark.parametrize("wish", ("", "a" * 501, "a\x00b"))
def test_wish_that_cannot_be_sent_is_kept_with_a_message(client, interview, wish):
    page = answer(client, interview, "wawancara/waktu-lain/", wish=wish)
    assert "Periksa kembali isian Anda" in page
    assert wish in page
    assert interview.state == InterviewState.INVITED


def test_cancelled_interview_is_seen_and_not_answered(client, interview):
    transition(interview, InterviewState.CANCELLED, by=None)
    page = client.get(address(interview)).content.decode()
    assert "Wawancara dibatalkan" in page
    assert "Setuju, saya datang" not in page
    assert "sudah selesai atau dibatalkan" in answer(client, interview, "wawancara/setuju/")
    asked = answer(client, interview, "wawancara/waktu-lain/", wish="Rabu")
    assert "sudah selesai atau dibatalkan" in asked
    calendar = client.get(address(interview, "wawancara.ics")).content.decode()
    assert "METHOD:CANCEL" in calendar


def test_interview_ended_meanwhile_keeps_the_wish_on_the_screen(client, interview, monkeypatch):
    def refused(**_facts):
        raise TransitionRefusedError(interview, "other_time")

    monkeypatch.setattr("jobs.views.seeker.interviews.ask_other_time", refused)
    page = answer(client, interview, "wawancara/waktu-lain/", wish="Rabu sore.")
    assert "Wawancara ini sudah selesai" in page
    assert "Rabu sore." in page


def test_calendar_is_given_while_there_is_something_to_go_to(client, interview):
    response = client.get(address(interview, "wawancara.ics"))
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert "DTSTART:20261201T023000Z" in response.content.decode()
    transition(interview, InterviewState.DONE, by=None)
    assert client.get(address(interview, "wawancara.ics")).status_code == 404


def test_application_without_an_invitation_has_nothing_to_answer(client, seeker):
    receipt = applied(seeker=seeker).receipt
    assert client.get(f"/lamaran/{receipt}/wawancara.ics").status_code == 404
    assert client.post(f"/lamaran/{receipt}/wawancara/setuju/").status_code == 404


def test_interviews_of_others_are_not_found(client, seeker):
    other = invited(applied())
    for rest in ("wawancara/setuju/", "wawancara/waktu-lain/"):
        assert client.post(address(other, rest), {"revision": 0}).status_code == 404
    assert client.get(address(other, "wawancara.ics")).status_code == 404


def test_service_judges_by_the_locked_row(interview):
    Interview.objects.update(revision=5)
    with pytest.raises(InvitationChangedError):
        accept_interview(interview=interview, revision=0, by=interview.application.seeker.user)
