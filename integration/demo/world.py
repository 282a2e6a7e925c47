"""What the simulated ministry knows of the demo: some of its companies, its people, and strangers.

Most agree with what stands here and are joined by their numbers. Some differ, so that one sees the
ministry's word taken over, and officers find something to decide.
"""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

from employers.enums import CompanyState
from employers.models import Company
from seekers.models import Seeker
from seekers.nik import open_nik
from sikas.reference.enums import AreaLevel
from sikas.reference.models import Area

COMPANIES, SEEKERS = 12, 60  # at most
LEGAL_NAMES = {4: "{} Mandiri", 9: "{} Abadi"}  # of the so manieth company: longer over there
# Of every so manieth person: the name in full, that of somebody else, the day after the birthday.
IN_FULL, SOMEBODY_ELSE, BORN_LATER = 7, 13, 11
OTHER_NAME = "Nurhaliza Br. Tarigan"
UNKNOWN_COMPANIES, UNKNOWN_SEEKERS = 2, 5  # of whom nothing is said: invented, nobody here


def write_world(path: Path) -> None:
    """Write attributes of companies and seekers as the simulator's --world wants them."""
    world = {
        "companies": [*_companies(), *({} for _ in range(UNKNOWN_COMPANIES))],
        "seekers": [*_seekers(), *({} for _ in range(UNKNOWN_SEEKERS))],
    }
    path.write_text(json.dumps(world))
    path.chmod(0o600)


def _companies() -> list[dict[str, Any]]:
    rows = Company.objects.filter(state=CompanyState.VERIFIED)
    found = rows.select_related("industry", "area__parent").order_by("created_at", "pk")
    return [
        {
            "name": LEGAL_NAMES.get(number, "{}").format(company.name),
            "nib": company.nib,
            **({"kbli": company.industry.code} if company.industry else {}),
            "address": company.address,
            "district_name": _district(company.area),
            "wlkp_number": company.wlkp_number or None,
            "verified": True,
        }
        for number, company in enumerate(found[:COMPANIES])
    ]


def _seekers() -> list[dict[str, Any]]:
    rows = Seeker.objects.exclude(nik_sealed="").select_related("user", "area__parent")
    return [
        {
            "nik": open_nik(seeker.nik_sealed).digits,
            **_identity(number, seeker),
            "birth_place": seeker.birth_place,
            "sex": {1: "L", 2: "P"}.get(seeker.sex or 0),
            "address": seeker.address,
            "district_name": _district(seeker.area),
            "phone": seeker.phone or None,
            "email": seeker.user.email if seeker.user else None,
        }
        for number, seeker in enumerate(rows.order_by("created_at", "pk")[:SEEKERS], start=1)
    ]


def _identity(number: int, seeker: Seeker) -> dict[str, Any]:
    name, born = seeker.name, seeker.birth_date
    if number % SOMEBODY_ELSE == 0:
        name = OTHER_NAME
    elif number % IN_FULL == 0:
        name = f"{name} S."
    elif number % BORN_LATER == 0 and born:
        born += timedelta(days=1)
    return {"name": name, "birth_date": born and f"{born:%Y-%m-%d}"}


def _district(area: Area | None) -> str | None:
    """Return the kecamatan of a village in the ministry's spelling."""
    if area is None:
        return None
    within = area.level in (AreaLevel.VILLAGE, AreaLevel.URBAN_VILLAGE)
    district = area.parent if within else area
    return district.name.upper() if district else None
