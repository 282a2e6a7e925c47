"""Search rows are true whatever wrote the vacancy or its company."""

import io
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection

from employers.enums import CompanyState
from employers.models import Company
from jobs import tasks
from jobs.enums import CloseReason, Source, VacancyState
from jobs.models import SearchWord, Vacancy, VacancySearch
from jobs.search import upkeep, words
from jobs.search.criteria import Criteria
from jobs.search.selectors import count_facets, search_vacancies
from sikas.clock import now
from sikas.reference.models import OccupationSynonym
from sikas.workflow.transitions import transition, transition_many
from tests.jobs.factories import CompanyFactory, VacancyFactory

pytestmark = pytest.mark.django_db


def titles() -> list[str]:
    return sorted(VacancySearch.objects.values_list("title", flat=True))


def run(sql: str, *params: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)


def finds(lexeme: str) -> bool:
    return VacancySearch.objects.extra(where=["doc @@ %s::tsquery"], params=[lexeme]).exists()


def test_created_vacancy_is_found_at_once():
    vacancy = VacancyFactory(title="Kasir")
    row = VacancySearch.objects.get()
    assert (row.vacancy_id, row.title, row.employer) == (vacancy.pk, "Kasir", vacancy.company.name)


def test_vacancies_created_in_bulk_are_found():
    made = VacancyFactory.build_batch(3, company=CompanyFactory())
    Vacancy.objects.bulk_create(made)
    assert len(titles()) == 3


def test_vacancies_copied_by_the_database_are_found():
    values = {
        "company_id": str(CompanyFactory().pk),
        "title": "Perawat",
        "description": "Merawat pasien.",
        "experience_years": "0",
        "employment_type": "full_time",
        "openings_men": "0",
        "openings_women": "0",
        "openings_either": "1",
        "skills": "{}",
        "disabilities": "{}",
        "source": "local",
        "apply_mode": "internal",
        "state": "published",
        "created_at": str(now()),
        "published_at": str(now()),
        "closes_at": str(now() + timedelta(days=9)),
    }
    blank = ["employer_name", "address", "requirements", "apply_url", "close_reason"]
    columns = ", ".join([*values, *blank])
    line = "\t".join([*values.values(), *([""] * len(blank))]) + "\n"
    with connection.cursor() as cursor:
        cursor.copy_expert(f"copy jobs_vacancy ({columns}) from stdin", io.StringIO(line * 3))
    assert titles() == ["Perawat"] * 3


@pytest.mark.parametrize(
    "state", (VacancyState.DRAFT, VacancyState.SUBMITTED, VacancyState.RETURNED)
)
def test_vacancy_that_is_not_published_has_no_row(state):
    VacancyFactory(state=state)
    assert titles() == []


def test_expired_vacancy_gets_no_row():
    VacancyFactory(published_at=now() - timedelta(days=9), closes_at=now() - timedelta(days=1))
    assert titles() == []


def test_saved_text_changes_the_row():
    vacancy = VacancyFactory(title="Kasir")
    vacancy.title = "Teller"
    vacancy.save()
    assert titles() == ["Teller"]
    assert finds("teller")
    assert not finds("kasir")


def test_update_of_a_queryset_and_bulk_update_change_rows():
    first, second = VacancyFactory.create_batch(2)
    Vacancy.objects.filter(pk=first.pk).update(title="Satu")
    second.title = "Dua"
    Vacancy.objects.bulk_update([second], ["title"])
    assert titles() == ["Dua", "Satu"]


def test_raw_update_and_delete_change_rows():
    kept, gone = VacancyFactory.create_batch(2)
    run("update jobs_vacancy set title = 'Diubah' where id = %s", kept.pk)
    run("delete from jobs_vacancy where id = %s", gone.pk)
    assert titles() == ["Diubah"]


def test_deleted_vacancy_leaves_no_row():
    VacancyFactory().delete()
    assert titles() == []


def test_closing_and_publishing_by_the_one_door_change_rows():
    published, waiting = (
        VacancyFactory(title="Terbit"),
        VacancyFactory(submitted=True, title="Baru"),
    )
    transition(published, VacancyState.CLOSED, by=None, close_reason=CloseReason.FILLED)
    transition_many(Vacancy.objects.filter(pk=waiting.pk), VacancyState.PUBLISHED, by=None)
    assert titles() == ["Baru"]


def test_renamed_company_is_found_by_its_new_name_only():
    company = CompanyFactory(name="PT Rambutan")
    VacancyFactory.create_batch(2, company=company)
    VacancyFactory(company=CompanyFactory(name="PT Durian"))
    Company.objects.filter(pk=company.pk).update(name="PT Manggis")
    assert finds("manggis")
    assert not finds("rambut")
    assert VacancySearch.objects.filter(employer="PT Manggis").count() == 2
    assert VacancySearch.objects.filter(employer="PT Durian").count() == 1


def test_suspended_company_is_gone_at_once_and_comes_back():
    company = CompanyFactory()
    VacancyFactory.create_batch(2, company=company)
    transition(company, CompanyState.SUSPENDED, by=None)
    assert titles() == []
    transition(company, CompanyState.VERIFIED, by=None)
    assert len(titles()) == 2


def test_vacancy_of_a_company_that_is_not_verified_has_no_row():
    VacancyFactory(company=CompanyFactory(submitted=True))
    assert titles() == []


