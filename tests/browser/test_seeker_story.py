"""A job seeker on a phone, from registering to a complete profile with photos and a CV."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from seekers.models import SeekerDocument
from sikas.documents.models import StoredFile
from sikas.reference.enums import AreaLevel
from sikas.reference.models import Area, Occupation
from tests import databases
from tests.browser.test_account_story import SCRIPTS, read_code, register, send
from tests.documents.pictures import phone_photo, small
from tests.seekers.places import make_village

__all__ = ["read_code"]
LARGE = 7_000_000  # bytes: what a phone makes


@pytest.fixture(scope="module")
def photo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a photo as a phone takes it."""
    path = tmp_path_factory.mktemp("photos") / "IMG_20261126.jpg"
    path.write_bytes(phone_photo(4608, 3456, 46))
    assert path.stat().st_size > LARGE
    return path


@pytest.fixture
def code_lists(site, django_db_blocker) -> None:
    """Put a desa, a neighbouring kecamatan and an occupation into the site."""
    with django_db_blocker.unblock(), databases.connected_to(site.database):
        village = make_village()
        regency = village.parent and village.parent.parent
        district, _made = Area.objects.get_or_create(
            system=village.system,
            code="12.09.20",
            defaults={"level": AreaLevel.DISTRICT, "name": "Air Joman", "parent": regency},
        )
        Area.objects.get_or_create(
            system=village.system,
            code="12.09.20.2001",
            defaults={"level": AreaLevel.VILLAGE, "name": "Banjar", "parent": district},
        )
        parent = None
        for code in ("7", "75", "753", "7531"):
            parent, _made = Occupation.objects.get_or_create(
                code=code, defaults={"digits": len(code), "title": "Penjahit", "parent": parent}
            )


@pytest.fixture
def kept_ktp(site, django_db_blocker) -> Callable[[str], StoredFile]:
    """Return a function that finds the KTP which the person with a number has handed in."""

    def kept_ktp(phone: str) -> StoredFile:
        with django_db_blocker.unblock(), databases.connected_to(site.database):
            papers = SeekerDocument.objects.select_related("file")
            return papers.get(seeker__phone=f"+62{phone[1:]}", kind="ktp").file

    return kept_ktp


def go_on(page: Page, name: str = "Simpan dan lanjutkan") -> None:
    page.get_by_role("main").get_by_role("button", name=name, exact=True).click()


def tell_identity(page: Page, nik: str) -> None:
    page.locator("[name=nik]").fill("120912150295000")
    go_on(page)
    expect(page.locator(".error-summary")).to_contain_text("NIK terdiri atas 16 angka")
    page.locator("[name=nik]").fill(nik)
    page.locator("[name=birth_place]").fill("Kisaran")
    for part, text in (("day", "15"), ("month", "2"), ("year", "1995")):
        page.locator(f"[name=birth_date_{part}]").fill(text)
    page.get_by_label("Perempuan").check()
    page.get_by_label("Belum kawin").check()
    go_on(page)
    expect(page).to_have_url(re.compile("/profil/alamat/"))


def tell_address(page: Page, scripts: bool) -> None:
    if scripts:
        page.locator("#id_area_group").select_option(label="Meranti")
    village = page.locator("#id_area optgroup[label='Kecamatan Meranti'] option").first
    page.locator("#id_area").select_option(value=village.get_attribute("value"))
    page.locator("[name=address]").fill("Dusun II No. 4")
    go_on(page)
    expect(page).to_have_url(re.compile("/profil/pendidikan/"))


def tell_lists(page: Page) -> None:
    page.locator("[name=level]").select_option(label="SMK")
    page.locator("[name=graduated]").fill("2013")
    go_on(page, "Tambah pendidikan")
    expect(page.get_by_role("main")).to_contain_text("2013")
    page.get_by_role("link", name="Lanjut", exact=True).click()
    page.get_by_role("link", name="Lewati langkah ini").click()
    page.locator("[name=name]").fill("Menjahit")
    go_on(page, "Tambah keterampilan")
    expect(page.get_by_role("main")).to_contain_text("Menjahit")
    page.goto("/profil/keinginan/")


def tell_wishes(page: Page, scripts: bool) -> None:
    page.locator("[name=find]").fill("penjahit")
    if not scripts:
        go_on(page, "Cari jabatan")
    page.locator("[name=wished_occupations]").first.check()
    page.locator("[name=wished_pay]").fill("3.000.000")
    go_on(page)
    expect(page).to_have_url(re.compile("/profil/disabilitas/"))


def send_photos(page: Page, photo: Path) -> None:
    page.goto("/profil/dokumen/")
    page.locator("[name=ktp]").set_input_files(photo)
    page.locator("[name=diploma]").set_input_files(photo)
    page.locator("[name=photo]").set_input_files(
        {"name": "foto.png", "mimeType": "image/png", "buffer": small("RGB", "PNG")}
    )
    page.locator("[name=cv]").set_input_files(
        {"name": "cv.pdf", "mimeType": "application/pdf", "buffer": b"MZ bukan PDF"}
    )
    go_on(page, "Unggah berkas yang dipilih")
    expect(page.get_by_text("3 berkas tersimpan.")).to_be_visible()
    expect(page.locator(".error-summary")).to_contain_text("Berkas ini program")


@SCRIPTS
@pytest.mark.usefixtures("code_lists")
def test_person_from_registering_to_a_complete_profile(
    open_tab, read_code, kept_ktp, photo, scripts
):
    phone = f"08126000430{scripts:d}"
    tab = open_tab("/akun/daftar/", scripts=scripts)
    page = tab.page
    register(page, phone)
    send(page, code=read_code(phone))
    expect(page).to_have_url(re.compile("/akun/$"))
    page.get_by_role("link", name="Isi NIK.").click()
    tell_identity(page, f"120912550295100{scripts:d}")
    tell_address(page, scripts)
    tell_lists(page)
    tell_wishes(page, scripts)
    send_photos(page, photo)
    page.goto("/profil/")
    expect(page.get_by_role("main")).to_contain_text("100%")
    page.get_by_role("link", name="CV", exact=True).click()
    with page.expect_download() as started:
        page.get_by_role("link", name="Unduh PDF").click()
    assert started.value.path().read_bytes().startswith(b"%PDF")
    ktp = kept_ktp(phone)
    assert max(ktp.width or 0, ktp.height or 0) == 2000
    assert ktp.size < LARGE / 3
    assert not tab.complaints
