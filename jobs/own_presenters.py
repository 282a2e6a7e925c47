"""A company's own vacancies as its people read them: state, next step, history, preview."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jobs.completeness import Missing, missing
from jobs.enums import IN_THE_MAKING, CloseReason, Step, VacancyState
from jobs.linter import mark_blocks
from jobs.models import FillReport, Vacancy
from jobs.moves import is_over
from jobs.own import CLOSES_SOON
from jobs.presenters import VacancyPage
from sikas import clock
from sikas.ui.formats import format_date, format_datetime, format_number

WRITING = tuple(step for step in Step if step != Step.REVIEW)
TAG_KINDS = {
    VacancyState.DRAFT: "quiet",
    VacancyState.SUBMITTED: "wait",
    VacancyState.PUBLISHED: "good",
    VacancyState.CLOSED: "quiet",
    VacancyState.RETURNED: "fix",
    VacancyState.REJECTED: "bad",
}


@dataclass(frozen=True)
class NextStep:
    """What a vacancy asks of its company: words, and where to do it (both empty for nothing)."""

    text: str
    action: str = ""
    url: str = ""


@dataclass(frozen=True)
class OwnRow:
    """A vacancy in a list of its company."""

    title: str
    url: str
    tag_kind: str
    tag: str
    next: NextStep

    @classmethod
    def of(cls, vacancy: Vacancy) -> "OwnRow":
        """Make the row of a vacancy that `jobs.own` read."""
        kind, tag = state_tag(vacancy)
        return cls(str(vacancy), own_url(vacancy), kind, tag, next_step(vacancy))


def own_url(vacancy: Vacancy, name: str = "company_vacancy", *more: str) -> str:
    """Return an address of a vacancy on its company's side."""
    return reverse(name, args=[vacancy.company_id, vacancy.pk, *more])


def step_url(vacancy: Vacancy, step: Step) -> str:
    """Return where a step is filled in; the last one is the page of the vacancy."""
    if step == Step.REVIEW:
        return own_url(vacancy)
    return own_url(vacancy, "company_vacancy_step", step.value)


def fill_report(vacancy: Vacancy) -> FillReport | None:
    """Return what the company told of the result."""
    return getattr(vacancy, "fill_report", None)


def state_tag(vacancy: Vacancy) -> tuple[str, str]:
    """Return kind and words of the tag that says where a vacancy stands."""
    if is_over(vacancy):
        return "quiet", str(CloseReason(vacancy.close_reason or CloseReason.EXPIRED).label)
    state = VacancyState(vacancy.state)
    return TAG_KINDS[state], str(state.label)


def next_step(vacancy: Vacancy) -> NextStep:
    """Return what to do next with a vacancy."""
    if is_over(vacancy):
        return _after_the_end(vacancy)
    if vacancy.state in IN_THE_MAKING:
        return _in_the_making(vacancy)
    if vacancy.state == VacancyState.SUBMITTED:
        when = format_datetime(vacancy.submitted_at) if vacancy.submitted_at else ""
        return NextStep(_("Diajukan %s. Petugas memeriksa menurut urutan.") % when)
    if vacancy.state == VacancyState.REJECTED:
        return NextStep(_("Ditolak: %s") % _last_reason(vacancy), _("Lihat"), own_url(vacancy))
    closes = format_date(vacancy.closes_at) if vacancy.closes_at else ""
    if vacancy.closes_at and vacancy.closes_at - clock.now() <= CLOSES_SOON:
        url = own_url(vacancy, "company_vacancy_extend")
        return NextStep(_("Segera tutup: %s.") % closes, _("Perpanjang"), url)
    return NextStep(_("Tampil sampai %s.") % closes)


