"""Rules that the database holds, and the Indonesian words with which forms tell them."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from sikas.reference.enums import EducationLevel
from sikas.reference.models import (
    Area,
    Industry,
    MinimumWage,
    Occupation,
    OccupationSynonym,
    Office,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def sumut():
    return Area.objects.create(system="kemendagri", code="12", name="Sumut", level="province")


@pytest.fixture
def asahan(sumut):
    return Area.objects.create(
        system="kemendagri", code="12.09", name="Asahan", level="regency", parent=sumut
    )


@pytest.fixture
def major():
    return Occupation.objects.create(code="9", digits=1, title="Pekerja Kasar")


def assert_refused(row, message):
    with pytest.raises(ValidationError) as error:
        row.full_clean()
    assert message in error.value.messages
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def area(**changes):
    fields = {"system": "kemendagri", "code": "12.09", "name": "Asahan", "level": "regency"}
    return Area(**fields | changes)


WRONG_CODE = (
    "Kode tidak sesuai sistem dan tingkatnya. "
    "Contoh kecamatan: 12.09.19 (Kemendagri). Contoh kabupaten: 1208 (BPS)."
)


@pytest.mark.parametrize(
    ("system", "code", "level"),
    [
        ("bps", "12.09", "regency"),
        ("kemendagri", "1209", "regency"),
        ("kemendagri", "12.09.19", "regency"),
        ("kemendagri", "12.09.19.1001", "village"),
        ("kemendagri", "12.09.19.2001", "urban_village"),
        ("kemendagri", "12.09\n", "regency"),
        ("bps", "120", "regency"),
    ],
)
def test_area_code_fits_its_system_and_level(sumut, system, code, level):
    assert_refused(area(system=system, code=code, level=level, parent=sumut), WRONG_CODE)


def test_area_code_is_unique_in_its_system_and_may_recur_in_the_other(asahan):
    assert_refused(area(parent=asahan.parent), "Kode ini sudah dipakai dalam sistem kode itu.")
    other = area(system="bps", code="12", level="province")
    other.full_clean()
    other.save()


def test_area_below_a_province_has_a_parent(sumut):
    message = "Isi wilayah di atasnya. Hanya provinsi yang tidak punya wilayah di atasnya."
    assert_refused(area(), message)
    assert_refused(area(code="13", level="province", parent=sumut), message)


@pytest.mark.parametrize(("system", "code"), [("bps", "1208"), ("kemendagri", "11.09")])
def test_area_lies_in_its_parent(sumut, system, code):
    with pytest.raises(ValidationError) as error:
        area(system=system, code=code, parent=sumut).full_clean()
    assert "parent" in error.value.message_dict


def test_minimum_wage_is_positive_and_once_a_year(asahan):
    MinimumWage.objects.create(area=asahan, year=2025, amount="3265908.21")
    assert_refused(
        MinimumWage(area=asahan, year=2025, amount="1"),
        "Upah minimum wilayah ini untuk tahun itu sudah ada.",
    )
    assert_refused(
        MinimumWage(area=asahan, year=2026, amount="0"), "Upah minimum harus lebih dari nol."
    )
    assert_refused(
        MinimumWage(area=asahan, year=1026, amount="1"), "Isi tahun antara 1990 dan 2100."
    )


@pytest.mark.parametrize(("code", "digits"), [("92", 3), ("9x", 2), ("9234567", 7)])
def test_occupation_code_has_its_digits(major, code, digits):
    row = Occupation(code=code, digits=digits, title="X", parent=major)
    with pytest.raises(ValidationError):
        row.full_clean()
    if len(code) <= 6:
        assert_refused(row, "Kode terdiri atas 1 sampai 6 angka, sebanyak isian itu.")


def test_occupation_has_a_parent_unless_it_is_a_major_group(major):
    message = "Isi kelompok di atasnya untuk kode lebih dari satu angka."
    assert_refused(Occupation(code="92", digits=2, title="X"), message)
    assert_refused(Occupation(code="8", digits=1, title="X", parent=major), message)


@pytest.mark.parametrize("term", ["Dodos", "tukang  las", " las", "las-listrik", "café"])
def test_synonym_is_plain(major, term):
    assert_refused(
        OccupationSynonym(term=term, occupation=major),
        "Tulis dengan huruf kecil dan angka, satu spasi di antara kata.",
    )


def test_synonym_is_once_per_occupation(major):
    OccupationSynonym.objects.create(term="kuli", occupation=major)
    assert_refused(
        OccupationSynonym(term="kuli", occupation=major), "Kata ini sudah menunjuk ke jabatan itu."
    )


def test_industry_code_is_unique_in_its_edition():
    Industry.objects.create(edition=2020, code="A", digits=1, title="Pertanian")
    assert_refused(
        Industry(edition=2020, code="A", digits=1, title="X"), "Kode ini sudah ada dalam edisi itu."
    )
    Industry.objects.create(edition=2025, code="A", digits=1, title="Pertanian")


def test_industry_code_is_a_letter_or_its_digits():
    message = "Kode adalah satu huruf besar atau 2 sampai 5 angka."
    assert_refused(Industry(edition=2020, code="a", digits=1, title="X"), message)
    letter = Industry.objects.create(edition=2020, code="A", digits=1, title="Pertanian")
    assert_refused(Industry(edition=2020, code="01", digits=3, title="X", parent=letter), message)
    assert_refused(
        Industry(edition=2020, code="01", digits=2, title="X"),
        "Isi kelompok di atasnya untuk kode angka.",
    )


def test_one_office_is_current(asahan):
    Office.objects.create(area=asahan)
    assert_refused(Office(area=asahan), "Hanya satu kantor yang berlaku pada satu waktu.")
    Office.objects.create(area=asahan, is_current=False)


@pytest.mark.parametrize("nip", ["19700817199503200", "19700817199503200x", "1970 0817"])
def test_head_of_office_has_a_nip_of_18_digits(asahan, nip):
    assert_refused(Office(area=asahan, head_nip=nip), "NIP terdiri atas 18 angka.")


def test_current_office_is_read_once_and_again_after_a_change(
    asahan, django_assert_num_queries, django_capture_on_commit_callbacks
):
    Office.objects.forget()
    assert (
        Office.objects.current().name == "Dinas Tenaga Kerja"
    )  # neutral words before there is one
    office = Office.objects.create(area=asahan, name="Disnaker Asahan")
    with django_assert_num_queries(1):
        assert Office.objects.current().name == "Disnaker Asahan"
        assert Office.objects.current().regency_name == "Asahan"
    with django_capture_on_commit_callbacks(execute=True):
        office.name = "Dinas Ketenagakerjaan"
        office.save()
        # Another request reads the old row before this transaction ends.
        Office.objects._memory = (float("inf"), Office(name="lama"))
    assert Office.objects.current().name == "Dinas Ketenagakerjaan"


def test_current_office_is_forgotten_after_a_while(asahan, monkeypatch):
    Office.objects.forget()
    Office.objects.create(area=asahan, name="Satu")
    monkeypatch.setattr("sikas.reference.models.office.MEMORY_SECONDS", 0)
    Office.objects.forget()
    assert Office.objects.current().name == "Satu"
    Office.objects.update(name="Dua")  # no save(): another process did it
    assert Office.objects.current().name == "Dua"


def test_letterhead_falls_back_to_government_and_name(asahan):
    assert Office(name="Disnaker", government="Pemkab Asahan").letterhead_lines == [
        "Pemkab Asahan",
        "Disnaker",
    ]
    assert Office(letterhead="SATU\r\nDUA").letterhead_lines == ["SATU", "DUA"]
    assert Office(opening_hours="Senin\nSelasa").opening_hours_lines == ["Senin", "Selasa"]


def test_education_of_one_rank_satisfies_the_other():
    assert EducationLevel.SMA.rank == EducationLevel.SMK.rank == 40
    assert EducationLevel.D4.rank <= EducationLevel.S1
    ranks = [level.rank for level in EducationLevel]
    assert ranks == sorted(ranks)
