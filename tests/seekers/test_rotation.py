"""New keys for sealed NIKs: every row comes under them, none is lost, none is doubled."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from seekers.enums import NikConflictState
from seekers.models import NikConflict, Seeker
from seekers.nik import open_nik, parse_nik
from seekers.services import rotation
from tests.seekers.factories import SeekerFactory
from tests.seekers.keys import NEW, OLD, new_keys

pytestmark = pytest.mark.django_db
OTHER = b"x" * 32
NIK = "1209121502950001"


@pytest.fixture
def old_keys(settings):
    """Begin with one key of each kind."""
    settings.SEALING_KEYS = {"old": OLD}
    settings.BLIND_INDEX_KEYS = {"a": OLD}
    return settings


def run(**options) -> str:
    out = StringIO()
    call_command("rotate_nik_keys", stdout=out, stderr=StringIO(), **options)
    return out.getvalue()


def state() -> list[tuple]:
    return list(Seeker.objects.order_by("pk").values_list("nik_sealed", *rotation.PLACES.values()))


def test_rows_of_mixed_keys_all_come_under_the_new_ones(old_keys):
    old = [SeekerFactory.create() for _ in range(7)]
    new_keys(old_keys)
    fresh = [SeekerFactory.create() for _ in range(3)]
    without = Seeker.objects.create(name="Tanpa NIK")
    numbers = {row.pk: open_nik(row.nik_sealed).digits for row in (*old, *fresh)}
    found = rotation.rotate(commit=True, batch=2)
    assert (found.right, found.wrong, found.written) == (3, 7, 7)
    old_keys.SEALING_KEYS = {"new": NEW}
    old_keys.BLIND_INDEX_KEYS = {"b": NEW}
    for key, digits in numbers.items():
        assert Seeker.objects.with_nik(parse_nik(digits)).get().pk == key
        assert open_nik(Seeker.objects.get(pk=key).nik_sealed).digits == digits
    without.refresh_from_db()
    assert without.nik_sealed == ""


def test_without_commit_it_only_counts(old_keys):
    SeekerFactory.create()
    new_keys(old_keys)
    before = state()
    assert "0 NIK sudah benar, 1 belum, 0 diperbarui." in run()
    assert "Hitungan saja." in run()
    assert state() == before


def test_second_run_writes_nothing(old_keys):
    SeekerFactory.create()
    new_keys(old_keys)
    assert "0 NIK sudah benar, 1 belum, 1 diperbarui." in run(commit=True)
    after = state()
    assert "1 NIK sudah benar, 0 belum, 0 diperbarui." in run(commit=True)
    assert state() == after


def test_killed_run_goes_on_where_it_stopped(old_keys):
    for _ in range(6):
        SeekerFactory.create()
    new_keys(old_keys)

    def killed(done: int, _total: int) -> None:
        if done == 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rotation.rotate(commit=True, batch=2, report=killed)
    found = rotation.rotate(commit=True, batch=2)
    assert (found.right, found.written) == (4, 2)


def test_claimed_nik_of_a_conflict_is_sealed_anew_but_stays_without_an_index(old_keys):
    SeekerFactory.create(number=NIK)
    claim = Seeker.objects.create(name="Sama", nik_sealed=parse_nik(NIK).sealed())
    new_keys(old_keys)
    rotation.rotate(commit=True)
    claim.refresh_from_db()
    assert claim.nik_sealed.startswith("new.")
    assert (claim.nik_index_a, claim.nik_index_b) == (None, None)


def test_place_filled_under_a_forgotten_key_is_found_and_filled_anew(old_keys):
    old_keys.BLIND_INDEX_KEYS = {"a": OLD, "b": OTHER}
    holder = SeekerFactory.create(number=NIK)
    new_keys(old_keys)
    assert rotation.rotate(commit=True).written == 1
    old_keys.BLIND_INDEX_KEYS = {"b": NEW}
    assert Seeker.objects.with_nik(parse_nik(NIK)).get() == holder


def test_row_of_a_lost_key_is_counted_named_and_left_alone(old_keys):
    SeekerFactory.create()
    before = state()
    old_keys.SEALING_KEYS = {"new": NEW}
    with pytest.raises(CommandError, match=r"1 NIK tidak terbaca.*old"):
        run(commit=True)
    assert state() == before


def test_nik_given_twice_while_keys_changed_goes_to_the_counter(old_keys):
    first = SeekerFactory.create(number=NIK)
    old_keys.BLIND_INDEX_KEYS = {"b": NEW}  # a process that knows the new key alone
    SeekerFactory.create(number=NIK)
    other = SeekerFactory.create()
    new_keys(old_keys)
    assert "1 NIK ganda masuk antrean loket." in run(commit=True)
    first.refresh_from_db()
    assert (first.nik_index_a, first.nik_index_b) == (None, None)
    assert open_nik(first.nik_sealed).digits == NIK
    assert NikConflict.objects.get(seeker=first).state == NikConflictState.OPEN
    other.refresh_from_db()
    assert other.nik_index_a is not None


def test_place_is_emptied_once_its_key_is_gone_and_every_row_has_the_other(old_keys):
    holder = SeekerFactory.create(number=NIK)
    new_keys(old_keys)
    run(commit=True)
    old_keys.BLIND_INDEX_KEYS = {"b": NEW}
    assert "Tempat a berisi 1 indeks lama." in run(empty="a")
    holder.refresh_from_db()
    assert holder.nik_index_a is not None
    run(empty="a", commit=True)
    holder.refresh_from_db()
    assert holder.nik_index_a is None
    assert Seeker.objects.with_nik(parse_nik(NIK)).get() == holder


def test_place_with_a_key_is_not_emptied(old_keys):
    SeekerFactory.create()
    new_keys(old_keys)
    run(commit=True)
    with pytest.raises(CommandError, match="masih berkunci"):
        run(empty="a", commit=True)


def test_place_is_not_emptied_while_a_row_is_found_by_it_alone(old_keys):
    SeekerFactory.create()
    old_keys.BLIND_INDEX_KEYS = {"b": NEW}
    before = state()
    with pytest.raises(CommandError, match="tanpa indeks baru"):
        run(empty="a", commit=True)
    assert state() == before
