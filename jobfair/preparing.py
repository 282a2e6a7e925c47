"""What has to be done for a fair, in its order, as its page shows officers."""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from employers.enums import CompanyState
from employers.models import Company
from jobfair import presenters
from jobfair.enums import STANDING, BoothState, FairState, Phase, PositionState
from jobfair.models import Booth, Fair, Position
from jobfair.services.booths import JOINABLE
from sikas.ui.formats import format_number

TAGS = {**presenters.TAGS, Phase.DRAFT: "quiet"}
TOOK_PART = (BoothState.APPROVED, BoothState.READY)


@dataclass(frozen=True)
class Step:
    """One thing to do: whether it is done, how it stands, and where one does it."""

    title: str
    text: str
    is_done: bool
    url: str = ""
    action: str = ""


def phase_tag(fair: Fair) -> tuple[str, str]:
    """Return kind and words of the tag of a fair that was read with its phase."""
    phase = Phase(fair.phase)
    return TAGS[phase], str(phase.label)


def steps(fair: Fair) -> list[Step]:
    """Return what has to be done, first things first."""
    stand = Booth.objects.filter(fair=fair).aggregate(
        all=Count("pk"),
        applied=Count("pk", filter=Q(state=BoothState.APPLIED)),
        building=Count("pk", filter=Q(state=BoothState.APPROVED)),
        ready=Count("pk", filter=Q(state=BoothState.READY)),
    )
    proposed = Position.objects.filter(fair=fair, state=PositionState.PROPOSED).count()
    numbers = {name: format_number(number) for name, number in stand.items()}
    return [
        _announce(fair),
        Step(
            _("Undang perusahaan"),
            _("%(all)s perusahaan diundang atau mendaftar.") % numbers,
            stand["all"] > 0,
            reverse("fair_invite", args=[fair.pk]) if fair.phase in JOINABLE else "",
            _("Pilih perusahaan"),
        ),
        Step(
            _("Setujui stan"),
            _("%(applied)s stan menunggu persetujuan.") % numbers,
            stand["all"] > 0 and not stand["applied"],
            reverse("booth_queue") if stand["applied"] else "",
            _("Periksa stan"),
        ),
        _verify(proposed, has_booths=stand["ready"] + stand["building"] > 0),
        Step(
            _("Bantu perusahaan sampai siap"),
            _("%(ready)s stan siap, %(building)s masih disiapkan.") % numbers,
            stand["ready"] > 0 and not stand["building"],
            reverse("fair_readiness", args=[fair.pk]),
            _("Lihat kesiapan"),
        ),
    ]


def _verify(proposed: int, *, has_booths: bool) -> Step:
    return Step(
        _("Setujui jabatan"),
        _("%s jabatan menunggu pemeriksaan.") % format_number(proposed),
        has_booths and not proposed,
        reverse("position_queue") if proposed else "",
        _("Periksa jabatan"),
    )


def _announce(fair: Fair) -> Step:
    is_draft = fair.state == FairState.DRAFT
    return Step(
        _("Umumkan"),
        _("Baru Anda yang melihatnya. Periksa waktu dan aturannya, lalu umumkan.")
        if is_draft
        else _("Sudah diumumkan; waktunya menentukan apa yang tampil dan apa yang diterima."),
        not is_draft,
        reverse("fair_announce", args=[fair.pk]) if is_draft else "",
        _("Periksa dan umumkan"),
    )


def fair_before(fair: Fair) -> Fair | None:
    """Return the last fair that was held before this one."""
    held = Fair.objects.filter(state__in=STANDING, is_rehearsal=False)
    earlier = held.filter(opens_at__lt=fair.opens_at).exclude(pk=fair.pk)
    return earlier.order_by("-opens_at", "-pk").first()


def former_companies(fair: Fair) -> list[Company]:
    """Return the companies that took part in the fair before and are still verified."""
    earlier = fair_before(fair)
    if earlier is None:
        return []
    took_part = Company.objects.filter(
        booths__fair=earlier, booths__state__in=TOOK_PART, state=CompanyState.VERIFIED
    )
    return list(took_part.order_by("name", "pk"))
