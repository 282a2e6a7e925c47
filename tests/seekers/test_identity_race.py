"""Ten profiles give one NIK at the same moment: one holds it, nine wait for the counter."""

import threading

import pytest
from django.db import connection

from seekers.models import NikConflict, Seeker
from seekers.nik import parse_nik
from seekers.services.identity import give_nik

NUMBER = parse_nik("1209121502950001")
PROFILES = 10


def give_together() -> tuple[int, int]:
    """Return how many profiles hold the NIK, and how many conflicts are open."""
    seekers = [Seeker.objects.create(name=f"Orang {place}") for place in range(PROFILES)]
    barrier = threading.Barrier(PROFILES)

    def give(seeker: Seeker) -> None:
        barrier.wait()
        try:
            give_nik(seeker=seeker, number=NUMBER)
        finally:
            connection.close()

    threads = [threading.Thread(target=give, args=[seeker]) for seeker in seekers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return Seeker.objects.with_nik(NUMBER).count(), NikConflict.objects.count()


@pytest.mark.usefixtures("own_database")
def test_one_nik_given_at_once_belongs_to_one_profile():
    assert give_together() == (1, PROFILES - 1)
    assert Seeker.objects.exclude(nik_sealed="").count() == PROFILES


@pytest.mark.usefixtures("own_database")
def test_without_the_unique_index_several_hold_it():
    with connection.cursor() as cursor:
        cursor.execute("alter table seekers_seeker drop constraint seekers_seeker_nik_index_a_key")
    holders, conflicts = give_together()
    assert (holders, conflicts) == (PROFILES, 0)
