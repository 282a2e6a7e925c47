"""What a booth still needs before the public may see it; the same list for company and officers."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from jobfair.models import Booth, BoothHours, BoothStaff, Position


@dataclass(frozen=True)
class Need:
    """One thing a booth needs: its name in the code and in words, and whether it is there."""

    name: str
    text: str
    is_met: bool


def with_needs(booths: "QuerySet[Booth]") -> "QuerySet[Booth]":
    """Give each booth what `needs` reads, in the same query."""
    open_ = Position.objects.open().filter(booth=OuterRef("pk"))
    staff = BoothStaff.objects.filter(
        booth=OuterRef("pk"),
        member__is_active=True,
        member__user__is_active=True,
        member__user__last_login__isnull=False,
    )
    return booths.annotate(
        has_position=Exists(open_),
        has_staff=Exists(staff),
        has_hours=Exists(BoothHours.objects.filter(booth=OuterRef("pk"))),
    )


def needs(booth: Booth) -> list[Need]:
    """Return what a booth needs, in the order in which one builds it; read by `with_needs`."""
    found = vars(booth)
    return [
        Need("logo", _("Logo perusahaan"), booth.logo_id is not None),
        Need("position", _("Satu lowongan terbuka yang disetujui"), found["has_position"]),
        Need("staff", _("Satu penjaga stan yang sudah pernah masuk"), found["has_staff"]),
        Need("hours", _("Jam langsung"), found["has_hours"]),
    ]


def score(found: Iterable[Need]) -> int:
    """Return whole percent of what is met."""
    met = [need.is_met for need in found]
    return 100 * sum(met) // len(met)
