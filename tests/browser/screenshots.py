"""Pictures of the running portal for the documentation: `make screenshots` after `make run`.

To show another page, add a line to PAGES.
"""

import argparse
import itertools
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Error, sync_playwright

from tests.browser import chromium

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "screenshots"
HEIGHTS = {360: 780, 1280: 900}
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


@dataclass(frozen=True)
class Shot:
    """A page to photograph, and whether one must be an officer, or another account, to see it."""

    name: str
    path: str
    officer: bool = False
    account: str = ""  # e-mail of an account of the demo


COMPANY = "hrd@kebun.example"
BEGINNER = "budi@contoh.example"  # a job seeker whose profile is half filled in
COUNTER, SYSTEM = "loket@disnaker.example", "admin@disnaker.example"
FAIRS, FAIR_MANAGER = "/admin/job-fair/", "jobfair@disnaker.example"
FAIR = f"/job-fair/job-fair-virtual-asahan-{datetime.now(UTC).year}/"
OWN = "/perusahaan-saya/1/lowongan/"

PAGES = (
    Shot("home", "/"),
    Shot("vacancies", "/lowongan/?q=kasir"),
    Shot("vacancies-here", "/lowongan/?wilayah=1209"),
    Shot("vacancies-national", "/lowongan/?asal=karirhub"),
    Shot("vacancy", "/lowongan/lowongan-102/"),
    Shot("companies", "/perusahaan/"),
    Shot("company", "/perusahaan/perusahaan-28/"),
    Shot("district", "/lowongan/kecamatan/kota-kisaran-timur-120920/"),
    Shot("trainings", "/pelatihan/"),
    Shot("training", "/pelatihan/pelatihan-1/"),
    Shot("fair", FAIR),
    Shot("fair-stands", f"{FAIR}stan/"),
    Shot("fair-wall", f"{FAIR}layar/"),
    Shot("sign-up", "/akun/daftar/"),
    Shot("sign-in", "/akun/masuk/"),
    Shot("help", "/bantuan/"),
    Shot("privacy", "/privasi/"),
    Shot("standards", "/standar-layanan/"),
    Shot("not-found", "/tidak-ada/"),
    Shot("company-dashboard", "/perusahaan-saya/1/", account=COMPANY),
    Shot("company-documents", "/perusahaan-saya/1/dokumen/", account=COMPANY),
    Shot("own-vacancies", OWN, account=COMPANY),
    Shot("own-vacancy-draft", f"{OWN}16/", account=COMPANY),
    Shot("own-vacancy-position", f"{OWN}16/isi/posisi/", account=COMPANY),
    Shot("own-vacancy-work", f"{OWN}16/isi/pekerjaan/", account=COMPANY),
    Shot("own-vacancy-returned", f"{OWN}137/", account=COMPANY),
    Shot("own-vacancy-result", f"{OWN}13/", account=COMPANY),
    Shot("account", "/akun/", account=BEGINNER),
    Shot("messages", "/akun/pesan/", account=COMPANY),
    Shot("message-settings", "/akun/notifikasi/", account=COMPANY),
    Shot("my-data", "/akun/data-saya/", account=BEGINNER),
    Shot("apply", "/lowongan/lowongan-102/lamar/", account=BEGINNER),
    Shot("applications", "/lamaran/", account=BEGINNER),
    Shot("saved-vacancies", "/lowongan-tersimpan/", account=BEGINNER),
    Shot("saved-searches", "/pencarian-tersimpan/", account=BEGINNER),
    Shot("training-interests", "/pelatihan/minat-saya/", account=BEGINNER),
    Shot("profile", "/profil/", account=BEGINNER),
    Shot("profile-identity", "/profil/identitas/", account=BEGINNER),
    Shot("profile-wishes", "/profil/keinginan/", account=BEGINNER),
    Shot("profile-documents", "/profil/dokumen/", account=BEGINNER),
    Shot("profile-cv", "/profil/cv/", account=BEGINNER),
    Shot("officers", "/admin/", officer=True),
    Shot("queue", "/admin/antrean/lowongan/", officer=True),
    Shot("company-case", "/admin/antrean/perusahaan/42/", officer=True),
    Shot("counter", "/admin/loket/", account=COUNTER),
    Shot("reports", "/admin/antrean/laporan/", officer=True),
    Shot("report-vacancy", "/lowongan/lowongan-102/laporkan/"),
    Shot("counter-person", "/admin/loket/18/", account=COUNTER),
    Shot("ministry-seekers", "/admin/antrean/kemnaker/pencari-kerja/", account=COUNTER),
    Shot("ministry-companies", "/admin/antrean/kemnaker/perusahaan/", officer=True),
    Shot("fairs", FAIRS, account=FAIR_MANAGER),
    Shot("fair-form", f"{FAIRS}baru/", account=FAIR_MANAGER),
    Shot("fair-readiness", f"{FAIRS}1/kesiapan/", account=FAIR_MANAGER),
    Shot("fair-booth-case", "/admin/antrean/stan/", account=FAIR_MANAGER),
    Shot("fair-control-room", f"{FAIRS}1/kendali/", account=FAIR_MANAGER),
    Shot("sync", "/admin/sinkronisasi/", account=SYSTEM),
    Shot("sync-stream", "/admin/sinkronisasi/lowongan/", account=SYSTEM),
    Shot("quarantine", "/admin/sinkronisasi/karantina/", account=SYSTEM),
    Shot("components", "/komponen/", officer=True),
)


