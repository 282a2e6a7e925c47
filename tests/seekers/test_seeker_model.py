"""What the table of seekers accepts, and how a NIK finds its holder."""

import pytest
from django.db import IntegrityError, transaction

from seekers.models import Seeker
from seekers.nik import parse_nik
from tests.seekers.factories import SeekerFactory

pytestmark = pytest.mark.django_db
NIK = "1209121502950001"


def test_nik_finds_its_holder_and_nobody_else():
    holder = SeekerFactory.create(number=NIK)
    SeekerFactory.create(number="1209125502950002")
    assert list(Seeker.objects.with_nik(parse_nik(NIK))) == [holder]
    assert holder.masked_nik == "1209••••••••0001"


def test_nik_belongs_to_one_seeker():
    SeekerFactory.create(number=NIK)
    with pytest.raises(IntegrityError), transaction.atomic():
        SeekerFactory.create(number=NIK)


def test_nik_is_found_while_its_index_key_is_replaced(settings):
    old = dict(settings.BLIND_INDEX_KEYS)
    holder = SeekerFactory.create(number=NIK)
    settings.BLIND_INDEX_KEYS = old | {"b": b"n" * 32}
    assert list(Seeker.objects.with_nik(parse_nik(NIK))) == [holder]
    Seeker.objects.filter(pk=holder.pk).update(**parse_nik(NIK).blind_indexes())
    settings.BLIND_INDEX_KEYS = {"b": b"n" * 32}
    assert list(Seeker.objects.with_nik(parse_nik(NIK))) == [holder]


def test_nik_of_a_lost_key_is_masked_whole(settings):
    holder = SeekerFactory.create(number=NIK)
    settings.SEALING_KEYS = {"other": b"x" * 32}
    assert holder.masked_nik == "•" * 16


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"phone": "081234567890"},
        {"visibility": "everybody"},
        {"birth_date": "1899-12-31"},
        {"nik_sealed": ""},
        {"nik_sealed": NIK},
        {"erased_at": "2026-11-24T08:00:00+07:00"},
    ],
    ids=str,
)
def test_database_refuses(wrong):
    seeker = SeekerFactory.create()
    with pytest.raises(IntegrityError), transaction.atomic():
        Seeker.objects.filter(pk=seeker.pk).update(**wrong)
