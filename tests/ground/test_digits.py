"""Numbers kept as text have the digits of every keyboard, not those of other scripts."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from employers.models import Company
from sikas.digits import are_digits
from sikas.reference.models import Office
from tests.jobs.factories import CompanyFactory

FULL_WIDTH = "１２３４５６７８９０１２３"
ARABIC = "١٢٣٤٥٦٧٨٩٠١٢٣"


@pytest.mark.parametrize("text", [FULL_WIDTH, ARABIC, "12345678901²3", "123456789012", "1" * 14])
def test_number_of_other_digits_or_of_another_length_is_refused(text):
    with pytest.raises(ValidationError, match="NIB terdiri atas 13 angka"):
        Company._meta.get_field("nib").run_validators(text)
    Company._meta.get_field("nib").run_validators("1234567890123")


@pytest.mark.parametrize("text", [FULL_WIDTH + "١٢٣٤٥", "१" * 18])
def test_number_of_an_official_has_the_same_digits(text):
    with pytest.raises(ValidationError, match="NIP terdiri atas 18 angka"):
        Office._meta.get_field("head_nip").run_validators(text)
    Office._meta.get_field("head_nip").run_validators("196801011990031001")


def test_digits_are_those_of_every_keyboard():
    assert are_digits("0123456789")
    assert not any(map(are_digits, ("", FULL_WIDTH, ARABIC, "²", "1 2", "-1")))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("column", "text"), [("nib", FULL_WIDTH), ("nib", ARABIC), ("npwp", "١" * 15)]
)
def test_database_refuses_them_too(column, text):
    company = CompanyFactory.create()
    with pytest.raises(IntegrityError, match=f"company_{column}"), transaction.atomic():
        Company.objects.filter(pk=company.pk).update(**{column: text})
