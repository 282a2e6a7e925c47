"""The search rows of programmes say on each day what is true then, whoever wrote what when."""

import threading
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from sikas import clock as the_clock
from sikas.reference.models import Area
from tests.jobs.conftest import district  # noqa: F401 - a fixture
from tests.jobs.racing import unlocked
from tests.training.factories import ProgrammeFactory, ProviderFactory, ScheduleFactory
from training import tasks
from training.listing import listed
from training.models import Programme, ProgrammeSearch, Schedule
from training.search import Criteria

DAY = timedelta(days=1)
WAIT = 1.0  # seconds in which the second transaction would be done if nothing held it


def today() -> date:
    return timezone.localdate(the_clock.now())


def shown() -> list[tuple[str, date | None, int | None]]:
    """Return (title, until, registered) of the list."""
    return [(row.title, row.until, row.registered) for row in listed(Criteria(), limit=9)]


@pytest.mark.django_db
def test_next_batch_follows_the_days_without_anybody_writing(clock):
    programme = ProgrammeFactory.create(title="Las")
    first, second = today() + 3 * DAY, today() + 9 * DAY
    for until, registered in ((second, 2), (first, 1), (first, 5)):
        ScheduleFactory.create(programme=programme, registration_until=until, registered=registered)
    for days, expected in (
        (0, ("Las", first, 1)),
        (3, ("Las", first, 1)),
        (1, ("Las", second, 2)),
        (5, ("Las", second, 2)),
        (1, ("Las", None, None)),
    ):
        clock.move(days * DAY)
        assert shown() == [expected]


@pytest.mark.django_db
def test_rows_of_past_batches_are_dropped(clock):
    batch = ScheduleFactory.create()
    clock.freeze(the_clock.now() + 8 * DAY)
    tasks.learn_words()
    assert ProgrammeSearch.objects.filter(last_day=batch.registration_until).exists()
    clock.move(9 * DAY)
    tasks.learn_words()
    assert [row.until for row in listed(Criteria(), limit=9)] == [None]
    assert ProgrammeSearch.objects.count() == 1


@pytest.mark.django_db
def test_rows_follow_every_write_of_batches():
    batch = ScheduleFactory.create(programme__title="Las", registered=1)
    other = ProgrammeFactory.create(title="Jahit")
    Schedule.objects.update(registered=4)
    assert shown()[0] == ("Las", batch.registration_until, 4)
    Schedule.objects.update(registered=16)
    assert {row[1] for row in shown()} == {None}
    Schedule.objects.update(registered=4, programme=other)
    assert shown() == [("Jahit", batch.registration_until, 4), ("Las", None, None)]
    Schedule.objects.filter(pk=0).delete()
    Schedule.objects.all().delete()
    assert {row[1] for row in shown()} == {None}


@pytest.mark.django_db
def test_rows_go_with_the_programme_and_come_back():
    programme = ScheduleFactory.create(programme__title="Las").programme
    for gone, back in (
        ({"is_hidden": True}, {"is_hidden": False}),
        ({"state": "closed", "closed_at": the_clock.now()}, {"state": "open", "closed_at": None}),
    ):
        Programme.objects.update(**gone)
        assert not ProgrammeSearch.objects.exists()
        Programme.objects.update(**back)
        assert [str(row) for row in ProgrammeSearch.objects.order_by("last_day")] == ["Las"] * 2
    programme.delete()
    assert not ProgrammeSearch.objects.exists()


@pytest.mark.django_db
def test_write_that_the_list_does_not_show_leaves_the_rows_alone():
    ProgrammeFactory.create()
    keys = set(ProgrammeSearch.objects.values_list("pk", flat=True))
    Programme.objects.update(updated_at=the_clock.now())
    assert set(ProgrammeSearch.objects.values_list("pk", flat=True)) == keys


@pytest.mark.django_db
def test_rows_follow_names_of_provider_and_area(district):  # noqa: F811
    provider = ProviderFactory.create(area=district, name="BLK Lama")
    ProgrammeFactory.create(provider=provider)
    provider.name = "BLK Baru"
    provider.save()
    Area.objects.filter(pk=district.pk).update(name="Kota Contoh")
    (row,) = listed(Criteria("baru contoh"), limit=9)
    assert (row.provider, row.place) == ("BLK Baru", "Kota Contoh")
    provider.place_name = "Simpang Empat"
    provider.save()
    assert listed(Criteria(), limit=9)[0].place == "Simpang Empat"


def batches_at_once() -> int:
    """Add a batch while somebody else, who has not committed yet, added one; count the rows."""
    programme, done = ProgrammeFactory.create(), threading.Event()

    def add() -> None:
        try:
            later = today() + 40 * DAY
            ScheduleFactory.create(programme=programme, registration_until=later)
        except IntegrityError:  # both wrote the row without an end
            pass
        finally:
            done.set()
            connection.close()

    thread = threading.Thread(target=add)
    with transaction.atomic():
        ScheduleFactory.create(programme=programme)
        thread.start()
        done.wait(WAIT)
    thread.join()
    return ProgrammeSearch.objects.filter(programme=programme).count()


@pytest.mark.django_db(transaction=True)
def test_batches_written_at_once_are_both_listed():
    assert batches_at_once() == 3
    with unlocked("training_refresh_search", "order by id for no key update"):
        assert batches_at_once() == 2, "without the lock the second batch is lost"
