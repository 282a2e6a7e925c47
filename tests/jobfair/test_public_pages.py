"""The public pages of a fair say in every phase what it is and what one can do."""

from datetime import timedelta

import pytest
from django.urls import reverse

from employers.enums import CompanyState
from jobfair.enums import BoothState, FairState, PositionState
from jobfair.models import Announcement
from sikas import clock as time
from sikas.reference.enums import Disability, EducationLevel
from sikas.reference.models import Industry
from tests.gates.pages import Page, faults
from tests.gates.unchanged import watch_writes
from tests.jobfair.fairs import BoothFactory, FairFactory, position_in
from tests.jobs.factories import CompanyFactory, VacancyFactory
from tests.seekers.places import make_village

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
# What makes a fair be in a phase, and what its lobby and a position's page then say.
PHASES: dict[str, tuple[dict, str, str]] = {
    "announced": (
        {"coming": True, "registration_at": "later"},
        "Pendaftaran peserta dibuka",
        "Lamaran dibuka",
    ),
    "registration": ({"coming": True}, "Pendaftaran peserta sudah dibuka", "Simpan jadwal"),
    "open": ({}, "Lamaran yang tiba sebelum", "Jatah Anda: 15 lamaran"),
    "closing": ({"over": True, "closes_at": "just"}, "sedang dicatat", "sedang dicatat"),
    "closed": ({"over": True}, "Lihat hasil", "Lamar di halaman lowongan"),
    "reported": (
        {"over": True, "state": FairState.REPORTED},
        "Setiap lamaran mendapat jawaban",
        "Lamar di halaman lowongan",
    ),
    "paused": ({"state": FairState.PAUSED}, "Waktu yang hilang", "Waktu yang hilang"),
    "cancelled": (
        {"state": FairState.CANCELLED},
        "tidak jadi diadakan",
        "Lamar di halaman lowongan",
    ),
}


def fair_in(phase: str):
    now = time.now()
    moments = {"later": now + HOUR, "just": now - timedelta(seconds=5)}
    facts = {name: moments.get(value, value) for name, value in PHASES[phase][0].items()}
    if phase == "paused":
        facts["paused_at"] = now
    return FairFactory.create(**facts)


def read(client, name, *args, query=""):
    response = client.get(reverse(name, args=args) + query)
    assert response.status_code == 200
    assert not faults(Page(reverse(name, args=args), response))
    return response.content.decode()


@pytest.mark.parametrize("phase", PHASES)
def test_every_page_says_the_phase_and_writes_nothing(client, phase):
    _facts, lobby_words, position_words = PHASES[phase]
    position = position_in(fair_in(phase))
    slug = position.fair.slug
    with watch_writes() as written:
        assert lobby_words in read(client, "fair", slug)
        page = read(client, "fair_position", slug, position.pk)
        for name, args in (
            ("fair_stands", ()),
            ("fair_stand", (position.booth_id,)),
            ("fair_schedule", ()),
        ):
            assert position.fair.name in read(client, name, slug, *args)
    assert position_words in page
    assert ("lamar/" in page.partition("<main")[2]) == (phase == "open")
    assert not written


def test_index_leads_to_the_running_fair_and_lists_past_ones_between_fairs(client):
    past = FairFactory.create(over=True)
    assert past.name in read(client, "fairs")
    coming = FairFactory.create(coming=True)
    assert client.get(reverse("fairs")).headers["Location"] == coming.get_absolute_url()


@pytest.mark.parametrize(
    "facts",
    (
        {"draft": True},
        {"coming": True, "catalogue_at": time.now() + HOUR, "registration_at": time.now() + HOUR},
        {"is_archived": True},
        {"state": FairState.CANCELLED, "announced_at": None},
    ),
)
def test_fair_that_is_not_public_is_not_there(client, facts):
    position = position_in(FairFactory.create(**facts))
    for name, args in (("fair", ()), ("fair_stands", ()), ("fair_position", (position.pk,))):
        path = reverse(name, args=[position.fair.slug, *args])
        assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    ("booth", "position"),
    (
        ({"state": BoothState.SUSPENDED}, {}),
        ({"state": BoothState.APPROVED}, {}),
        ({"company__state": CompanyState.SUSPENDED}, {}),
        ({}, {"state": PositionState.PROPOSED}),
        ({}, {"state": PositionState.RETURNED}),
    ),
)
def test_what_the_office_does_not_vouch_for_is_not_there(client, booth, position):
    shown = BoothFactory.create(**booth)
    found = position_in(booth=shown, **position)
    slug = shown.fair.slug
    assert client.get(reverse("fair_position", args=[slug, found.pk])).status_code == 404
    if booth:
        assert client.get(reverse("fair_stand", args=[slug, shown.pk])).status_code == 404
        assert client.get(reverse("fair_logo", args=[slug, shown.pk])).status_code == 404
    assert found.vacancy.title not in read(client, "fair_stands", slug)


