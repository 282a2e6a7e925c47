"""An administrator of the system finds out why national data stand still, and puts it right."""

from playwright.sync_api import expect

from integration.enums import Kind, Trouble
from integration.models import Stream
from sikas.clock import now
from tests.browser.test_account_story import SCRIPTS
from tests.browser.test_apply_story import check
from tests.integration.quarantined import a_quarantined_item


def stand_still() -> str:
    """Let a stream be refused, and an item wait; return its number."""
    item = a_quarantined_item()
    Stream.objects.filter(kind=Kind.VACANCIES).update(
        is_pulled=True,
        closed_from=None,
        closed_until=None,
        trouble=Trouble.CREDENTIALS,
        trouble_at=now(),
    )
    return item.key


@SCRIPTS
def test_stream_is_steered_and_an_item_put_aside(open_tab, in_site, scripts):
    number = in_site(stand_still)
    tab = open_tab("/admin/sinkronisasi/", role="administrator", scripts=scripts)
    page, main = tab.page, tab.page.locator("main")

    def look() -> None:
        if scripts:
            check(page, tab.complaints)

    expect(main).to_contain_text("Kemnaker menolak kunci akses kita")
    look()
    main.get_by_role("link", name="Lowongan nasional", exact=True).click()
    main.get_by_role("button", name="Jeda").click()
    expect(main).to_contain_text("Tidak ditarik sampai dilanjutkan.")
    look()
    main.get_by_role("link", name="Ubah jadwal dan jam tenang").click()
    page.get_by_label("Jam tenang mulai").fill("22.00")
    main.get_by_role("button", name="Simpan jadwal").click()
    expect(page.locator(".error-summary")).to_contain_text("Isi jam mulai dan jam selesai")
    look()
    page.get_by_label("Jam tenang sampai").fill("05.00")
    main.get_by_role("button", name="Simpan jadwal").click()
    expect(main).to_contain_text("jam tenang 22.00 sampai 05.00")
    main.get_by_role("link", name="Lowongan nasional: Isian wajib tidak ada").click()
    look()
    main.get_by_role("link", name=number).click()
    main.get_by_role("button", name="Coba baca lagi").click()
    expect(main).to_contain_text("Data masih belum terbaca.")
    look()
    page.get_by_label("Alasan mengabaikan").fill("Data percobaan.")
    main.get_by_role("button", name="Abaikan data ini").click()
    expect(main).to_contain_text("Data diabaikan.")
    assert not tab.complaints
