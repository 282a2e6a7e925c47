"""Places as the ministry writes them, and which of ours they are."""

import pytest

from integration.mapping.lists import Lists
from sikas.reference.enums import AreaLevel, CodeSystem
from sikas.reference.models import Area

pytestmark = pytest.mark.django_db
OURS = (
    ("32", AreaLevel.PROVINCE, "Jawa Barat"),
    ("32.04", AreaLevel.REGENCY, "Bandung"),
    ("32.04.01", AreaLevel.DISTRICT, "Kota Baru"),
    ("32.04.02", AreaLevel.DISTRICT, "Baru"),
    ("32.04.03", AreaLevel.DISTRICT, "Kota Kisaran Barat"),
    ("32.73", AreaLevel.REGENCY, "Kota Bandung"),
    ("32.73.01", AreaLevel.DISTRICT, "Kecamatan Sukasari"),
    ("32.75", AreaLevel.REGENCY, "Kota Adm. Bekasi"),
    ("32.76", AreaLevel.REGENCY, "Kabupaten Kabanjahe"),
)


@pytest.fixture
def lists() -> Lists:
    """Know two places of one name, and some others."""
    for code, level, name in OURS:
        parent = Area.objects.filter(code=code.rpartition(".")[0]).first()
        Area.objects.create(
            system=CodeSystem.KEMENDAGRI, code=code, level=level, name=name, parent=parent
        )
    return Lists()


@pytest.mark.parametrize(
    ("city", "district", "code"),
    [
        ("KAB. BANDUNG", "", "32.04"),
        ("Kabupaten  Bandung", "", "32.04"),
        ("KAB.BANDUNG", "", "32.04"),
        ("Bandung", "", "32.04"),
        ("KOTA BANDUNG", "", "32.73"),
        ("KOTA BANDUNG", "KEC. SUKASARI", "32.73.01"),
        ("KOTA BANDUNG", "KOTA KISARAN BARAT", "32.73"),
        ("KAB. BANDUNG", "Sukasari", "32.04"),
        ("KAB. BANDUNG", "KEC. KOTA KISARAN BARAT", "32.04.03"),
        ("KAB. BANDUNG", "Kisaran Barat", "32.04.03"),
        ("KAB. BANDUNG", "Kec.Kota Baru", "32.04.01"),
        ("KAB. BANDUNG", "BARU", "32.04.02"),
        ("KAB. BANDUNG", "KOTA SEPI", "32.04"),
        ("BEKASI", "", "32.75"),
        ("KOTA ADMINISTRASI BEKASI", "", "32.75"),
        ("KAB. BEKASI", "", None),
        ("KABANJAHE", "", "32.76"),
        ("KOTA KABANJAHE", "", None),
        ("", "KOTA BARU", None),
    ],
)
def test_kota_and_kabupaten_of_one_name_are_two_places(lists, city, district, code):
    found = lists.area(city, district)
    assert (found and Area.objects.get(pk=found).code) == code
