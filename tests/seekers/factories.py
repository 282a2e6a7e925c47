"""Job seekers for tests: the smallest valid row by default, everything else by a trait.

SeekerFactory.create()                    registered at the counter, a name and a NIK
SeekerFactory.create(user=…)              with an account
SeekerFactory.create(number="1209…")      with this NIK
"""

from typing import Any

from factory.declarations import Sequence
from factory.django import DjangoModelFactory

from seekers.enums import CounterWork
from seekers.models import CounterAct, Seeker
from seekers.nik import parse_nik


class SeekerFactory(DjangoModelFactory[Seeker]):
    """Somebody with a name and a NIK."""

    name = Sequence(lambda n: f"Pencari Kerja {n}")
    number = Sequence(lambda n: f"120912150295{n + 1:04}")

    class Meta:
        model = Seeker

    @classmethod
    def _create(cls, model_class: type[Seeker], *args: Any, **fields: Any) -> Seeker:
        number = parse_nik(fields.pop("number"))
        return super()._create(
            model_class, *args, nik_sealed=number.sealed(), **number.blind_indexes(), **fields
        )


def act_at_counter() -> CounterAct:
    """Save a record of the counter."""
    return CounterAct.objects.create(
        seeker=SeekerFactory.create(), work=CounterWork.REGISTERED, subjects=[]
    )
