"""What an officer sees first: what to do next, whether services work, the state of the lists."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from jobfair.enums import Phase
from jobfair.presenters import phase_words
from jobfair.selectors import current_fair
from sikas import clock, health
from sikas.notifications.enums import State
from sikas.notifications.models import Message
from sikas.pages.officers.menu import (
    QUEUES,
    may_work_on,
    navigation,
    stopped_streams,
    urgent_cases,
)
from sikas.reference.models import MinimumWage, Office
from sikas.reference.selectors import list_status

# The checks of /readyz in an officer's words.
SERVICE_NAMES = {
    "database": gettext_lazy("Basis data"),
    "migrations": gettext_lazy("Susunan basis data"),
    "broker": gettext_lazy("Penghubung tugas"),
    "cache": gettext_lazy("Ingatan cepat"),
    "worker": gettext_lazy("Pekerja latar"),
    "disk": gettext_lazy("Ruang simpan"),
    "outbox": gettext_lazy("Pengiriman pesan"),
    "ministry": gettext_lazy("Data Kemnaker"),
}


@dataclass(frozen=True)
class NextStep:
    """One thing to do: what, why it matters, and the button that leads there."""

    title: str
    why: str
    button: str
    link: str


@dataclass(frozen=True)
class Service:
    """A service behind the portal and whether it works."""

    name: str
    works: bool


@dataclass(frozen=True)
class ListLine:
    """One code list as a line of a table."""

    name: str
    link: str
    rows: int
    changed_at: datetime | None


def dashboard(request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    """Add to unfold's context what this officer may see and do."""
    return context | {
        "title": _("Beranda petugas"),
        "next_steps": next_steps(request),
        "has_queues": any(may_work_on(request, queue) for queue, _icon in QUEUES),
        "services": _services(),
        "lists": _lists(request),
        "menu": navigation(request)[1:],
    }


def next_steps(request: HttpRequest) -> list[NextStep]:
    """Return what waits for this officer, the most urgent first."""
    steps = (
        _exchange(request),
        _undelivered(request),
        _office_incomplete(request),
        _wage_missing(request),
    )
    return [*_fair(request), *_waiting_cases(request), *(step for step in steps if step)]


def _fair(request: HttpRequest) -> Iterator[NextStep]:
    """Lead to the fair that runs, or the one to come."""
    fair = current_fair() if request.user.has_perm("jobfair.view_fair") else None
    if fair:
        yield NextStep(
            f"{fair}: {Phase(fair.phase).label}",
            phase_words(fair),
            _("Buka ruang kendali"),
            reverse("fair_control", args=[fair.pk]),
        )


def _waiting_cases(request: HttpRequest) -> list[NextStep]:
    waiting = [
        (queue, queue.waiting().count(), urgent_cases(request, queue))
        for queue, _icon in QUEUES
        if may_work_on(request, queue)
    ]
    return [
        NextStep(
            _("%(queue)s: %(number)d menunggu") % {"queue": queue.title, "number": number},
            _("%d mendesak. Lihat sekarang.") % urgent
            if urgent
            else _("Yang terlama tampil lebih dulu."),
            _("Periksa") if queue.may_decide(request.user) else _("Baca"),
            reverse(queue.name),
        )
        for queue, number, urgent in sorted(waiting, key=lambda one: one[2] == 0)
        if number
    ]


def _exchange(request: HttpRequest) -> NextStep | None:
    if not request.user.has_perm("integration.view_stream"):
        return None
    number = stopped_streams(request)
    if not number:
        return None
    return NextStep(
        ngettext(
            "%d aliran data Kemnaker perlu dilihat", "%d aliran data Kemnaker perlu dilihat", number
        )
        % number,
        _("Tidak berlanjut sendiri. Data yang ada tetap tampil."),
        _("Periksa sinkronisasi"),
        reverse("sync"),
    )


def _undelivered(request: HttpRequest) -> NextStep | None:
    if not request.user.has_perm("notifications.view_message"):
        return None
    dead = Message.objects.filter(state=State.DEAD).count()
    if not dead:
        return None
    return NextStep(
        ngettext("%d pesan belum sampai", "%d pesan belum sampai", dead) % dead,
        _("Penerimanya belum tahu. Periksa sebabnya, lalu kirim ulang."),
        _("Periksa pesan"),
        reverse("admin:notifications_message_changelist") + f"?state__exact={State.DEAD}",
    )


def _office_incomplete(request: HttpRequest) -> NextStep | None:
    if not request.user.has_perm("reference.change_office"):
        return None
    office = Office.objects.current()
    if office.pk is None:
        link = reverse("admin:reference_office_add")
    elif not (office.phone and office.address and office.head_name):
        link = reverse("admin:reference_office_change", args=[office.pk])
    else:
        return None
    return NextStep(
        _("Lengkapi data kantor"),
        _("Alamat, telepon, dan kepala dinas tampil di situs dan di kop surat."),
        _("Lengkapi kantor"),
        link,
    )


def _wage_missing(request: HttpRequest) -> NextStep | None:
    if not request.user.has_perm("reference.add_minimumwage"):
        return None
    area_id = Office.objects.current().area_id
    year = clock.now().year
    if not area_id or MinimumWage.objects.filter(area_id=area_id, year=year).exists():
        return None
    return NextStep(
        _("Isi upah minimum %d") % year,
        _("Tawaran upah di bawahnya diberi peringatan."),
        _("Isi upah minimum"),
        reverse("admin:reference_minimumwage_add") + f"?area={area_id}&year={year}",
    )


def _services() -> list[Service]:
    return [
        Service(str(SERVICE_NAMES.get(name, name)), word == health.OK)
        for name, word in health.report().items()
    ]


def _lists(request: HttpRequest) -> list[ListLine]:
    return [
        ListLine(
            capfirst(str(status.model._meta.verbose_name_plural)),
            reverse(f"admin:reference_{status.model._meta.model_name}_changelist"),
            status.rows,
            status.changed_at,
        )
        for status in list_status()
        if request.user.has_perm(f"reference.view_{status.model._meta.model_name}")
    ]
