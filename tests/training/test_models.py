"""What the database holds of training programmes, whoever writes them."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import IntegrityError, connection

from sikas import clock
from tests.jobs.conftest import district  # noqa: F401 - a fixture
from tests.seekers.factories import SeekerFactory
from tests.training.factories import (
    InterestFactory,
    ProgrammeFactory,
    ProviderFactory,
    ScheduleFactory,
)
from training.enums import ProgrammeState
from training.listing import listed
from training.models import Programme
from training.search import Criteria

pytestmark = pytest.mark.django_db

BROKEN: dict[str, Callable[[], object]] = {
    "provider_has_name": lambda: ProviderFactory.create(name=""),
    "provider_source_known": lambda: ProviderFactory.create(source="lain"),
    "programme_has_title": lambda: ProgrammeFactory.create(title=""),
    "programme_hours_plausible": lambda: ProgrammeFactory.create(hours=0),
    "programme_topics_are_a_list": lambda: ProgrammeFactory.create(topics={"title": "Las"}),
    "programme_source_known": lambda: ProgrammeFactory.create(source="lain"),
    "programme_closed_has_time": lambda: ProgrammeFactory.create(state=ProgrammeState.CLOSED),
    "schedule_ends_after_start": lambda: ScheduleFactory.create(
        starts_on=date(2026, 12, 2), ends_on=date(2026, 12, 1), registration_until=None
    ),
    "schedule_registration_before_end": lambda: ScheduleFactory.create(
        starts_on=None, ends_on=date(2026, 12, 1), registration_until=date(2026, 12, 2)
    ),
    "schedule_quota_positive": lambda: ScheduleFactory.create(quota=0),
}


def found(words: str) -> list[str]:
    """Return the titles that have all of the words, as the list finds them."""
    return [row.title for row in listed(Criteria(words), limit=9)]


@pytest.mark.parametrize("constraint", BROKEN)
def test_broken_row_is_refused_by_the_database(constraint: str):
    with pytest.raises(IntegrityError, match=constraint):
        BROKEN[constraint]()


def test_interest_is_once_per_programme():
    first = InterestFactory.create()
    with pytest.raises(IntegrityError, match="interest_once_per_programme"):
        InterestFactory.create(seeker=first.seeker, programme=first.programme)


def test_rows_written_by_sql_need_the_least_columns():
    with connection.cursor() as cursor:
        cursor.execute("insert into training_provider (name) values ('BBPVP Medan') returning id")
        (provider,) = cursor.fetchone()
        cursor.execute(
            "insert into training_programme (provider_id, title) values (%s, %s) returning id",
            [provider, "Barista"],
        )
        (programme,) = cursor.fetchone()
        cursor.execute("insert into training_schedule (programme_id) values (%s)", [programme])
        cursor.execute(
            "insert into training_interest (programme_id, seeker_id) values (%s, %s)",
            [programme, SeekerFactory.create().pk],
        )
    made = Programme.objects.get()
    assert (made.state, made.source, made.topics, made.hours) == ("open", "local", [], None)
    assert made.published_at <= clock.now()
    assert found("barista medan") == ["Barista"]


def test_search_reads_title_field_topics_text_provider_and_place(district):  # noqa: F811
    ProgrammeFactory.create(
        title="Juru Las/Fabrikasi",
        field="Teknik Pengelasan",
        topics=[{"title": "Keselamatan kerja", "hours": 8}],
        description="Menyambung pelat baja.",
        provider=ProviderFactory.create(name="UPTD BLK", area=district, place_name="Simpang Empat"),
    )
    every = "fabrikasi pengelasan keselamatan baja uptd kisaran asahan simpang"
    assert [word for word in every.split() if not found(word)] == []
    assert found("menjahit") == []


def test_search_follows_the_programme_and_its_provider():
    programme = ProgrammeFactory.create(title="Barista")
    Programme.objects.filter(pk=programme.pk).update(title="Tata Boga")
    assert (found("barista"), found("boga")) == ([], ["Tata Boga"])
    provider = programme.provider
    provider.name = "Rumah Roti"
    provider.save()
    assert found("boga roti") == ["Tata Boga"]


def test_written_programme_is_stamped_and_an_unchanged_one_is_not():
    programme = ProgrammeFactory.create()
    programme.refresh_from_db()
    Programme.objects.update(title=programme.title)
    assert Programme.objects.get().updated_at == programme.updated_at
    Programme.objects.update(hours=40)
    assert Programme.objects.get().updated_at > programme.updated_at