def test_vacancy_of_another_portal_needs_no_company_here():
    VacancyFactory(company=None, employer_name="PT Jauh", source=Source.KARIRHUB)
    row = VacancySearch.objects.get()
    assert (row.employer, row.company_id) == ("PT Jauh", None)
    assert finds("srckarirhub & jauh")


def test_tokens_name_every_filter(occupation, district):
    vacancy = VacancyFactory(
        occupation=occupation,
        area=district,
        education=41,
        employment_type="part_time",
        pay_min=3_000_000,
        disabilities=["physical"],
    )
    for token in (
        "kab1209",
        "kec120919",
        "kbji5",
        "kbji52",
        "edu40",
        "typparttime",
        "pay2",
        "pay3",
        "dis",
        "disphysical",
        "srclocal",
        f"com{vacancy.company_id}",
    ):
        assert finds(token), token
    assert not finds("pay4")


def test_words_of_the_occupation_find_the_vacancy(occupation):
    OccupationSynonym.objects.create(term="penjaga toko", occupation=occupation)
    VacancyFactory(title="Karyawan", occupation=occupation)
    assert finds("toko & jaga")


def test_rows_follow_changed_search_words_after_the_upkeep(occupation):
    VacancyFactory(title="Karyawan", occupation=occupation)
    OccupationSynonym.objects.create(term="spg", occupation=occupation)
    assert not finds("spg")
    assert upkeep.refresh_rows() == 1
    assert finds("spg")


def test_upkeep_does_not_write_rows_that_are_right():
    VacancyFactory()
    before = VacancySearch.objects.extra(select={"version": "xmin::text"}).get().version
    upkeep.refresh_rows()
    assert VacancySearch.objects.extra(select={"version": "xmin::text"}).get().version == before


def test_work_abroad_is_listed_and_found_by_its_country(district):
    abroad = {"permit_number": "SIP 7", "age_min": 18, "limits_reason": "UU 18/2017"}
    vacancy = VacancyFactory(country="Malaysia", **abroad)
    assert VacancySearch.objects.get().place == "Malaysia"
    assert finds("malaysia")
    Vacancy.objects.filter(pk=vacancy.pk).update(country="", area=district)
    assert VacancySearch.objects.get().place == "Kota Kisaran Timur"
    assert not finds("malaysia")


def test_write_that_changes_nothing_visible_leaves_the_row_alone():
    vacancy = VacancyFactory()
    run("update jobs_vacancysearch set title = 'tanda'")
    Vacancy.objects.filter(pk=vacancy.pk).update(permit_number="1")
    assert titles() == ["tanda"]


def test_change_of_a_vacancy_or_its_company_moves_updated_at(clock):
    vacancy = VacancyFactory()
    clock.move(timedelta(hours=1))
    Vacancy.objects.filter(pk=vacancy.pk).update(title="Lain")
    first = Vacancy.objects.get().updated_at
    clock.move(timedelta(hours=1))
    Vacancy.objects.filter(pk=vacancy.pk).update(title="Lain")
    assert Vacancy.objects.get().updated_at == first
    Company.objects.update(state=CompanyState.SUSPENDED)
    assert Vacancy.objects.get().updated_at - first >= timedelta(minutes=59)


def test_row_goes_when_an_expired_vacancy_is_closed_and_comes_back_when_extended(clock):
    VacancyFactory(closes_at=now() + timedelta(days=1), title="Lewat")
    extended = VacancyFactory(closes_at=now() + timedelta(days=1), title="Diperpanjang")
    clock.move(timedelta(days=2))
    Vacancy.objects.filter(pk=extended.pk).update(title="Masih")
    assert titles() == ["Lewat"]
    Vacancy.objects.filter(pk=extended.pk).update(closes_at=now() + timedelta(days=9))
    tasks.close_expired()
    assert titles() == ["Masih"]


def test_expired_vacancy_is_not_found_before_it_is_closed(clock):
    VacancyFactory(closes_at=now() + timedelta(days=1))
    clock.move(timedelta(days=2))
    assert len(titles()) == 1
    assert search_vacancies(Criteria()).rows == []
    assert search_vacancies(Criteria("operator")).rows == []
    assert count_facets(Criteria("operator")).total == 0


def test_command_brings_search_up_to_date(occupation, capsys):
    VacancyFactory(title="Karyawan", occupation=occupation)
    OccupationSynonym.objects.create(term="spg", occupation=occupation)
    call_command("refresh_search")
    assert finds("spg")
    assert SearchWord.objects.filter(word="spg").exists()
    assert capsys.readouterr().out == "1 lowongan diperiksa.\n"


def test_words_without_meaning_are_the_same_in_both_languages():
    with connection.cursor() as cursor:
        cursor.execute(
            "select jobs_stop_lexemes() <@ tsvector_to_array(to_tsvector('sikas', %s)),"
            " tsvector_to_array(to_tsvector('sikas', %s)) <@ jobs_stop_lexemes()",
            [" ".join(words.GRAMMAR)] * 2,
        )
        assert cursor.fetchone() == (True, True)


def test_rows_are_written_also_while_a_load_has_taken_the_index_away():
    run("drop index search_doc")
    VacancyFactory(title="Kasir")
    assert titles() == ["Kasir"]


def test_no_row_is_left_waiting_for_a_reader_to_scan_it():
    VacancyFactory.create_batch(3)
    with connection.cursor() as cursor:
        cursor.execute("select gin_clean_pending_list('search_doc')")
        assert cursor.fetchone() == (0,)
