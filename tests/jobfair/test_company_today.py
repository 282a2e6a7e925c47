"""A company's page of a fair: its numbers, and applications answered in two taps or in batches."""

from datetime import timedelta

import pytest
from django.urls import reverse

from employers.enums import CompanyState
from jobfair.enums import BoothState, FairState, PositionState
from jobfair.models import Booth, Entry
from jobs.enums import ApplicationState
from jobs.models import Application
from sikas import clock as time
from sikas.reference.models import Office
from tests.jobfair.fairs import BoothFactory, FairFactory, position_in
from tests.jobfair.test_company_booth import Place, text
from tests.jobfair.test_entering import send
from tests.jobs.applicants import applied, ready_seeker
from tests.jobs.factories import VacancyFactory
from tests.lists import assert_cost_is_flat
from tests.seekers.places import make_village

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(client) -> Place:
    return Place(client, state=BoothState.READY)


def sent(position, name):
    return send(position, ready_seeker(name=name)).application


def state(application) -> str:
    return Application.objects.get(pk=application.pk).state


def test_page_counts_the_booth_alone_and_names_the_days_left(place):
    position = position_in(booth=place.booth, cap=40)
    first, _second = sent(position, "Ani"), sent(position, "Budi")
    Entry.objects.filter(pk=first.pk).update(arrived_at=time.now() - timedelta(days=2))
    sent(position_in(place.fair), "Orang lain")
    applied(seeker=ready_seeker(name="Di luar job fair"), vacancy=position.vacancy)
    page = place.get("company_fair")
    for number, label in (("1", "lamaran hari ini"), ("2", "lamaran semuanya"), ("21 hari", "")):
        assert f"<dd>{number}</dd>" in page
        assert label in page
    assert "data-countdown" in page
    assert page.index('id="angka"') < page.index('id="masuk"') < page.index('id="jabatan"')
    assert page.index("Budi") < page.index("Ani")
    assert "Orang lain" not in page
    assert "Di luar job fair" not in page
    listed = text(
        place.client.get(
            reverse("company_applicants", args=[place.company.pk]), {"fair": place.fair.pk}
        )
    )
    assert "Lamaran dari job fair ini" in listed
    assert "Budi" in listed
    assert "Di luar job fair" not in listed


def test_applications_are_answered_in_two_taps_and_the_page_comes_back(place):
    position, here = position_in(booth=place.booth), place.url("company_fair")
    called, refused, hired = (sent(position, name) for name in ("Ani", "Budi", "Citra"))
    page = place.get("company_fair")
    acts = reverse("company_applicants_act", args=[place.company.pk, "x"]).removesuffix("x/")
    common = {"kirim": "1", "kembali": here}
    for word, form in (
        ("pindah", {"dipilih": called.pk, "to": "shortlisted"}),
        ("tolak", {"dipilih": refused.pk, "reason": "experience"}),
    ):
        assert f'{acts}{word}/"' in page
        answer = place.client.post(f"{acts}{word}/", form | common)
        assert answer.headers["Location"] == here
    assert (state(called), state(refused)) == (
        ApplicationState.SHORTLISTED,
        ApplicationState.NOT_SELECTED,
    )
    hire = reverse("company_applicant_hire", args=[place.company.pk, hired.pk])
    assert hire in page
    text(place.client.get(hire))
    page = place.get("company_fair")
    assert "Ani" in page
    assert "Budi" not in page


def test_several_are_answered_at_once(place):
    position, here = position_in(booth=place.booth), place.url("company_fair")
    keys = [sent(position, name).pk for name in ("Ani", "Budi", "Citra")]
    acts = reverse("company_applicants_act", args=[place.company.pk, "pindah"])
    form = {"pelamar": keys[:2], "to": "shortlisted", "kirim": "1", "kembali": here}
    assert "2 pelamar dipindahkan" in text(place.client.post(acts, form, follow=True))
    found = Application.objects.filter(state=ApplicationState.SHORTLISTED)
    assert sorted(found.values_list("pk", flat=True)) == sorted(keys[:2])


def test_page_without_applications_leads_to_all_of_the_fair(place):
    page = place.get("company_fair")
    assert "Tidak ada lamaran yang menunggu jawaban." in page
    assert f"?fair={place.fair.pk}&amp;keadaan=semua" in page


def test_page_after_the_fair_counts_days_and_leads_to_the_report(client):
    place = Place(client, state=BoothState.READY, over=True)
    assert "Laporan stan Anda" in place.get("company_fair")
    place.fair.closes_at = time.now() - timedelta(days=15)
    place.fair.opens_at = place.fair.registration_at = place.fair.closes_at - timedelta(days=3)
    place.fair.catalogue_at = place.fair.registration_at
    place.fair.save()
    assert "<dd>lewat</dd>" in place.get("company_fair")


def test_drafts_rehearsals_and_archived_fairs_are_not_there(client):
    place = Place(client)
    named = reverse("company_fairs", args=[place.company.pk])
    assert str(place.fair) in text(client.get(named))
    for facts in ({"state": FairState.DRAFT}, {"is_rehearsal": True}, {"is_archived": True}):
        for name, value in facts.items():
            setattr(place.fair, name, value)
        place.fair.save()
        assert "Belum ada job fair" in text(client.get(named))
        assert client.get(place.url("company_fair")).status_code == 404
        assert client.post(place.url("company_fair_join")).status_code == 404
        place.fair.state, place.fair.is_rehearsal = FairState.ANNOUNCED, False
    assert not Booth.objects.exists()


def test_cancelled_and_missed_fairs_ask_for_nothing(client):
    place = Place(client, state=BoothState.INVITED, over=True)
    assert "tidak menerima perusahaan lagi" in place.get("company_fair")
    place.fair.state = FairState.CANCELLED
    place.fair.save()
    assert "dibatalkan" in place.get("company_fair")


def test_every_state_of_a_booth_has_words_and_at_most_one_button(client):
    place = Place(client, state=BoothState.INVITED)
    for now in BoothState:
        if now != BoothState.READY:
            Booth.objects.update(state=now)
            assert place.get("company_fair").count('class="btn"') <= 1
    place.company.state = CompanyState.SUSPENDED
    place.company.save()
    Booth.objects.update(state=BoothState.APPROVED)
    assert "belum terverifikasi" in place.get("company_fair")


def test_position_of_a_closed_vacancy_is_marked(place):
    vacancy = VacancyFactory.create(company=place.company, over=True)
    position = position_in(booth=place.booth, vacancy=vacancy)
    assert position.state == PositionState.VERIFIED
    assert "Lowongannya tidak terbit lagi" in place.get()


def test_pages_cost_the_same_for_any_number(client):
    place = Place(client, state=BoothState.READY)
    here, village = place.url("company_fair"), make_village()

    def more() -> None:
        send(position_in(booth=place.booth), ready_seeker(area=village))
        Office.objects.current()  # keep it in memory

    # Account, company, fair, booth, positions with numbers, inbox.
    assert_cost_is_flat(client, here, make=more, queries=7)
    assert_cost_is_flat(client, place.url("company_booth"), make=more, queries=9)
    overview = reverse("company_fairs", args=[place.company.pk])

    def fair() -> None:
        start = time.now() + timedelta(days=10 * FairFactory._meta.model.objects.count())
        facts = {"opens_at": start, "closes_at": start + timedelta(days=2)}
        BoothFactory.create(fair=FairFactory.create(**facts), company=place.company)

    assert_cost_is_flat(client, overview, make=fair, queries=5)
