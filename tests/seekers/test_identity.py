"""A NIK is taken the same way whether or not somebody else gave it before."""

from datetime import date

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from seekers import nik
from seekers.enums import NikConflictState
from seekers.models import NikConflict, Seeker
from seekers.nik import parse_nik
from seekers.services.identity import birth_date_warning, give_nik
from tests.factories import UserFactory
from tests.seekers.factories import SeekerFactory

pytestmark = pytest.mark.django_db
TAKEN, FREE = parse_nik("1209121502950001"), parse_nik("1209125502950002")


@pytest.fixture
def seeker():
    return Seeker.objects.create(name="Sulastri", user=UserFactory.create())


def statements(seeker, number) -> list[str]:
    """Give the NIK; return the kinds of statements that it took."""
    with CaptureQueriesContext(connection) as queries:
        give_nik(seeker=seeker, number=number)
    kinds = [query["sql"].split()[0] for query in queries]
    return [kind for kind in kinds if kind in {"SELECT", "INSERT", "UPDATE", "DELETE"}]


def test_nik_that_nobody_holds_is_kept_with_its_index(seeker):
    give_nik(seeker=seeker, number=FREE)
    assert Seeker.objects.with_nik(FREE).get() == seeker
    assert seeker.masked_nik == FREE.masked
    assert not NikConflict.objects.exists()


def test_nik_of_another_is_kept_without_index_for_the_counter(seeker):
    holder = SeekerFactory.create(number=TAKEN.digits)
    give_nik(seeker=seeker, number=TAKEN)
    give_nik(seeker=seeker, number=TAKEN)
    assert Seeker.objects.with_nik(TAKEN).get() == holder
    assert seeker.masked_nik == TAKEN.masked
    assert NikConflict.objects.get().state == NikConflictState.OPEN


def test_known_nik_costs_the_statements_of_an_unknown_one(seeker):
    other = Seeker.objects.create(name="Budi", user=UserFactory.create())
    SeekerFactory.create(number=TAKEN.digits)
    known, unknown = statements(seeker, TAKEN), statements(other, FREE)
    assert known == ["SELECT", "SELECT", "UPDATE", "SELECT", "INSERT", "UPDATE", "SELECT"]
    # The note is taken back, with its (never existing) steps, where undoing the index was before.
    assert unknown == [*known[:-1], "DELETE", "DELETE", known[-1]]


def test_corrected_nik_settles_its_conflict(seeker):
    SeekerFactory.create(number=TAKEN.digits)
    give_nik(seeker=seeker, number=TAKEN)
    give_nik(seeker=seeker, number=FREE)
    assert Seeker.objects.with_nik(FREE).get() == seeker
    conflict = NikConflict.objects.get()
    assert conflict.state == NikConflictState.CORRECTED
    assert conflict.transitions.get().by == seeker.user


def test_replaced_nik_is_free_again(seeker):
    give_nik(seeker=seeker, number=TAKEN)
    give_nik(seeker=seeker, number=FREE)
    other = Seeker.objects.create(name="Budi")
    give_nik(seeker=other, number=TAKEN)
    assert Seeker.objects.with_nik(TAKEN).get() == other


def test_other_faults_of_the_database_are_not_taken_for_a_known_nik(seeker, monkeypatch):
    broken = {"nik_index_a": "x", "nik_sealed": ""}
    monkeypatch.setattr(nik.Nik, "blind_indexes", lambda _self: broken)
    with pytest.raises(IntegrityError, match="seeker_index_needs_nik"):
        give_nik(seeker=seeker, number=FREE)


@pytest.mark.parametrize(
    ("born", "warns"), ((date(1995, 2, 15), False), (date(1995, 2, 16), True), (None, False))
)
def test_birth_date_that_disagrees_is_warned_of(born, warns):
    seeker = SeekerFactory.create(number=TAKEN.digits, birth_date=born)
    assert bool(birth_date_warning(seeker)) == warns


def test_nik_of_a_lost_key_warns_of_nothing(settings):
    seeker = SeekerFactory.create(number=TAKEN.digits, birth_date=date(1995, 2, 16))
    settings.SEALING_KEYS = {"other": b"x" * 32}
    assert birth_date_warning(seeker) == ""
