"""What travels to the database arrives there as it was, whatever signs are in it."""

import pytest

from integration.enums import Kind, Mode, RecordState
from integration.models import RemoteCompany, RemoteRecord
from jobs.models import Vacancy
from tests.integration.wire import company, programme, pulled, vacancy
from training.models import Programme, Provider, Schedule

IDS = (
    *('a"b', r"a\b", r"a\\", r"\N", r"\.", "{a,b}", "a,b", "NULL", '""', "a'b", "%s", "{}", " a "),
    "a{0}b",
    "0",
)

pytestmark = pytest.mark.django_db


def known(kind: Kind) -> set[str]:
    live = RemoteRecord.objects.filter(kind=kind, state=RecordState.LIVE)
    return set(live.values_list("remote_id", flat=True))


def test_vacancies_of_any_number_are_new_change_and_stay_the_same():
    run = pulled(Kind.VACANCIES, [vacancy(1, id=key, title=f"Satu {key}") for key in IDS])
    assert (run.inserted, known(Kind.VACANCIES)) == (len(IDS), set(IDS))
    run = pulled(Kind.VACANCIES, [vacancy(1, id=key, title=f"Dua {key}") for key in IDS])
    assert run.updated == len(IDS)
    for found in RemoteRecord.objects.filter(kind=Kind.VACANCIES):
        ours = Vacancy.objects.get(pk=found.local_id or 0)
        assert ours.title == f"Dua {' '.join(found.remote_id.split())}"
        assert ours.apply_url.endswith(f"/{found.remote_id}")
    run = pulled(Kind.VACANCIES, [vacancy(1, id=key, title=f"Dua {key}") for key in IDS])
    assert run.unchanged == len(IDS)


def test_programmes_and_providers_of_any_number_are_new_and_change():
    def told(word: str) -> list:
        schedule = programme(1)["schedules"][0] | {"batch": f'{word} "{{\\'}
        return [
            programme(1)
            | {"id": key, "title": f"{word} {key}", "schedules": [schedule]}
            | {"institution": programme(1)["institution"] | {"id": key, "name": f"{word} {key}"}}
            for key in IDS
        ]

    assert pulled(Kind.TRAININGS, told("Satu")).inserted == len(IDS)
    assert pulled(Kind.TRAININGS, told("Dua")).updated == len(IDS)
    assert known(Kind.TRAININGS) == set(IDS)
    assert Provider.objects.filter(name__startswith="Dua ").count() == len(IDS)
    for found in Programme.objects.all():
        assert found.title == found.provider.name
    assert set(Schedule.objects.values_list("batch", flat=True)) == {'Dua "{\\'}
    assert Schedule.objects.count() == len(IDS)


def test_companies_of_any_number_are_new_change_and_go():
    def told(version: int, **changes: object) -> list:
        items = [company(number, version, **changes) for number, _key in enumerate(IDS)]
        return [item | {"id": key} for item, key in zip(items, IDS, strict=True)]

    gone = [item | {"deleted": True, "attributes": None} for item in told(3)]
    assert pulled(Kind.COMPANIES, told(1), mode=Mode.CHANGES).inserted == len(IDS)
    run = pulled(Kind.COMPANIES, told(2, name='PT "Dua\\'), mode=Mode.CHANGES)
    assert run.updated == len(IDS)
    assert set(RemoteCompany.objects.values_list("name", flat=True)) == {'PT "Dua\\'}
    run = pulled(Kind.COMPANIES, gone, mode=Mode.CHANGES)
    assert (run.updated, run.closed, known(Kind.COMPANIES)) == (len(IDS), len(IDS), set())


def test_programme_that_moves_to_another_institution_takes_its_own_schedules():
    pulled(Kind.TRAININGS, [programme(1), programme(2)])
    other = programme(1)["institution"] | {"id": "b2", "name": "BLK Asahan"}
    pulled(Kind.TRAININGS, [programme(1, institution=other, schedules=[]), programme(2)])
    moved, stayed = Programme.objects.order_by("code")
    assert (moved.provider.name, stayed.provider.name) == ("BLK Asahan", "BPVP Medan")
    assert list(Schedule.objects.values_list("programme", flat=True)) == [stayed.pk]


def test_record_whose_row_is_missing_here_does_not_stop_its_page():
    """Nobody deletes mirrors; if somebody did, the others on the page land all the same."""
    pulled(Kind.VACANCIES, [vacancy(1), vacancy(2)])
    Vacancy.objects.filter(title="Operator Loader 1").delete()
    run = pulled(Kind.VACANCIES, [vacancy(1, title="Satu"), vacancy(2, title="Dua")])
    assert run.updated == 2
    assert list(Vacancy.objects.values_list("title", flat=True)) == ["Dua"]