def _in_the_making(vacancy: Vacancy) -> NextStep:
    if vacancy.state == VacancyState.RETURNED:
        words = _("Perlu perbaikan: %s") % _last_reason(vacancy)
        return NextStep(words, _("Perbaiki"), own_url(vacancy))
    gaps = missing(vacancy)
    if not gaps:
        words = _("Lengkap. Periksa dan ajukan supaya terbit.")
        return NextStep(words, _("Periksa dan ajukan"), own_url(vacancy))
    words = ngettext("Kurang %s isian.", "Kurang %s isian.", len(gaps)) % len(gaps)
    return NextStep(words, _("Lanjutkan"), step_url(vacancy, gaps[0].step))


def _after_the_end(vacancy: Vacancy) -> NextStep:
    report = fill_report(vacancy)
    if report:
        named = {"filled": format_number(report.filled), "wanted": format_number(report.openings)}
        return NextStep(_("Terisi %(filled)s dari %(wanted)s orang.") % named)
    if vacancy.close_reason == CloseReason.WITHDRAWN:
        reason = _last_reason(vacancy)
        return NextStep(_("Ditarik: %s") % reason if reason else _("Ditarik."))
    url = own_url(vacancy, "company_vacancy_result")
    return NextStep(_("Berapa orang yang diterima?"), _("Laporkan terisi"), url)


def progress(here: Step) -> list[dict[str, Any]]:
    """Return the way through the steps, for the component."""
    steps = list(Step)
    at = steps.index(here)
    states = ["done"] * at + ["now"] + ["next"] * (len(steps) - at - 1)
    return [
        {"label": step.label, "state": state} for step, state in zip(steps, states, strict=True)
    ]


def beside(step: Step, by: int) -> Step | None:
    """Return the step before (-1) or after (1)."""
    steps = list(Step)
    at = steps.index(step) + by
    return steps[at] if 0 <= at < len(steps) else None


def gap_links(vacancy: Vacancy) -> list[tuple[Missing, str]]:
    """Return what is missing, each with the address of its step."""
    return [(gap, step_url(vacancy, gap.step)) for gap in missing(vacancy)]


def edit_links(vacancy: Vacancy) -> list[tuple[str, str]]:
    """Return the steps in which the vacancy is written, with their addresses."""
    return [(str(step.label), step_url(vacancy, step)) for step in WRITING]


def preview(vacancy: Vacancy) -> VacancyPage:
    """Return the page as the public will see it, with found words marked."""
    page = VacancyPage.of(vacancy, is_open=False)
    return replace(
        page,
        is_open=True,
        closed_words="",
        description=mark_blocks(page.description),
        requirements=mark_blocks(page.requirements),
    )


def history(vacancy: Vacancy) -> list[dict[str, Any]]:
    """Return what happened to the vacancy, newest first; officers are not named to companies."""
    rows = vacancy.transitions.select_related("by").order_by("-at", "-pk")
    return [
        {
            "title": _step_title(row.from_state, row.to_state),
            "at": row.at,
            "by": _("Petugas") if row.by and row.by.is_staff else row.by,
            "note": row.reason,
        }
        for row in rows
    ]


def _step_title(from_state: str, to_state: str) -> str:
    if from_state == to_state:
        return _("Diperpanjang")
    if to_state == VacancyState.DRAFT:
        return _("Ditarik")
    return str(VacancyState(to_state).label)


def rows(vacancies: Iterable[Vacancy]) -> list[OwnRow]:
    """Return the rows of a list."""
    return [OwnRow.of(vacancy) for vacancy in vacancies]


def wanted(vacancy: Vacancy) -> str:
    """Return what an officer wants corrected; empty when nothing was returned."""
    return _last_reason(vacancy) if vacancy.state == VacancyState.RETURNED else ""


def _last_reason(vacancy: Vacancy) -> str:
    """Return why the vacancy stands where it stands; read with it when `jobs.own` read it."""
    if "last_reason" in vars(vacancy):
        return vars(vacancy)["last_reason"] or ""
    last = vacancy.transitions.order_by("-at", "-pk").first()
    return last.reason if last else ""
