"""Fixed lists of the code: code systems, levels of areas, levels of education."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CodeSystem(models.TextChoices):
    """Who gave an area its code; the two systems use the same digits for different areas."""

    KEMENDAGRI = "kemendagri", _("Kemendagri")
    BPS = "bps", _("BPS")


class AreaLevel(models.TextChoices):
    """Level of an area; a village is a desa or, in a town, a kelurahan."""

    PROVINCE = "province", _("Provinsi")
    REGENCY = "regency", _("Kabupaten/Kota")
    DISTRICT = "district", _("Kecamatan")
    VILLAGE = "village", _("Desa")
    URBAN_VILLAGE = "urban_village", _("Kelurahan")


# An area lies in an area of this level.
PARENT_LEVEL = {
    AreaLevel.REGENCY: AreaLevel.PROVINCE,
    AreaLevel.DISTRICT: AreaLevel.REGENCY,
    AreaLevel.VILLAGE: AreaLevel.DISTRICT,
    AreaLevel.URBAN_VILLAGE: AreaLevel.DISTRICT,
}

# The shape of a code by system and level; Kemendagri numbers kelurahan from 1001, desa from 2001.
CODE_PATTERNS = {
    (CodeSystem.KEMENDAGRI, AreaLevel.PROVINCE): r"[0-9]{2}",
    (CodeSystem.KEMENDAGRI, AreaLevel.REGENCY): r"[0-9]{2}\.[0-9]{2}",
    (CodeSystem.KEMENDAGRI, AreaLevel.DISTRICT): r"[0-9]{2}\.[0-9]{2}\.[0-9]{2}",
    (CodeSystem.KEMENDAGRI, AreaLevel.VILLAGE): r"[0-9]{2}\.[0-9]{2}\.[0-9]{2}\.[2-9][0-9]{3}",
    (CodeSystem.KEMENDAGRI, AreaLevel.URBAN_VILLAGE): r"[0-9]{2}\.[0-9]{2}\.[0-9]{2}\.1[0-9]{3}",
    (CodeSystem.BPS, AreaLevel.PROVINCE): r"[0-9]{2}",
    (CodeSystem.BPS, AreaLevel.REGENCY): r"[0-9]{4}",
    (CodeSystem.BPS, AreaLevel.DISTRICT): r"[0-9]{7}",
    (CodeSystem.BPS, AreaLevel.VILLAGE): r"[0-9]{10}",
    (CodeSystem.BPS, AreaLevel.URBAN_VILLAGE): r"[0-9]{10}",
}


class TimeZone(models.TextChoices):
    """Indonesia's three zones, with the letters that follow a time."""

    WIB = "Asia/Jakarta", "WIB"
    WITA = "Asia/Makassar", "WITA"
    WIT = "Asia/Jayapura", "WIT"


class EducationLevel(models.IntegerChoices):
    """Finished education; the tens digit is the rank, so `>=` compares in SQL after `rank`.

    A choice and not a table: the list is national, its order is used by code, and lists show it
    without a join.
    """

    NONE = 10, _("Tidak tamat SD")
    SD = 20, _("SD")
    SMP = 30, _("SMP")
    SMA = 40, _("SMA/MA")
    SMK = 41, _("SMK")
    D1 = 50, _("D1")
    D2 = 60, _("D2")
    D3 = 70, _("D3")
    D4 = 80, _("D4")
    S1 = 81, _("S1")
    PROFESSION = 90, _("Profesi")
    S2 = 100, _("S2")
    S3 = 110, _("S3")

    @property
    def rank(self) -> int:
        """Levels of one rank satisfy each other's requirement (SMA and SMK, D4 and S1)."""
        return self.value // 10 * 10


class EmploymentType(models.TextChoices):
    """Kind of work relation, in the words of advertisements."""

    FULL_TIME = "full_time", _("Penuh waktu")
    PART_TIME = "part_time", _("Paruh waktu")
    CONTRACT = "contract", _("Kontrak (PKWT)")
    DAILY = "daily", _("Harian lepas")
    INTERNSHIP = "internship", _("Magang")


class Disability(models.TextChoices):
    """Kinds of disability of UU 8/2016 art. 4, with the sensory kind as advertisements split it."""

    PHYSICAL = "physical", _("Fisik")
    VISUAL = "visual", _("Sensorik netra")
    HEARING = "hearing", _("Sensorik rungu/wicara")
    INTELLECTUAL = "intellectual", _("Intelektual")
    MENTAL = "mental", _("Mental")
