"""Vacancies that fit a seeker: what counts, that the reason is true, and what never counts."""

from datetime import date, timedelta

import pytest

from employers.enums import CompanyState
from jobs.matching import vacancies as matching
from jobs.matching.pages import vacancies_for
from jobs.matching.vacancies import EVERY, FittingVacancy, fitting_vacancies, person
from jobs.matching.weights import Factor, closeness
from jobs.models import Vacancy
from jobs.search import lists
from seekers.enums import MaritalStatus, Religion, Sex
from seekers.models import Experience, Seeker, SeekerDisability
from sikas import clock
from sikas.reference.enums import Disability, EmploymentType
from tests.factories import UserFactory
from tests.jobs.applicants import account_of, applied
from tests.jobs.factories import CompanyFactory
from tests.jobs.matching import district, home, occupation, vacancy, wishing

pytestmark = pytest.mark.django_db

LIST = "/lowongan/untuk-anda/"


@pytest.fixture(autouse=True)
def fresh_lists():
    lists.forget()
    yield
    lists.forget()


def fitting(seeker: Seeker, limit: int = 20) -> list[FittingVacancy]:
    found = person(seeker.pk)
    assert found
    return fitting_vacancies(found, limit=limit)


def points(seeker: Seeker, factor: Factor) -> int:
    (only,) = fitting(seeker)
    return only.points[factor]


def reason(seeker: Seeker) -> str:
    (only,) = vacancies_for(account_of(seeker), 20)
    return only.reason


def worked(seeker: Seeker, code: str | None, years: int, ended: date | None = None) -> None:
    last = ended or clock.now().date()
    Experience.objects.create(
        seeker=seeker,
        position="Kasir",
        occupation=occupation(code) if code else None,
        started=last - timedelta(days=366 * years),
        ended=ended,
    )


def test_codes_are_as_close_as_their_leading_digits():
    pairs = ("5230", "523011"), ("5230", "5231"), ("5230", "5249"), ("5230", "5130"), ("5", "52")
    assert [closeness(*pair) for pair in pairs] == [4, 3, 2, 0, 0]


def test_nearer_occupation_comes_first_and_another_not_at_all():
    seeker = wishing("5230")
    far, near, same = vacancy("5249"), vacancy("5231"), vacancy("5230")
    vacancy("8322")
    assert [one.vacancy for one in fitting(seeker)] == [same.pk, near.pk, far.pk]


def test_wish_counts_more_than_what_was_done_before():
    seeker = wishing("5230")
    worked(seeker, "8322", 1)
    driver, cashier = vacancy("8322"), vacancy("5230")
    assert [one.vacancy for one in fitting(seeker)] == [cashier.pk, driver.pk]
    rows = vacancies_for(account_of(seeker), 20)
    assert [row.reason.split(" · ")[0] for row in rows] == [
        "Sesuai jabatan yang Anda cari: Kasir",
        "Sesuai pengalaman Anda: Sopir",
    ]


@pytest.mark.parametrize("moves", (False, True))
def test_work_elsewhere_is_for_who_moves_and_comes_after_the_same_at_home(moves):
    seeker = wishing("5230")
    Seeker.objects.filter(pk=seeker.pk).update(ready_to_move=moves)
    here = vacancy("5230")
    far = vacancy("5230", mirrored=True, area=None)
    expected = [here.pk, far.pk] if moves else [here.pk]
    assert [one.vacancy for one in fitting(seeker)] == expected


def test_occupation_near_the_experience_says_so():
    seeker = wishing()
    worked(seeker, "5230", 1)
    vacancy("5231")
    assert reason(seeker).startswith("Dekat dengan pengalaman Anda: Kasir")


@pytest.mark.parametrize(
    ("wished", "moves", "expected", "words"),
    (
        (("12.09.19",), False, 20, "di Kecamatan Meranti, pilihan Anda"),
        ((), False, 20, "di Kecamatan Meranti, tempat Anda"),
        (("12.09.20",), True, 12, "di Kecamatan Meranti, tempat Anda"),
    ),
)
def test_place_counts_by_wish_and_home(wished, moves, expected, words):
    seeker = wishing("5230", ready_to_move=moves)
    places = {"12.09.20": district(), "12.09.19": home()}
    seeker.wished_areas.set([places[code] for code in wished])
    vacancy()
    assert points(seeker, Factor.PLACE) == expected
    assert words in reason(seeker)


