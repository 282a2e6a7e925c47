"""A company in a fair on a phone: invited, builds its booth, shows it, answers who applied."""

from uuid import uuid4

import pytest
from playwright.sync_api import expect

from employers.models import Company
from jobfair.enums import BoothState, PositionState
from jobfair.models import Booth, Position
from jobfair.services.booths import decide_booth, invite_companies
from jobfair.services.entering import apply_in_fair
from jobfair.services.positions import decide_position
from tests.browser import applying
from tests.browser.test_account_story import SCRIPTS
from tests.browser.test_apply_story import check
from tests.documents.pictures import small
from tests.factories import UserFactory
from tests.gates.fairs import SLUG, the_fair
from tests.jobs.applicants import ready_seeker
from tests.jobs.factories import CompanyFactory, OwnerFactory, VacancyFactory


@pytest.fixture
def company(site, in_site) -> Company:
    """Invite a company of the owner to the running fair, with a vacancy to bring."""

    def make() -> Company:
        made: Company = CompanyFactory.create()
        OwnerFactory.create(company=made, user=site.world.estates["owner"].person)
        VacancyFactory.create(company=made, title="Juru Las")
        officer = UserFactory.create(staff=True)
        invite_companies(fair=the_fair(), companies=[made], by=officer)
        return made

    return in_site(make)


def approve(company: Company) -> None:
    booth = Booth.objects.get(company=company)
    decide_booth(booth=booth, to=BoothState.APPROVED, officer=UserFactory.create(staff=True))


def verify(company: Company) -> None:
    position = Position.objects.get(booth__company=company)
    officer = UserFactory.create(staff=True)
    decide_position(position=position, to=PositionState.VERIFIED, officer=officer)


def send(company: Company) -> None:
    position = Position.objects.get(booth__company=company)
    for name in ("Ani Lubis", "Budi Siregar"):
        apply_in_fair(seeker=ready_seeker(name=name), position=position, key=uuid4())


@SCRIPTS
def test_from_the_invitation_to_an_answer(open_tab, company, in_site, scripts):
    tab = open_tab(f"/perusahaan-saya/{company.pk}/", role="owner", scripts=scripts)
    page, main = tab.page, applying.main(tab.page)

    def look() -> None:
        if scripts:
            check(page, tab.complaints)

    look()
    main.get_by_role("button", name="Terima undangan").click()
    expect(main).to_contain_text("Petugas memeriksa menurut urutan.")
    look()
    in_site(lambda: approve(company))
    page.goto(f"/perusahaan-saya/{company.pk}/job-fair/")
    look()
    main.get_by_role("link", name="Siapkan stan").click()
    main.get_by_role("button", name="Tampilkan stan").click()
    expect(main).to_contain_text("Belum dapat tampil. Yang masih kurang:")
    look()
    logo = {"name": "logo.png", "mimeType": "image/png", "buffer": small("RGB", "PNG")}
    main.get_by_label("Berkas logo").set_input_files(logo)
    main.get_by_role("button", name="Unggah logo").click()
    main.get_by_role("button", name="Ajukan Juru Las").click()
    main.locator("input[name=members]").first.check()
    main.get_by_role("button", name="Simpan penjaga").click()
    main.get_by_role("button", name="Setiap hari sesuai jam job fair").click()
    main.get_by_text("Atur per hari").click()
    look()
    in_site(lambda: verify(company))
    main.get_by_role("button", name="Tampilkan stan").click()
    expect(main).to_contain_text("Begini stan Anda tampil untuk umum.")
    look()
    in_site(lambda: send(company))
    page.goto(f"/perusahaan-saya/{company.pk}/job-fair/{SLUG}/")
    look()
    main.get_by_role("button", name="Dipanggil Ani Lubis").click()
    row = main.locator(".inbox > li", has_text="Budi Siregar")
    row.locator("summary").click()
    look()
    row.get_by_role("button", name="Mencari pengalaman yang lain").click()
    expect(main.locator(".inbox > li")).to_have_count(1)
    expect(main.locator(".inbox")).to_contain_text("Dipanggil")
    assert not tab.complaints
