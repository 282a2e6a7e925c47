"""A company's vacancy on a phone: written, submitted, returned, corrected, published."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from employers.models import Company
from jobs.deadlines import today
from sikas.clock import now
from sikas.reference.enums import AreaLevel, CodeSystem
from sikas.reference.models import Area, Occupation, OccupationSynonym
from tests import databases
from tests.browser import measures
from tests.jobs.factories import VacancyFactory

SCRIPTS = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
NARROWEST = 320
VERIFIED = timedelta(days=90)  # ago: no new company any more
REASON = "Tulis jam kerjanya."


@pytest.fixture
def company(site, django_db_blocker) -> Company:
    """Give the owner's company a place and a past, the portal an occupation called otherwise.

    Other stories fill the few vacancies that a new company may have.
    """
    with django_db_blocker.unblock(), databases.connected_to(site.database):
        made: Company = site.world.estates["owner"].company
        province, _made = Area.objects.get_or_create(
            system=CodeSystem.KEMENDAGRI,
            code="12",
            defaults={"level": AreaLevel.PROVINCE, "name": "Sumatera Utara"},
        )
        Company.objects.filter(pk=made.pk).update(area=province, verified_at=now() - VERIFIED)
        VacancyFactory.create(company=made, expired=True)
        parent = None
        for code in ("9", "92", "921", "9211"):
            parent, _made = Occupation.objects.get_or_create(
                code=code, defaults={"digits": len(code), "title": "Buruh Kebun", "parent": parent}
            )
        assert parent
        OccupationSynonym.objects.get_or_create(term="pemanen sawit", occupation=parent)
        return made


def check(page: Page, complaints: list[str]) -> None:
    """Fail for what a reader would stumble over on this page."""
    faults = [
        *measures.axe_faults(page),
        *measures.small_targets(page),
        *measures.too_wide(page, NARROWEST),
        *complaints,
    ]
    assert not faults, "\n".join(faults)


def save(page: Page) -> None:
    page.get_by_role("button", name="Simpan dan lanjutkan").click()


def write_position(page: Page, title: str, *, scripts: bool) -> None:
    page.get_by_label("Judul lowongan").fill(title)
    if not scripts:
        page.get_by_role("button", name="Cari jabatan").click()
    page.locator("label.radio-card", has_text="Buruh Kebun").click()
    page.get_by_label("Laki-laki atau perempuan").fill("2")
    if scripts:
        expect(page.locator("[data-draft-note]")).to_have_text(re.compile("Tersimpan"))
    save(page)


def write_work(page: Page, text: str, *, scripts: bool) -> None:
    expect(page.get_by_role("heading", name="Pekerjaan", level=1)).to_be_visible()
    page.get_by_label("Uraian pekerjaan").fill(text)
    day = today() + timedelta(days=30)
    for part in ("day", "month", "year"):
        page.locator(f"[name=closes_on_{part}]").fill(str(getattr(day, part)))
    if scripts:
        expect(page.locator("#temuan-description mark")).to_have_text("biaya administrasi")
    save(page)


def decide(open_tab, address: str, button: str, reason: str, *, scripts: bool) -> None:
    page = open_tab(address, role="verifier", scripts=scripts).page
    page.get_by_role("button", name="Periksa kasus ini").click()
    page.locator("[name=reason]").fill(reason)
    page.get_by_role("button", name=re.compile(f"^{button}")).click()
    expect(page.get_by_text("Keputusan tersimpan")).to_be_visible()


@SCRIPTS
def test_vacancy_from_an_empty_form_to_the_public_list(open_tab, company, scripts):
    title = f"Pemanen Sawit {'Utara' if scripts else 'Selatan'}"
    tab = open_tab(f"/perusahaan-saya/{company.pk}/lowongan/", role="owner", scripts=scripts)
    page = tab.page
    page.get_by_role("button", name="Pasang lowongan").click()
    write_position(page, title, scripts=scripts)
    write_work(page, "Memanen buah. Ada biaya administrasi.", scripts=scripts)
    for step in ("Syarat", "Disabilitas"):
        expect(page.get_by_role("heading", name=step, level=1)).to_be_visible()
        save(page)

    page.get_by_role("button", name="Ajukan lowongan").click()
    expect(page.locator(".error-summary")).to_contain_text("biaya administrasi")
    page.get_by_role("navigation", name="Ubah lowongan").get_by_text("Pekerjaan").click()
    page.get_by_label("Uraian pekerjaan").fill("Memanen buah.")
    save(page)
    page.get_by_role("link", name="Lihat seluruh lowongan").click()
    page.get_by_role("button", name="Ajukan lowongan").click()
    expect(page.get_by_text("Lowongan diajukan.")).to_be_visible()
    here = page.url
    number = here.rstrip("/").rpartition("/")[2]

    case = f"/admin/antrean/lowongan/{number}/"
    decide(open_tab, case, "Minta perbaikan", REASON, scripts=scripts)
    page.goto(here)
    expect(page.get_by_text(REASON).first).to_be_visible()
    page.get_by_role("navigation", name="Ubah lowongan").get_by_text("Pekerjaan").click()
    page.get_by_label("Uraian pekerjaan").fill("Memanen buah. Pukul 07.00–14.00.")
    save(page)
    page.get_by_role("button", name="Ajukan kembali").click()
    decide(open_tab, case, "Terbitkan", "", scripts=scripts)

    page.goto(f"/lowongan/?q={title}")
    page.get_by_role("link", name=title).first.click()
    expect(page.get_by_text("Pukul 07.00–14.00.")).to_be_visible()
    assert not tab.complaints


def test_another_tab_is_not_overwritten_and_nothing_typed_is_lost(open_tab, company):
    first = open_tab(f"/perusahaan-saya/{company.pk}/lowongan/", role="owner").page
    first.get_by_role("button", name="Pasang lowongan").click()
    second = open_tab(first.url, role="owner")
    first.get_by_label("Judul lowongan").fill("Kasir Pagi")
    expect(first.locator("[data-draft-note]")).to_have_text(re.compile("Tersimpan"))
    second.page.get_by_label("Judul lowongan").fill("Kasir Malam")
    note = second.page.locator("[data-draft-note]")
    expect(note).to_have_text(re.compile("tab lain menyimpan langkah ini"))
    save(second.page)
    expect(second.page.locator(".error-summary")).to_contain_text("Simpan lagi")
    expect(second.page.get_by_label("Judul lowongan")).to_have_value("Kasir Malam")


def test_lost_connection_is_told_and_typed_text_is_saved_when_it_is_back(open_tab, company):
    page = open_tab(f"/perusahaan-saya/{company.pk}/lowongan/", role="owner").page
    page.get_by_role("button", name="Pasang lowongan").click()
    page.wait_for_url(re.compile("/isi/posisi/$"))  # and the script is there
    page.context.set_offline(True)
    page.get_by_label("Judul lowongan").fill("Satpam")
    note = page.locator("[data-draft-note]")
    expect(note).to_have_text(re.compile("tidak ada sambungan"))
    page.context.set_offline(False)
    expect(note).to_have_text(re.compile("Tersimpan"), timeout=15_000)


@pytest.mark.parametrize(
    "rest",
    ("", "{0}/", "{0}/isi/posisi/", "{0}/isi/pekerjaan/", "{0}/isi/syarat/", "{0}/isi/inklusi/"),
)
def test_pages_of_writing_are_accessible_and_fit(open_tab, site, company, rest):
    draft = site.world.estates["owner"].row("perusahaan-saya/<company_id>/lowongan/<vacancy_id>")
    address = f"/perusahaan-saya/{company.pk}/lowongan/" + rest.format(draft.pk)
    tab = open_tab(address, role="owner", scheme="dark" if "syarat" in rest else "light")
    check(tab.page, tab.complaints)
