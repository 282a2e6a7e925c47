"""What is wrong while a fair runs, in an officer's words: what it means, and what to do."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.db import connection
from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from jobfair import live
from jobfair.enums import BoothState, Phase, PositionState
from jobfair.models import Booth, Fair, Position
from jobfair.preparing import TOOK_PART
from jobfair.readiness import with_needs
from jobfair.selectors import time_of
from sikas import clock, health
from sikas.notifications.selectors import overdue_messages

CLOCKS_APART = timedelta(seconds=2)  # then what a page says and what the database does differ
NAMES_SHOWN = 5
RUNNING = (Phase.OPEN, Phase.CLOSING)
# What a check of /readyz means for those in the fair; others do not concern them, or have an alarm
# of their own, with numbers.
SERVICES = {
    "broker": (
        gettext_lazy("Penghubung tugas (Redis) tidak terjangkau"),
        gettext_lazy("Lamaran tetap diterima dan ditutup tepat waktu; pesan terlambat."),
    ),
    "cache": (
        gettext_lazy("Ingatan cepat (Redis) tidak terjangkau"),
        gettext_lazy("Halaman lebih lambat; tidak ada yang hilang."),
    ),
    "worker": (
        gettext_lazy("Pekerja latar tidak bekerja"),
        gettext_lazy("Lamaran tetap diterima. Pesan dan angka langsung berhenti sampai ia hidup."),
    ),
    "disk": (
        gettext_lazy("Ruang simpan hampir penuh"),
        gettext_lazy("Kosongkan ruang sebelum dokumen tidak dapat disimpan."),
    ),
}


@dataclass(frozen=True)
class Alarm:
    """One thing that is wrong; `kind` is that of a notice."""

    kind: str
    title: str
    text: str
    url: str = ""
    action: str = ""


def alarms(fair: Fair) -> list[Alarm]:
    """Return what is wrong now, the gravest first."""
    found = [*_clocks(), *_snapshot(fair), *_services(), *_messages(), *_booths(fair), *_full(fair)]
    return sorted(found, key=lambda alarm: alarm.kind != "error")


def clocks_apart() -> timedelta:
    """Return by how much the database's clock is ahead of this process's."""
    before = clock.now()
    with connection.cursor() as cursor:
        cursor.execute("select sikas_now()")
        there = cursor.fetchone()[0]
    return there - before - (clock.now() - before) / 2


def _clocks() -> Iterator[Alarm]:
    apart = clocks_apart()
    if abs(apart) > CLOCKS_APART:
        seconds = round(apart.total_seconds())
        text = _("Jam basis data berbeda %d detik dari jam situs. Jam basis data yang berlaku.")
        yield Alarm("error", _("Dua jam tidak sama"), text % seconds)


def _snapshot(fair: Fair) -> Iterator[Alarm]:
    if fair.phase not in RUNNING:
        return
    found = live.latest(fair.slug)
    title = _("Angka langsung tidak bergerak")
    if found is None:
        yield Alarm("warning", title, _("Belum pernah ditulis. Periksa pekerja latar."))
    elif (age := time_of(fair) - found.at) > live.OLD:
        words = _(
            "Terakhir ditulis %d detik lalu. Pengunjung melihat tandanya; lamaran jalan terus."
        )
        yield Alarm("warning", title, words % age.total_seconds())


def _services() -> Iterator[Alarm]:
    for name, word in health.report().items():
        if word == health.OK or name not in SERVICES:
            continue
        title, text = SERVICES[name]
        yield Alarm("error", str(title), str(text))


def _messages() -> Iterator[Alarm]:
    if number := overdue_messages().count():
        title = ngettext("%d pesan tertahan", "%d pesan tertahan", number) % number
        yield Alarm("warning", title, _("Lebih dari lima menit. Kode dan kabar datang terlambat."))


def _booths(fair: Fair) -> Iterator[Alarm]:
    booths = with_needs(Booth.objects.filter(fair=fair, state__in=TOOK_PART))
    found = list(booths.select_related("company").order_by("company__name", "pk"))
    empty = [
        booth
        for booth in found
        if booth.state == BoothState.READY and not vars(booth)["has_position"]
    ]
    alone = [booth for booth in found if not vars(booth)["has_staff"]]
    yield from _companies(fair, _("%d stan siap tanpa jabatan terbuka"), empty)
    yield from _companies(fair, _("%d perusahaan tanpa penjaga yang pernah masuk"), alone)


def _companies(fair: Fair, title: str, booths: list[Booth]) -> Iterator[Alarm]:
    if booths:
        names = _names(str(booth.company) for booth in booths)
        url = reverse("fair_readiness", args=[fair.pk])
        yield Alarm("warning", title % len(booths), names, url, _("Lihat kesiapan"))


def _full(fair: Fair) -> Iterator[Alarm]:
    full = Position.objects.filter(
        fair=fair, state=PositionState.VERIFIED, cap__isnull=False, taken__gte=F("cap")
    )
    found = list(full.select_related("vacancy").order_by("vacancy__title", "pk"))
    if found:
        words = ngettext("%d jabatan penuh", "%d jabatan penuh", len(found)) % len(found)
        yield Alarm("info", words, _names(str(position) for position in found))


def _names(names: Iterable[str]) -> str:
    listed = list(names)
    shown = ", ".join(listed[:NAMES_SHOWN])
    more = len(listed) - NAMES_SHOWN
    return _("%(names)s, dan %(more)d lagi") % {"names": shown, "more": more} if more > 0 else shown
