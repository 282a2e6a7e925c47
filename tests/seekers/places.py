"""A desa, its kecamatan and the office of its regency."""

from sikas.reference.enums import AreaLevel, CodeSystem
from sikas.reference.models import Area, Office

PLACES = (
    ("12", AreaLevel.PROVINCE, "Sumatera Utara"),
    ("12.09", AreaLevel.REGENCY, "Asahan"),
    ("12.09.19", AreaLevel.DISTRICT, "Meranti"),
    ("12.09.19.2001", AreaLevel.VILLAGE, "Serdang"),
)
WORDS = {"government": "Pemkab", "name": "Dinas", "short_name": "Disnaker"}


def make_village() -> Area:
    """Return a desa of the office's regency; what is there already stays."""
    areas: list[Area] = []
    for code, level, name in PLACES:
        area, _made = Area.objects.get_or_create(
            system=CodeSystem.KEMENDAGRI,
            code=code,
            defaults={"level": level, "name": name, "parent": areas[-1] if areas else None},
        )
        areas.append(area)
    if not Office.objects.filter(area=areas[1]).exists():
        Office.objects.create(area=areas[1], **WORDS)
    Office.objects.forget()
    return areas[-1]