def open_session(email: str) -> str:
    """Open a session for an account, or for an officer who has a second factor when none is named.

    Returns its key, empty without such a person.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sikas.settings")
    import django

    django.setup()
    from django.conf import settings
    from django.contrib.sessions.backends.db import SessionStore

    from sikas.accounts.models import User
    from sikas.accounts.roles import VERIFIER

    officers = User.objects.filter(
        is_staff=True, authenticator__isnull=False, groups__name=VERIFIER.name
    )
    person = (User.objects.filter(email=email) if email else officers).first()
    if person is None:
        return ""
    session = SessionStore()
    session["_auth_user_id"] = str(person.pk)
    session["_auth_user_backend"] = settings.AUTHENTICATION_BACKENDS[0]
    session["_auth_user_hash"] = person.get_session_auth_hash()
    session.save()
    return session.session_key or ""


def photograph(
    browser: Browser, base: str, shots: Sequence[Shot], sessions: Mapping[str, str]
) -> None:
    """Write `<page>-<width>-<scheme>.png` of every page into FOLDER."""
    for (width, height), scheme in itertools.product(HEIGHTS.items(), SCHEMES):
        context = browser.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme, locale="id-ID"
        )
        for shot in shots:
            context.clear_cookies()
            if shot.officer or shot.account:
                key = sessions[shot.account]
                context.add_cookies([{"name": "sessionid", "value": key, "url": base}])
            page = context.new_page()
            page.goto(base + shot.path, wait_until="networkidle")
            page.screenshot(path=FOLDER / f"{shot.name}-{width}-{scheme}.png")
            page.close()
        context.close()


def shrink(pictures: Sequence[Path]) -> None:
    """Reduce the pictures to a palette where pngquant is installed."""
    if tool := shutil.which("pngquant"):
        names = [str(picture) for picture in pictures]
        subprocess.run([tool, "--force", "--ext", ".png", "--speed", "1", *names], check=True)


def main() -> None:
    """Photograph the pages named on the command line, or all of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", default="http://localhost:8000", help="address of the portal")
    parser.add_argument("--chromium", default=chromium.program(), help="its program")
    parser.add_argument("names", nargs="*", help="names of pages; all without any")
    options = parser.parse_args()
    shots = [shot for shot in PAGES if not options.names or shot.name in options.names]
    accounts = {shot.account for shot in shots if shot.officer or shot.account}
    sessions = {email: key for email in accounts if (key := open_session(email))}
    shots = [
        shot for shot in shots if shot.account in sessions or not (shot.officer or shot.account)
    ]
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=options.chromium, args=chromium.FLAGS)
        try:
            photograph(browser, options.base, shots, sessions)
        except Error as error:
            sys.exit(f"Halaman tidak terbuka di {options.base}; jalankan `make run`.\n{error}")
    shrink([path for shot in shots for path in FOLDER.glob(f"{shot.name}-*.png")])


if __name__ == "__main__":
    main()
