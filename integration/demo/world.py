"""What the simulated ministry knows of the demo: its companies and people, so that they match."""

import json
from pathlib import Path
from typing import Any

from employers.models import Company
from seekers.models import Seeker
from seekers.nik import open_nik
from sikas.reference.enums import AreaLevel
from sikas.reference.models import Area

AT_MOST = 100  # of each kind
MARRIED_NAME = 5  # every so manieth person is written a little differently over there


def write_world(path: Path) -> None:
    """Write attributes of companies and seekers as the simulator's --world wants them."""
    world = {"companies": _companies(), "seekers": _seekers()}
    path.write_text(json.dumps(world))
    path.chmod(0o600)


def _companies() -> list[dict[str, Any]]:
    rows = Company.objects.exclude(nib=None).select_related("industry", "area__parent")
    return [
        {
            "name": company.name,
            "nib": company.nib,
            **({"kbli": company.industry.code} if company.industry else {}),
            "address": company.address,
            "district_name": _district(company.area),
            "wlkp_number": company.wlkp_number or None,
            "verified": True,
        }
        for company in rows.order_by("created_at", "pk")[:AT_MOST]
    ]


def _seekers() -> list[dict[str, Any]]:
    rows = Seeker.objects.exclude(nik_sealed="").select_related("user", "area__parent")
    return [
        {
            "nik": open_nik(seeker.nik_sealed).digits,
            "name": seeker.name.upper() if number % MARRIED_NAME else f"{seeker.name} S.",
            "birth_date": seeker.birth_date and f"{seeker.birth_date:%Y-%m-%d}",
            "birth_place": seeker.birth_place,
            "sex": {1: "L", 2: "P"}.get(seeker.sex or 0),
            "address": seeker.address,
            "district_name": _district(seeker.area),
            "phone": seeker.phone or None,
            "email": seeker.user.email if seeker.user else None,
        }
        for number, seeker in enumerate(rows.order_by("created_at", "pk")[:AT_MOST])
    ]


def _district(area: Area | None) -> str | None:
    """Return the kecamatan of a village in the ministry's spelling."""
    if area is None:
        return None
    within = area.level in (AreaLevel.VILLAGE, AreaLevel.URBAN_VILLAGE)
    district = area.parent if within else area
    return district.name.upper() if district else None
