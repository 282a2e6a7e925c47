"""The counter finds people by NIK, phone, e-mail and name, whatever is a little wrong."""

import pytest
from django.core.exceptions import ValidationError

from seekers.finding import SHOWN, find
from seekers.models import Seeker
from sikas import clock
from tests.factories import UserFactory
from tests.seekers.factories import SeekerFactory

pytestmark = pytest.mark.django_db
NIK = "1209121502950001"


def names(typed: str) -> list[str]:
    return [person.name for person in find(typed).people]


@pytest.fixture
def town():
    """Let some people live in one town."""
    SeekerFactory.create(name="Siti Nurhayati Br. Sitorus", number=NIK, phone="+6281234567890")
    for name in ("Siti Nur Aminah", "Budi", "Nurhayati Manurung", "Jonson Sitorus"):
        SeekerFactory.create(name=name)


@pytest.mark.parametrize("typed", [NIK, "1209 1215 0295 0001", "1209.1215.0295.0001"])
def test_nik_finds_its_holder_alone_and_shows_it_masked(town, typed):
    (person,) = find(typed).people
    assert (person.name, person.nik) == ("Siti Nurhayati Br. Sitorus", "1209••••••••0001")


@pytest.mark.parametrize("typed", ["081234567890", "+62 812-3456-7890", "6281234567890"])
def test_phone_of_a_profile_is_found_as_people_write_it(town, typed):
    assert names(typed) == ["Siti Nurhayati Br. Sitorus"]


def test_phone_and_email_of_an_account_are_found_once():
    user = UserFactory.create(phone="+6281200000001", email="siti@contoh.id")
    SeekerFactory.create(name="Siti", user=user, phone="+6281200000001")
    assert names("081200000001") == names(" SITI@contoh.id ") == ["Siti"]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("siti nur", "Siti Nur Aminah"),
        ("sitorus nurhayati", "Siti Nurhayati Br. Sitorus"),
        ("BUDI", "Budi"),
        ("jonsen sitorus", "Jonson Sitorus"),
        ("nurhayti manurung", "Nurhayati Manurung"),
    ],
)
def test_name_is_found_by_beginning_words_and_likeness(town, typed, first):
    assert names(typed)[0] == first


def test_people_of_one_name_are_told_apart_and_the_list_is_cut():
    for _ in range(SHOWN + 1):
        SeekerFactory.create(name="Siti Aminah")
    found = find("siti aminah")
    assert (len(found.people), found.is_cut) == (SHOWN, True)


def test_erased_person_is_not_found(town):
    Seeker.objects.update(
        name="", nik_sealed="", nik_index_a=None, nik_index_b=None, phone="", erased_at=clock.now()
    )
    for typed in (NIK, "081234567890", "siti"):
        assert names(typed) == []


@pytest.mark.parametrize(
    "typed",
    [
        "1",
        "12091215029500",
        "1209123202950001",
        "x",
        "@",
        "!!",
        "%_%",
        "\\",
        "siti@",
        "12345678901234567890",
    ],
)
def test_what_cannot_be_any_of_it_is_refused_with_a_reason(typed):
    with pytest.raises(ValidationError):
        find(typed)


@pytest.mark.parametrize(
    "typed",
    ["'; drop table seekers_seeker --", "zq%_%", "<script>", "zq" * 60],
    ids=["sql", "wildcards", "html", "long"],
)
def test_odd_names_find_nobody_and_break_nothing(town, typed):
    assert names(typed) == []


def test_name_shorter_than_a_trigram_is_found_by_its_beginning():
    SeekerFactory.create(name="Wa")
    assert names("wa") == ["Wa"]
