"""What a job seeker does on the pages of applying; each step ends on the page that follows."""

import re

from playwright.sync_api import Page, expect

RECEIPT = re.compile(r"[2-9A-Z]{4}-[2-9A-Z]{4}")


def main(page: Page):
    """Return the part of the page that is not its frame."""
    return page.get_by_role("main")


def begin(page: Page, vacancy_url: str) -> None:
    """Open a vacancy and tap what stays in reach of the thumb."""
    page.goto(vacancy_url)
    page.locator(".apply-bar").get_by_text("Lamar", exact=True).click()


def sign_in(page: Page, contact: str, password: str) -> None:
    """Sign in on the page to which applying leads; one comes back to applying."""
    page.locator("[name=contact]").fill(contact)
    page.locator("[name=password]").fill(password)
    main(page).get_by_role("button", name="Masuk").click()


def tell_basics(page: Page, *, scripts: bool) -> None:
    """Fill in the boxes that are missing in a new profile."""
    for part, text in (("day", "15"), ("month", "2"), ("year", "1995")):
        page.locator(f"[name=identitas-birth_date_{part}]").fill(text)
    page.get_by_label("Perempuan").check()
    choose_village(page, scripts=scripts)
    page.locator("[name=pendidikan-level]").select_option(label="SMK")
    main(page).get_by_role("button", name="Simpan dan lanjutkan").click()


def choose_village(page: Page, *, scripts: bool) -> None:
    """Choose the first village; with scripts its kecamatan comes first, where there are several."""
    village = page.locator("#id_alamat-area optgroup[label='Kecamatan Meranti'] option").first
    if scripts and page.locator("#id_alamat-area_group").count():
        page.locator("#id_alamat-area_group").select_option(label="Meranti")
    page.locator("#id_alamat-area").select_option(value=village.get_attribute("value"))


def send(page: Page, letter: str = "") -> str:
    """Send from the screen that says what goes to whom; return the receipt number."""
    if letter:
        page.locator("[name=letter]").fill(letter)
    main(page).get_by_role("button", name="Kirim lamaran").click()
    return receipt_of(page)


def send_with_one_tap(page: Page, vacancy_url: str) -> str:
    """Apply from the vacancy itself; return the receipt number."""
    begin(page, vacancy_url)
    page.locator(".apply-bar").get_by_role("button", name="Kirim lamaran").click()
    return receipt_of(page)


def receipt_of(page: Page) -> str:
    """Return the number on the receipt that is shown."""
    expect(page.get_by_role("heading", level=1)).to_have_text("Lamaran terkirim")
    found = RECEIPT.search(main(page).inner_text())
    assert found
    return found[0]


def open_application(page: Page, title: str) -> None:
    """Open an application from the list, by the menu of the phone."""
    page.get_by_role("navigation", name="Menu bawah").get_by_role("link", name="Lamaran").click()
    main(page).get_by_role("link", name=title).click()


def withdraw(page: Page) -> None:
    """Take back the application that is shown."""
    main(page).get_by_role("link", name="Tarik lamaran").click()
    main(page).get_by_role("button", name="Tarik lamaran").click()


def agree_to_interview(page: Page) -> None:
    """Agree to the time of the invitation that is shown."""
    main(page).get_by_role("button", name="Setuju, saya datang").click()


def confirm_hire(page: Page) -> None:
    """Confirm the hire that is shown."""
    main(page).get_by_role("button", name="Ya, saya mulai bekerja").click()
