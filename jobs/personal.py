"""What this app keeps of people: applications, and the steps they took for a company."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from jobs.enums import UNDECIDED, ApplicationState
from jobs.models import (
    Application,
    ApplicationDocument,
    ApplicationMessage,
    ApplicationNote,
    ApplicationTransition,
    FillReport,
    Interview,
    Placement,
    PlacementTransition,
    VacancyTransition,
)
from sikas.documents.models import StoredFile
from sikas.documents.services import discard_file
from sikas.personal_data import Keeper, Person, Section
from sikas.workflow.transitions import transition_many

# What of an application says who somebody is or what he said; the rest stays, as a count.
EMPTIED: dict[str, Any] = {
    "name": "", "sex": None, "birth_date": None, "area": None, "education": None,
    "experience_months": 0, "profile": {}, "letter": "", "reject_note": "", "tags": [],
}  # fmt: skip


def export(person: Person) -> Sequence[Section]:
    """Return what the person sent and what came of it, then his own steps for companies."""
    sections = [
        Section(_("Lamaran"), [_application(row) for row in _applications(person)]),
        Section(_("Wawancara"), [_interview(row) for row in _interviews(person)]),
        Section(_("Penempatan"), [_placement(row) for row in _placements(person)]),
        Section(_("Langkah Anda untuk lowongan"), _steps(person)),
    ]
    return [section for section in sections if section.rows]


def erase(person: Person) -> None:
    """Take back what waits for an answer and empty what was sent; outcomes stay, as counts.

    Locks the applications in the order of their keys, so that a note or a message which a company
    is just writing is seen here. Side effects in order: living applications are withdrawn, facts,
    letters, messages, notes, interviews, documents and the words in steps go; bytes of files that
    nobody else refers to after the commit. Steps for companies stay: the end of the account empties
    who took them.
    """
    mine = Application.objects.filter(seeker_id=person.seeker_id, seeker_id__isnull=False)
    held = mine.select_for_update(no_key=True).order_by("pk")
    keys = list(held.values_list("pk", flat=True))
    transition_many(mine.filter(state__in=UNDECIDED), ApplicationState.WITHDRAWN, by=None)
    papers = ApplicationDocument.objects.filter(application__in=keys)
    files = list(papers.values_list("file_id", flat=True))
    papers.delete()
    for model in (ApplicationMessage, ApplicationNote, Interview):
        model._base_manager.filter(application__in=keys).delete()
    ApplicationTransition.objects.filter(subject__in=keys).update(reason="")
    PlacementTransition.objects.filter(subject__application__in=keys).update(reason="")
    mine.update(**EMPTIED)
    for file in StoredFile.objects.filter(pk__in=files).unowned():
        discard_file(file=file)


def _applications(person: Person) -> Sequence[Application]:
    if person.seeker_id is None:
        return ()
    mine = Application.objects.filter(seeker_id=person.seeker_id)
    return list(mine.select_related("vacancy__company").order_by("received_at", "pk"))


def _application(row: Application) -> Mapping[str, Any]:
    vacancy = row.vacancy
    messages = [f"{message.at:%Y-%m-%d}: {message.text}" for message in row.messages.all()]
    return {
        _("Nomor tanda terima"): row.receipt,
        _("Lowongan"): vacancy.title,
        _("Perusahaan"): vacancy.employer,
        _("Terkirim"): row.received_at,
        _("Keadaan"): str(row.get_state_display()),
        _("Alasan"): " ".join(filter(None, [row.get_reject_reason_display(), row.reject_note])),
        _("Pesan Anda"): row.letter,
        _("Pesan perusahaan"): messages,
        _("Dokumen"): [str(paper) for paper in row.documents.all()],
        _("Isi profil yang terkirim"): str({"name": row.name, **row.profile}),
    }


def _interviews(person: Person) -> Sequence[Interview]:
    return list(
        Interview.objects.filter(
            application__seeker_id=person.seeker_id, application__seeker_id__isnull=False
        ).order_by("starts_at", "pk")
    )


def _interview(row: Interview) -> Mapping[str, Any]:
    return {
        _("Waktu"): row.starts_at,
        _("Cara"): str(row.get_kind_display()),
        _("Tempat"): row.where,
        _("Keadaan"): str(row.get_state_display()),
        _("Waktu yang Anda minta"): row.wish,
    }


def _placements(person: Person) -> Sequence[Placement]:
    return list(
        Placement.objects.filter(
            application__seeker_id=person.seeker_id, application__seeker_id__isnull=False
        )
        .select_related("vacancy")
        .order_by("created_at", "pk")
    )


def _placement(row: Placement) -> Mapping[str, Any]:
    return {
        _("Lowongan"): row.vacancy.title,
        _("Mulai bekerja"): row.started_on,
        _("Upah sebulan"): row.wage,
        _("Keadaan"): str(row.get_state_display()),
    }


def _steps(person: Person) -> list[Mapping[str, Any]]:
    """Return the steps and reports of somebody who acts for a company or the office."""
    steps = VacancyTransition.objects.filter(by_id=person.user_id, by__isnull=False)
    reports = FillReport.objects.filter(reported_by_id=person.user_id, reported_by__isnull=False)
    rows: list[Mapping[str, Any]] = [
        {_("Lowongan"): str(step.subject), _("Langkah"): str(step), _("Waktu"): step.at}
        for step in steps.select_related("subject").order_by("at", "pk")
    ]
    rows += [
        {
            _("Lowongan"): str(report.vacancy),
            _("Langkah"): _("laporan terisi"),
            _("Waktu"): report.reported_at,
        }
        for report in reports.select_related("vacancy").order_by("reported_at", "pk")
    ]
    return rows


KEEPER = Keeper(
    name="jobs",
    tables=(
        "jobs.Application",
        "jobs.ApplicationMessage",  # the company's words; who wrote them is emptied
        "jobs.ApplicationNote",
        "jobs.ApplicationTransition",
        "jobs.FillReport",
        "jobs.InterviewTransition",
        "jobs.Placement",
        "jobs.PlacementTransition",
        "jobs.VacancyTransition",
    ),
    export=export,
    erase=erase,
)
