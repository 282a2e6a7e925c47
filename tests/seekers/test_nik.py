"""A NIK is read as people type it, never guessed, and kept sealed."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from seekers.enums import Sex
from seekers.nik import open_nik, parse_nik

MAN, WOMAN, PAPUAN = "1209121502950001", "1209125502950002", "9171011708450003"


@pytest.mark.parametrize("typed", [MAN, " 1209 1215 0295 0001 ", "1209.1215.0295.0001"])
def test_nik_is_read_as_people_type_it(typed):
    assert parse_nik(typed).digits == MAN


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "nik_length"),
        ("120912150295000", "nik_length"),
        ("12091215029500011", "nik_length"),
        ("12O9121502950001", "nik_length"),
        ("１２０９１２１５０２９５０００１", "nik_length"),
        ("1209123202950001", "nik_shape"),
        ("1209127202950001", "nik_shape"),
        ("1209123002950001", "nik_shape"),
        ("1209120002950001", "nik_shape"),
        ("1209121513950001", "nik_shape"),
        ("1209121502950000", "nik_shape"),
        ("0009121502950001", "nik_shape"),
    ],
)
def test_wrong_nik_is_refused(typed, code):
    with pytest.raises(ValidationError) as refused:
        parse_nik(typed)
    assert refused.value.code == code


def test_nik_says_sex_and_birth_date():
    assert parse_nik(MAN).sex == Sex.MALE
    assert parse_nik(WOMAN).sex == Sex.FEMALE
    assert parse_nik(MAN).agrees_with(date(1995, 2, 15))
    assert parse_nik(WOMAN).agrees_with(date(1995, 2, 15))
    assert not parse_nik(MAN).agrees_with(date(1995, 2, 16))


def test_leap_day_is_a_birth_date():
    assert parse_nik("1209122902960001").agrees_with(date(1996, 2, 29))


def test_nik_is_masked_and_sealed():
    number = parse_nik(PAPUAN)
    assert number.masked == "9171••••••••0003"
    assert PAPUAN not in number.sealed()
    assert open_nik(number.sealed()) == number
