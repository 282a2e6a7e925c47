"""Pages of interviews, hires and filled vacancies on the company's side."""

from datetime import timedelta

import pytest

from jobs.enums import ApplicationState
from jobs.models import Application, FillReport, Interview, Placement
from jobs.services.interviews import Plan, invite_to_interview
from sikas.clock import now
from tests.jobs.recruiting import Recruiting, start, states

pytestmark = pytest.mark.django_db


@pytest.fixture
def ours(client) -> Recruiting:
    return Recruiting(openings_either=1).sign_in(client)


def meeting(days: int = 3, **changes: str) -> dict[str, str]:
    day = now() + timedelta(days=days)
    form = {
        "kind": "place",
        "day_day": str(day.day),
        "day_month": str(day.month),
        "day_year": str(day.year),
        "time": "08.30",
        "minutes": "30",
        "where": "Jl. Cokroaminoto 1",
    }
    return form | changes


def invited(ours: Recruiting) -> tuple[int, Interview]:
    (key,) = ours.applicants(1)
    plan = Plan("place", now() + timedelta(days=2), "Kantor")  # type: ignore[arg-type]
    invite_to_interview(company=ours.company, keys=[key], plan=plan, by=ours.person)
    return key, Interview.objects.get()


def test_invitation_is_written_and_its_faults_are_told(client, ours):
    keys = ours.applicants(2)
    for faulty, words in (
        (meeting(days=-1), "Waktu ini sudah lewat"),
        (meeting(time="jam 8"), "Tulis jam"),
        (meeting(kind="link", where="zoom"), "diawali https://"),
        (meeting(minutes="3"), "paling sedikit"),
        (meeting(where=""), "Isi alamat"),
        (meeting(day_year="9999"), "paling jauh satu tahun"),
        (meeting(day_year="1"), "Tulis tanggal"),
    ):
        page = ours.act(client, "undang", keys, **faulty).content.decode()
        assert words in page
    assert states(keys) == ["sent", "sent"]
    ours.act(client, "undang", keys, **meeting(gap="45"))
    first, second = Interview.objects.order_by("starts_at")
    assert second.starts_at - first.starts_at == timedelta(minutes=45)
    page = client.get(f"{ours.base}{keys[0]}/").content.decode()
    assert "08.30 WIB (30 menit)" in page


def test_interview_is_changed_and_cancelled(client, ours):
    key, interview = invited(ours)
    base = f"{ours.base}{key}/wawancara/{interview.pk}/"
    assert 'value="Kantor"' in client.get(f"{base}ubah/").content.decode()
    page = client.post(f"{base}ubah/", meeting(days=-1)).content.decode()
    assert "Waktu ini sudah lewat" in page
    client.post(f"{base}ubah/", meeting())
    interview.refresh_from_db()
    assert (interview.where, interview.revision) == ("Jl. Cokroaminoto 1", 1)
    assert "dibatalkan dan pelamar dikabari" in client.get(f"{base}batal/").content.decode()
    client.post(f"{base}batal/", {"text": "Libur"})
    for act, form in (("batal", {}), ("ubah", meeting()), ("hasil", {"hasil": "hadir"})):
        client.post(f"{base}{act}/", form)
    interview.refresh_from_db()
    assert (interview.state, interview.revision) == ("cancelled", 1)


def test_result_of_an_interview_is_noted(client, ours, clock):
    key, interview = invited(ours)
    base = f"{ours.base}{key}/wawancara/{interview.pk}/hasil/"
    client.post(base, {"hasil": "hadir"})
    assert "belum mulai" in client.get(f"{ours.base}{key}/").content.decode()
    clock.move(timedelta(days=3))
    assert "Pelamar hadir" in client.get(f"{ours.base}{key}/").content.decode()
    client.post(base, {"hasil": "hadir"})
    client.post(base, {"hasil": "tidak"})
    interview.refresh_from_db()
    assert interview.state == "done"


def test_last_hire_leads_to_the_end_of_the_vacancy(client, ours):
    one, other, third = ours.applicants(3, sex=1)
    assert 'value="akl"' in client.get(f"{ours.base}{one}/terima/").content.decode()
    answer = client.post(f"{ours.base}{one}/terima/", start())
    own = f"/perusahaan-saya/{ours.company.pk}/lowongan/{ours.vacancy.pk}/"
    assert answer.url == f"{own}pelamar/tutup/"
    assert Placement.objects.get().wage == 3_500_000
    page = client.post(f"{ours.base}{other}/terima/", start()).content.decode()
    assert "sudah terisi: 1 orang" in page
    assert f'href="{own}pelamar/tutup/"' in page
    assert "2 pelamar yang masih menunggu" in client.get(answer.url).content.decode()
    client.post(answer.url, {"text": "Terima kasih"})
    assert states([one, other, third]) == ["hired", "not_selected", "not_selected"]
    assert FillReport.objects.get().filled == 1
    assert client.get(answer.url).status_code == 302


def test_hire_with_openings_left_leads_back_to_the_applicant(client):
    ours = Recruiting(openings_either=2).sign_in(client)
    (one,) = ours.applicants(1)
    answer = client.post(f"{ours.base}{one}/terima/", start())
    assert answer.url == f"{ours.base}{one}/"
    page = client.get(answer.url).content.decode()
    assert "AKL – dalam provinsi" in page
    assert client.get(f"{ours.base}{one}/terima/").status_code == 302


def test_hire_that_cannot_be_is_told(client, ours):
    (one,) = ours.applicants(1)
    page = client.post(f"{ours.base}{one}/terima/", start(started_on_year="1990")).content.decode()
    assert "paling jauh satu tahun" in page
    Application.objects.filter(pk=one).update(state=ApplicationState.WITHDRAWN, decided_at=now())
    assert client.post(f"{ours.base}{one}/terima/", start()).url == f"{ours.base}{one}/"
    assert Placement.objects.count() == 0


def test_report_is_filled_in_from_the_hires_and_corrected_by_hand(client):
    ours = Recruiting(openings_either=0, openings_men=1).sign_in(client)
    (one,) = ours.applicants(1, sex=2)
    client.post(f"{ours.base}{one}/terima/", start())
    own = f"/perusahaan-saya/{ours.company.pk}/lowongan/{ours.vacancy.pk}/"
    answer = client.post(f"{own}pelamar/tutup/")
    assert answer.url == f"{own}hasil/"
    assert 'name="women_here" value="1"' in client.get(answer.url).content.decode()
