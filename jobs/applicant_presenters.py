"""Applicants as the team of a company reads them: rows of the list, tabs and filters."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from typing import Any, NamedTuple

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from employers.models import Company
from jobs.applicants import (
    EXPERIENCE_YEARS,
    PARAMETERS,
    WAITING_DAYS,
    Criteria,
    Facet,
    Order,
    Tab,
)
from jobs.enums import UNDECIDED, ApplicationState
from jobs.models import Application
from jobs.own import Applicants
from jobs.search import lists
from sikas import clock
from sikas.reference.enums import EducationLevel
from sikas.ui.formats import format_number
from sikas.ui.templatetags.ui import TAG_ICONS

TAGS: Mapping[str, str] = {
    ApplicationState.SENT: "wait",
    ApplicationState.VIEWED: "info",
    ApplicationState.SHORTLISTED: "info",
    ApplicationState.INTERVIEW: "info",
    ApplicationState.OFFERED: "good",
    ApplicationState.HIRED: "good",
    ApplicationState.NOT_SELECTED: "quiet",
    ApplicationState.WITHDRAWN: "quiet",
    ApplicationState.UNANSWERED: "bad",
}
COLUMNS = (
    "pk", "name", "receipt", "vacancy__title", "education", "experience_months",
    "area__parent__name", "state", "tags", "received_at", "waiting_since",
)  # fmt: skip
LONG_WAIT = timedelta(days=7)  # after it the company is reminded; see services.answers


@dataclass(frozen=True, slots=True)
class Row:
    """An applicant in the list; a `is_new` one is opened by a POST, which notes that it was."""

    pk: int
    name: str
    receipt: str
    vacancy: str
    facts: str
    district: str
    tag: SafeString
    tags: list[str]
    waiting: str
    is_late: bool
    is_new: bool
    url: str
    look_url: str


class Choice(NamedTuple):
    """A value of a filter."""

    value: Any
    name: str
    is_chosen: bool


def rows(company: Company, found: Any, asked: str) -> list[Row]:
    """Return the rows of a page (a slice of applications) in one query; `asked` stays in links."""
    base, now = reverse("company_applicants", args=[company.pk]), clock.now()
    marks = {state.value: _tag_html(state) for state in ApplicationState}
    levels = {level.value: str(level.label) for level in EducationLevel}
    return [
        Row(
            pk=pk,
            name=name or _("(data dihapus)"),
            receipt=receipt,
            vacancy=title,
            facts=" · ".join(filter(None, [levels.get(level, ""), experience(months)])),
            district=district or "",
            tag=marks[state],
            tags=tags,
            waiting=waiting_words(now - since) if state in UNDECIDED else "",
            is_late=state in UNDECIDED and now - since >= LONG_WAIT,
            is_new=state == ApplicationState.SENT,
            url=f"{base}{pk}/{asked}",
            look_url=f"{base}{pk}/buka/{asked}",
        )
        for pk, name, receipt, title, level, months, district, state, tags, _at, since in (
            found.values_list(*COLUMNS)
        )
    ]


@lru_cache
def _tag_html(state: ApplicationState) -> SafeString:
    """Draw the tag of a state once: a page shows it in every row."""
    kind = TAGS[state]
    context = {"kind": kind, "label": str(state.label), "icon_name": TAG_ICONS[kind]}
    return render_to_string("components/status_tag.html", context)


def experience(months: int) -> str:
    """Return how long somebody worked, in words."""
    if months < 12:  # noqa: PLR2004 - a year
        return _("%s bulan kerja") % months if months else _("belum pernah bekerja")
    return _("%s tahun kerja") % format_number(months // 12)


def waiting_words(waited: timedelta) -> str:
    """Return how long somebody waits, in days."""
    days = max(0, waited.days)
    if not days:
        return _("hari ini")
    return ngettext("%s hari", "%s hari", days) % format_number(days)


def waiting_line(numbers: Applicants) -> str:
    """Say how many wait, how many are new and how long the first waits; empty for nobody."""
    if not numbers.waiting:
        return ""
    said = {
        "waiting": format_number(numbers.waiting),
        "new": format_number(numbers.new),
        "days": waiting_words(numbers.waited),
    }
    return _("%(waiting)s menunggu jawaban, %(new)s belum dilihat. Paling lama: %(days)s.") % said


def tabs(address: str, asked: Criteria, counted: Facet) -> list[tuple[str, str, int, bool]]:
    """Return label, address, number and whether it is chosen; empty ends are left out."""
    return [
        (
            str(tab.label),
            address + (asked.query_string(tab=tab) or ("" if tab else "?")),
            counted.on(tab),
            tab == asked.tab,
        )
        for tab in Tab
        if counted.on(tab) or tab in (Tab.WAITING, asked.tab)
    ]


def filters(asked: Criteria, counted: Facet, *, fixed: bool) -> list[dict[str, Any]]:
    """Return the lists to choose from, each with its parameter, label and values."""
    found = [
        _list("education", _("Pendidikan paling rendah"), asked, EducationLevel.choices),
        _list("district", _("Kecamatan"), asked, lists.current().districts.items()),
        _list(
            "years",
            _("Pengalaman paling sedikit"),
            asked,
            [(years, _("%s tahun") % years) for years in EXPERIENCE_YEARS],
        ),
        _list(
            "days",
            _("Menunggu lebih dari"),
            asked,
            [(days, _("%s hari") % days) for days in WAITING_DAYS],
        ),
    ]
    if not fixed:
        named = [(pk, f"{title} ({format_number(n)})") for pk, title, n in counted.vacancies]
        found.insert(0, _list("vacancy", _("Lowongan"), asked, named))
    if asked.fair:
        sent = [(asked.fair, _("Lamaran dari job fair ini"))]
        found.insert(0, _list("fair", _("Job fair"), asked, sent))
    return found


def orders(asked: Criteria) -> list[Choice]:
    """Return the orders to choose from."""
    return [Choice(order.value, str(order.label), order == asked.order) for order in Order]


def _list(
    name: str, label: str, asked: Criteria, values: Iterable[tuple[Any, Any]]
) -> dict[str, Any]:
    wanted = getattr(asked, name)
    options = [Choice(value, str(title), value == wanted) for value, title in values]
    return {"param": PARAMETERS[name], "label": label, "options": options}


def state_tag(application: Application) -> tuple[str, str]:
    """Return kind and words of the tag that says where an application stands."""
    return TAGS[application.state], str(application.get_state_display())
