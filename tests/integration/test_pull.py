"""A pull lands what a feed has, once, and goes on where it stopped."""

from datetime import UTC, datetime, timedelta

import pytest

from integration.enums import Kind, Mode, RunState
from integration.models import RemoteRecord, Stream
from integration.ports import Page
from integration.pull import pull
from jobs.enums import Source, VacancyState
from jobs.models import Vacancy, VacancySearch
from tests.seekers.places import make_village
from training.models import Programme, Schedule

pytestmark = pytest.mark.django_db


def vacancy(number: int, **changes):
    return {
        "id": f"00000000-0000-0000-0000-{number:012}",
        "title": f"Operator Loader {number}",
        "company_name": "PT Sawit Jaya",
        "company_logo_uri": None,
        "industry_name": "Perdagangan",
        "job_function_name": "Operator Loader",
        "job_type_name": "Penuh Waktu",
        "province_name": "SUMATERA UTARA",
        "city_name": "KAB. ASAHAN",
        "district_name": "Meranti",
        "published_at": int((datetime.now(UTC) - timedelta(days=3)).timestamp()),
        "show_salary": True,
        "min_salary_amount": 3_000_000,
        "max_salary_amount": 3_500_000,
        "skills": ["Loader", {"value": 'SIM "B", dua'}],
        "description": "Mengoperasikan loader.<br>Hubungi 0812-3456-7890.",
        **changes,
    }


class Feed:
    """A port that answers from a list of pages."""

    def __init__(self, pages, mode=Mode.CRAWL):
        self.pages, self._mode, self.asked = pages, mode, []

    def mode(self, kind):
        return self._mode

    def page(self, kind, mode, position, since):
        self.asked.append((mode, position, since))
        number = int(position or 1)
        items = self.pages[number - 1]
        following = str(number + 1) if number < len(self.pages) else ""
        return Page(items=items, following=following, total=sum(map(len, self.pages)))

    def checksum(self, kind):
        return None


def test_pull_lands_national_vacancies():
    make_village()
    feed = Feed([[vacancy(1), vacancy(2)], [vacancy(3), vacancy(3), vacancy(4, title="")]])
    run = pull(Kind.VACANCIES, port=feed)
    assert run.state == RunState.DONE
    assert (run.received, run.inserted, run.duplicate, run.quarantined) == (5, 3, 1, 1)
    found = Vacancy.objects.get(title="Operator Loader 1")
    assert found.source == Source.KARIRHUB
    assert found.area.name == "Meranti"
    assert found.skills == ["Loader", 'SIM "B", dua']
    assert VacancySearch.objects.count() == 3


def test_pull_of_the_same_changes_nothing():
    feed = Feed([[vacancy(1), vacancy(2)]])
    pull(Kind.VACANCIES, port=feed)
    before = list(Vacancy.objects.values())
    run = pull(Kind.VACANCIES, port=feed)
    assert (run.received, run.unchanged) == (2, 2)
    assert list(Vacancy.objects.values()) == before


def test_vacancy_is_closed_after_two_readings_without_it_and_opens_again():
    pull(Kind.VACANCIES, port=Feed([[vacancy(1), vacancy(2)]]))
    pull(Kind.VACANCIES, port=Feed([[vacancy(1)]]))
    assert Vacancy.objects.filter(state=VacancyState.PUBLISHED).count() == 2
    run = pull(Kind.VACANCIES, port=Feed([[vacancy(1)]]))
    assert run.closed == 1
    gone = Vacancy.objects.get(title="Operator Loader 2")
    assert gone.state == VacancyState.CLOSED
    assert gone.apply_url == ""
    assert "0812" not in gone.description
    pull(Kind.VACANCIES, port=Feed([[vacancy(1), vacancy(2)]]))
    gone.refresh_from_db()
    assert gone.state == VacancyState.PUBLISHED
    assert "0812" in gone.description


def test_empty_feed_closes_nothing():
    pull(Kind.VACANCIES, port=Feed([[vacancy(1)]]))
    for _ in range(3):
        pull(Kind.VACANCIES, port=Feed([[]]))
    assert RemoteRecord.objects.get().state == "live"


def test_training_lands_with_its_provider_and_schedules():
    item = {
        "id": "p1", "code": "TIK.01", "title": "Teknisi Komputer", "description": "", "status": "approved",
        "total_duration": 240, "version": "1", "effective_date": None, "created_at": None,
        "vocational": {"code": "TIK", "name": "Teknologi Informasi"}, "sub_vocational": None,
        "download_material_uri": None, "program_topics": [{"code": "1", "title": "Jaringan", "duration": 40}],
        "institution": {"id": "b1", "name": "BPVP Medan", "address": "", "city_name": "KOTA MEDAN",
                        "province_name": "SUMATERA UTARA", "phone": None, "website": None},
        "schedules": [{"id": 1, "batch": "I", "registration_until": "2026-12-01", "start_date": "2026-12-10",
                       "end_date": "2027-01-10", "quota": 16, "registered": 3}],
    }  # fmt: skip
    run = pull(Kind.TRAININGS, port=Feed([[item]]))
    assert run.inserted == 1
    programme = Programme.objects.get()
    assert programme.provider.name == "BPVP Medan"
    assert Schedule.objects.get().quota == 16
    run = pull(Kind.TRAININGS, port=Feed([[item | {"title": "Teknisi Jaringan", "schedules": []}]]))
    assert run.updated == 1
    assert not Schedule.objects.exists()


def resident(number, version=1, **changes):
    return {
        "id": f"s{number}", "version": version, "updated_at": "2026-11-20T01:00:00.000000Z", "deleted": False,
        "attributes": {"nik": f"120919010190{number:04}", "name": "Suharto", "birth_date": "1990-01-01", "sex": "L",
                       "registered_at": "2026-01-01T00:00:00Z", "verified": True, **changes},
    }  # fmt: skip


def test_residents_land_sealed():
    run = pull(Kind.SEEKERS, port=Feed([[resident(1), resident(2, nik="x")]], Mode.CHANGES))
    assert (run.mode, run.inserted, run.quarantined) == (Mode.SNAPSHOT, 1, 1)
    found = RemoteRecord.objects.get(kind=Kind.SEEKERS).remoteseeker
    assert "1209190101900001" not in found.nik_sealed
    stream = Stream.objects.get(kind=Kind.SEEKERS)
    assert stream.last_success_at