@pytest.mark.parametrize(("wished", "moves", "expected"), ((0, 0, 10), (1, 1, 10), (1, 0, 0)))
def test_other_places_count_only_for_who_would_go_there(wished, moves, expected):
    seeker = wishing("5230", ready_to_move=bool(moves))
    vacancy(area=district())
    seeker.wished_areas.set([home()] * wished)
    assert points(seeker, Factor.PLACE) == expected
    assert "Kecamatan" not in reason(seeker)


@pytest.mark.parametrize(("asked", "expected"), ((None, 10), (40, 10), (41, 10), (60, 0)))
def test_education_counts_when_it_is_enough(asked, expected):
    seeker = wishing("5230")  # SMK
    vacancy(education=asked)
    assert points(seeker, Factor.EDUCATION) == expected
    assert ("pendidikan Anda memenuhi" in reason(seeker)) == bool(asked and expected)


@pytest.mark.parametrize(("asked", "expected"), ((0, 10), (2, 10), (4, 4), (6, 0)))
def test_experience_counts_by_what_is_asked(asked, expected):
    seeker = wishing("5230")
    worked(seeker, None, 2)
    vacancy(experience_years=asked)
    assert points(seeker, Factor.EXPERIENCE) == expected
    assert ("pengalaman Anda cukup" in reason(seeker)) == (asked == 2)


def test_experience_that_a_vacancy_asks_later_is_known_at_once():
    seeker = wishing("5230")
    Vacancy.objects.filter(pk=vacancy().pk).update(experience_years=9)
    assert points(seeker, Factor.EXPERIENCE) == 0


PAY = "upah sesuai atau di atas harapan"
REACHED = "upah dapat mencapai harapan"


@pytest.mark.parametrize(
    ("wish", "low", "high", "expected", "words"),
    (
        (3_000_000, 3_000_000, None, 10, PAY),
        (3_000_000, 2_900_000, 3_100_000, 7, REACHED),
        (3_000_000, 2_500_000, 2_900_000, 0, ""),
        (3_000_000, None, None, 5, ""),
        (None, 3_000_000, None, 5, ""),
    ),
)
def test_pay_counts_against_the_wish(wish, low, high, expected, words):
    seeker = wishing("5230", wished_pay=wish)
    vacancy(pay_min=low, pay_max=high)
    assert points(seeker, Factor.PAY) == expected
    assert (words in reason(seeker)) if words else ("upah" not in reason(seeker))


@pytest.mark.parametrize(("wished", "expected"), (([], 6), (["contract"], 6), (["daily"], 0)))
def test_kind_of_work_counts_when_it_is_wished(wished, expected):
    seeker = wishing("5230", wished_employment=wished)
    vacancy(employment_type=EmploymentType.CONTRACT)
    assert points(seeker, Factor.EMPLOYMENT) == expected
    assert ("kontrak (pkwt)" in reason(seeker)) == (wished == ["contract"])


@pytest.mark.parametrize(("wished", "expected"), (([], 6), (["contract"], 0)))
def test_kind_of_work_that_is_not_told_is_nobodys_wish(wished, expected):
    seeker = wishing("5230", wished_employment=wished)
    vacancy(mirrored=True, place_name="", employment_type="")
    assert points(seeker, Factor.EMPLOYMENT) == expected
    assert reason(seeker)


@pytest.mark.parametrize(("released", "expected"), ((True, 4), (False, 0)))
def test_disability_counts_only_when_it_is_released(released, expected):
    seeker = wishing("5230")
    SeekerDisability.objects.create(
        seeker=seeker, kinds=[Disability.HEARING], released=released, consent_version="1"
    )
    vacancy(disabilities=[Disability.HEARING, Disability.VISUAL])
    assert points(seeker, Factor.DISABILITY) == expected
    assert ("terbuka untuk penyandang disabilitas" in reason(seeker)) == released


