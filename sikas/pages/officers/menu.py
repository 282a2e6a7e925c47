"""The officers' menu: lists grouped by the work they belong to, and only those one may see."""

from typing import Any

from django.apps import apps
from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from employers.views.officer import CompanyQueue
from integration.overview import needing_officer
from integration.views.queues import RemoteCompanyQueue, RemoteSeekerQueue
from jobfair.views.queues import BoothQueue, PositionQueue
from jobs.views.officer import VacancyQueue
from jobs.views.placement_officer import PlacementQueue
from jobs.views.report_officer import ReportQueue
from seekers.views.conflicts import NikConflictQueue
from sikas.pages.officers.requests import DataRequestQueue
from sikas.ui.queues import CaseQueue

QUEUES: tuple[tuple[CaseQueue, str], ...] = (
    (CompanyQueue(), "domain_verification"),
    (VacancyQueue(), "fact_check"),
    (ReportQueue(), "flag"),
    (BoothQueue(), "storefront"),
    (PositionQueue(), "work_history"),
    (PlacementQueue(), "handshake"),
    (NikConflictQueue(), "badge"),
    (RemoteCompanyQueue(), "add_link"),
    (RemoteSeekerQueue(), "person_add"),
    (DataRequestQueue(), "shield_person"),
)
# Group → models in the order of the menu, each with its symbol.
GROUPS = (
    (
        gettext_lazy("Pasar kerja"),
        (("employers.company", "domain"), ("jobs.vacancy", "work")),
    ),
    (
        gettext_lazy("Pelatihan"),
        (
            ("training.programme", "school"),
            ("training.provider", "apartment"),
            ("training.interest", "favorite"),
        ),
    ),
    (
        gettext_lazy("Catatan petugas"),
        (
            ("seekers.counteract", "history"),
            ("seekers.nikview", "visibility"),
            ("accounts.impersonation", "supervisor_account"),
        ),
    ),
    (
        gettext_lazy("Pesan"),
        (("notifications.message", "outgoing_mail"),),
    ),
    (
        gettext_lazy("Data acuan"),
        (
            ("reference.area", "map"),
            ("reference.occupation", "badge"),
            ("reference.occupationsynonym", "search"),
            ("reference.industry", "factory"),
            ("reference.minimumwage", "payments"),
        ),
    ),
    (
        gettext_lazy("Pengaturan"),
        (
            ("reference.office", "account_balance"),
            ("accounts.user", "group"),
            ("auth.group", "admin_panel_settings"),
        ),
    ),
)
SYNC = (gettext_lazy("Sinkronisasi Kemnaker"), "sync", "sync")


def navigation(request: HttpRequest) -> list[dict[str, Any]]:
    """Return unfold's menu for this officer, without groups of which one may see nothing."""
    home = {"title": _("Beranda petugas"), "icon": "home", "link": reverse("admin:index")}
    groups = [{"title": "", "items": [home]}]
    if services := _services(request):
        groups.append({"title": _("Pelayanan"), "items": services})
    queues = [
        _queue_item(request, queue, icon) for queue, icon in QUEUES if may_work_on(request, queue)
    ]
    if queues:
        groups.append({"title": _("Antrean"), "items": queues})
    for title, models in GROUPS:
        items = [item for label, icon in models if (item := _item(request, label, icon))]
        if items:
            groups.append({"title": str(title), "items": items})
    return groups


def _services(request: HttpRequest) -> list[dict[str, str]]:
    """Return the pages that are no lists: the counter, the fairs, the exchange."""
    pages = (
        ("seekers.serve_counter", _("Loket"), "support_agent", "counter"),
        ("jobfair.view_fair", _("Job fair"), "storefront", "officer_fairs"),
        ("jobfair.view_fair", _("Laporan job fair"), "lab_profile", "fair_reports"),
    )
    found = [
        {"title": title, "icon": icon, "link": reverse(name)}
        for permission, title, icon, name in pages
        if request.user.has_perm(permission)
    ]
    if request.user.has_perm("integration.view_stream"):
        found.append(_with_badge(SYNC, stopped_streams(request)))
    return found


def stopped_streams(request: HttpRequest) -> int:
    """Return how many streams of the ministry need somebody; asked once for menu and dashboard."""
    kept = vars(request)
    if "stopped_streams" not in kept:
        kept["stopped_streams"] = needing_officer()
    return int(kept["stopped_streams"])


def may_work_on(request: HttpRequest, queue: CaseQueue) -> bool:
    """Tell whether this officer may see the cases of a queue."""
    return queue.may_read(request.user)


def urgent_cases(request: HttpRequest, queue: CaseQueue) -> int:
    """Return how many cases of a queue cannot wait; asked once for menu and dashboard."""
    counted = vars(request).setdefault("urgent_cases", {})
    if queue.name not in counted:
        counted[queue.name] = queue.urgent()
    return counted[queue.name]


def _queue_item(request: HttpRequest, queue: CaseQueue, icon: str) -> dict[str, str]:
    return _with_badge((queue.title, icon, queue.name), urgent_cases(request, queue))


def _with_badge(page: tuple[Any, str, str], number: int) -> dict[str, str]:
    title, icon, name = page
    item = {"title": str(title), "icon": icon, "link": reverse(name)}
    return item | {"badge": str(number), "badge_variant": "danger"} if number else item


def _item(request: HttpRequest, label: str, icon: str) -> dict[str, str] | None:
    model = apps.get_model(label)
    screen = admin.site._registry.get(model)
    if screen is None or not screen.has_view_permission(request):
        return None
    name = label.replace(".", "_")
    return {
        "title": capfirst(str(model._meta.verbose_name_plural)),
        "icon": icon,
        "link": reverse(f"admin:{name}_changelist"),
    }