def test_position_of_another_fair_and_a_key_too_large_are_not_there(client):
    other = position_in(FairFactory.create(over=True))
    fair = FairFactory.create()
    for pk in (other.pk, 2**63):
        assert client.get(reverse("fair_position", args=[fair.slug, pk])).status_code == 404


def test_closed_vacancy_keeps_its_page_in_the_fair_and_takes_nothing(client):
    vacancy = VacancyFactory.create(over=True)
    position = position_in(booth=BoothFactory.create(company=vacancy.company), vacancy=vacancy)
    page = read(client, "fair_position", position.fair.slug, position.pk)
    assert "Lowongan ditutup" in page
    assert "lamar/" not in page.partition("<main")[2]


def test_full_position_says_so(client):
    position = position_in(cap=1)
    position.taken = 1
    position.save()
    assert "Penuh" in read(client, "fair_position", position.fair.slug, position.pk)
    assert "Penuh" in read(client, "fair_stand", position.fair.slug, position.booth_id)


@pytest.fixture
def filled():
    """Give a fair three booths: a mill and a shop that differ in all, one without positions."""
    trade = Industry.objects.create(edition=2020, code="G", digits=1, title="Perdagangan")
    retail = Industry.objects.create(edition=2020, code="47", digits=2, title="Toko", parent=trade)
    fair = FairFactory.create()
    mill = BoothFactory.create(fair=fair, company=CompanyFactory.create(name="PT Kebun Jaya"))
    shop = BoothFactory.create(
        fair=fair, company=CompanyFactory.create(name="Toko Murni", industry=retail)
    )
    BoothFactory.create(fair=fair, company=CompanyFactory.create(name="CV Kosong"))
    facts = {"area": make_village(), "education": EducationLevel.S1}
    work = VacancyFactory.create(company=mill.company, title="Mandor Panen", **facts)
    till = VacancyFactory.create(
        company=shop.company, title="Kasir", education=None, disabilities=[Disability.HEARING]
    )
    position_in(booth=mill, vacancy=work)
    position_in(booth=shop, vacancy=till)
    return fair


@pytest.mark.parametrize(
    ("query", "shown"),
    (
        ("", {"PT Kebun Jaya", "Toko Murni", "CV Kosong"}),
        ("?q=MANDOR+kebun", {"PT Kebun Jaya"}),
        ("?sektor=g", {"Toko Murni"}),
        ("?kecamatan=120919", {"PT Kebun Jaya"}),
        ("?pendidikan=sma", {"Toko Murni"}),
        ("?pendidikan=s2", {"PT Kebun Jaya", "Toko Murni"}),
        ("?disabilitas=ya", {"Toko Murni"}),
        ("?sektor=g&kecamatan=120919", set()),
        ("?sektor=tidak-ada&pendidikan=tidak-ada", set()),
        ("?q=%00", {"PT Kebun Jaya", "Toko Murni", "CV Kosong"}),
    ),
)
def test_booths_are_searched_and_filtered(client, filled, query, shown):
    page = read(client, "fair_stands", filled.slug, query=query)
    names = {"PT Kebun Jaya", "Toko Murni", "CV Kosong"}
    assert {name for name in names if name in page} == shown
    if not shown:
        assert "Tidak ada stan yang cocok" in page


def test_choices_in_use_can_be_taken_away_one_by_one(client, filled):
    page = read(client, "fair_stands", filled.slug, query="?sektor=g&q=kasir")
    assert "Sektor: Perdagangan" in page
    assert 'href="?q=kasir"' in page


def test_list_of_booths_costs_the_same_however_long(client, django_assert_num_queries):
    fair = FairFactory.create()
    fair_stands_positions = 3
    for _more in range(2):
        position_in(fair)
        read(client, "fair_stands", fair.slug)
        with django_assert_num_queries(fair_stands_positions):
            client.get(reverse("fair_stands", args=[fair.slug]))


def test_lobby_and_position_cost_few_queries(client, django_assert_num_queries):
    position = position_in()
    read(client, "fair", position.fair.slug)
    with django_assert_num_queries(2):  # fair, announcements
        client.get(position.fair.get_absolute_url())
    with django_assert_num_queries(3):  # fair, position, vacancy
        client.get(reverse("fair_position", args=[position.fair.slug, position.pk]))


def test_announcements_are_shown_while_they_last(client):
    fair, now = FairFactory.create(), time.now()
    Announcement.objects.create(fair=fair, text="Stan 4 pindah", active_until=now + HOUR)
    Announcement.objects.create(fair=fair, text="Nanti", active_from=now + HOUR)
    old = {"active_from": now - 2 * HOUR, "active_until": now - HOUR}
    Announcement.objects.create(fair=fair, text="Kemarin", **old)
    page = read(client, "fair", fair.slug)
    assert "Stan 4 pindah" in page
    assert "Nanti" not in page
    assert "Kemarin" not in page