def test_newer_vacancy_comes_first_among_equals():
    seeker = wishing("5230")
    ages = (40, 3, 20, 4)
    made = [vacancy(published_at=clock.now() - timedelta(days=age)) for age in ages]
    order = [made[ages.index(age)].pk for age in sorted(ages)]
    assert [one.vacancy for one in fitting(seeker)] == order
    assert "baru terbit" in vacancies_for(account_of(seeker), 1)[0].reason


@pytest.mark.parametrize(
    ("men", "women", "either", "is_found"), ((2, 0, 0, False), (0, 2, 0, True), (2, 0, 1, True))
)
def test_sex_matters_only_where_all_openings_are_for_one(men, women, either, is_found):
    seeker = wishing("5230", sex=Sex.FEMALE)
    vacancy(openings_men=men, openings_women=women, openings_either=either)
    assert bool(fitting(seeker)) == is_found


def test_religion_marriage_age_and_name_change_nothing():
    seeker = wishing("5230", religion=Religion.ISLAM, marital_status=MaritalStatus.SINGLE)
    vacancy()
    vacancy("5231")
    before = fitting(seeker)
    Seeker.objects.filter(pk=seeker.pk).update(
        religion=Religion.HINDU,
        marital_status=MaritalStatus.MARRIED,
        birth_date=date(1960, 1, 1),
        birth_place="Jauh",
        name="Nama Lain",
    )
    assert fitting(seeker) == before
    sensitive = {"religion", "marital_status", "birth_date", "birth_place", "name"}
    assert not sensitive & set(vars(person(seeker.pk)))


def test_what_was_applied_to_does_not_come_back():
    seeker = wishing("5230")
    sent = applied(seeker=seeker, vacancy=vacancy())
    other = vacancy()
    assert [one.vacancy for one in fitting(seeker)] == [other.pk]
    assert sent.vacancy_id != other.pk


def test_closed_and_suspended_ones_are_left_out():
    seeker = wishing("5230")
    vacancy(published_at=clock.now() - timedelta(days=9), closes_at=clock.now())
    company = CompanyFactory.create()
    vacancy(company=company)
    company.state = CompanyState.SUSPENDED
    company.save()
    assert fitting(seeker) == []


def test_budgets_lose_little_and_every_row_is_scored_alike(monkeypatch):
    seeker = wishing("5230", "8322", wished_pay=3_000_000)
    for number in range(12):
        vacancy(("5230", "5231", "8322")[number % 3], pay_min=2_000_000 + 200_000 * number)
    found = person(seeker.pk)
    assert found
    every = fitting_vacancies(found, limit=12, statement=EVERY)
    assert fitting(seeker, 12) == every
    monkeypatch.setattr(matching, "NEWEST_BUDGET", 0)
    assert len(fitting(seeker, 12)) == 12


def test_page_and_account_show_the_best_with_reasons(client):
    seeker = wishing("5230")
    for _number in range(4):
        vacancy()
    client.force_login(account_of(seeker))
    page = client.get(LIST).content.decode()
    assert page.count("Sesuai jabatan yang Anda cari: Kasir") == 4
    assert "Kurang cocok?" in page
    assert client.get("/akun/").content.decode().count("Sesuai jabatan") == 3


def test_page_says_what_to_do_when_nothing_is_wished(client):
    seeker = wishing()
    client.force_login(account_of(seeker))
    assert "Isi keinginan kerja" in client.get(LIST).content.decode()
    assert "Lowongan untuk Anda</h2>" not in client.get("/akun/").content.decode()


def test_page_of_who_never_began_a_profile_and_of_a_company(client):
    client.force_login(UserFactory.create())
    assert "Belum ada yang cocok" in client.get(LIST).content.decode()
    client.force_login(UserFactory.create(company=True))
    assert client.get(LIST).status_code == 404
    assert client.get("/akun/").status_code == 200


def test_list_costs_the_same_however_long(client, django_assert_max_num_queries):
    seeker = wishing("5230")
    lists.current()
    with django_assert_max_num_queries(4):
        vacancies_for(account_of(seeker), 20)
    for _number in range(3):
        vacancy()
    with django_assert_max_num_queries(4):
        assert len(vacancies_for(account_of(seeker), 20)) == 3
