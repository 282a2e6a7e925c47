"""Training programmes for tests: the smallest valid row by default, everything else by a trait.

ProgrammeFactory.create()                 an open programme of this office
ProgrammeFactory.create(mirrored=True)    … of another portal
ScheduleFactory.create(places=16)         a batch for which one may still register
"""

from datetime import timedelta

from django.utils import timezone
from factory.declarations import LazyAttribute, LazyFunction, Sequence, SubFactory, Trait
from factory.django import DjangoModelFactory

from seekers.models import Seeker
from sikas import clock
from tests.seekers.factories import SeekerFactory
from training.enums import ProgrammeState, Source
from training.models import Interest, Programme, Provider, Schedule


class ProviderFactory(DjangoModelFactory[Provider]):
    """A training centre of this office."""

    name = Sequence(lambda n: f"BLK Contoh {n}")

    class Meta:
        model = Provider

    class Params:
        mirrored = Trait(source=Source.KEMNAKER)


class ProgrammeFactory(DjangoModelFactory[Programme]):
    """An open programme of this office."""

    provider = SubFactory(ProviderFactory)
    title = Sequence(lambda n: f"Pelatihan Contoh {n}")

    class Meta:
        model = Programme

    class Params:
        mirrored = Trait(
            source=Source.KEMNAKER, provider=SubFactory(ProviderFactory, mirrored=True)
        )
        closed = Trait(state=ProgrammeState.CLOSED, closed_at=LazyFunction(clock.now))


class ScheduleFactory(DjangoModelFactory[Schedule]):
    """A batch for which one may register until next week."""

    programme = SubFactory(ProgrammeFactory)
    registration_until = LazyFunction(lambda: timezone.localdate(clock.now()) + timedelta(days=7))
    starts_on = LazyAttribute(lambda o: o.registration_until + timedelta(days=7))
    ends_on = LazyAttribute(lambda o: o.starts_on + timedelta(days=30))
    quota = 16

    class Meta:
        model = Schedule

    class Params:
        past = Trait(
            registration_until=LazyFunction(
                lambda: timezone.localdate(clock.now()) - timedelta(days=1)
            )
        )


class InterestFactory(DjangoModelFactory[Interest]):
    """Somebody of the counter who would like to take part."""

    seeker: "SubFactory[Seeker]" = SubFactory(SeekerFactory)
    programme = SubFactory(ProgrammeFactory)

    class Meta:
        model = Interest
