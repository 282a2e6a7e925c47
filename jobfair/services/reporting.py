"""The closing report is frozen: once for each version, after everything that was accepted."""

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import connection
from django.db import transaction as database
from django.utils.translation import gettext as _

from employers.models import Company
from jobfair.enums import Edition, FairState, FileKind, Phase
from jobfair.models import Fair, FairReport, ReportDownload
from jobfair.models.reports import VERSIONS
from jobfair.report.figures import compute
from sikas.accounts.models import User
from sikas.ui.formats import format_datetime
from sikas.workflow.transitions import transition

# Writers of steps that began are waited for, and later ones wait: so the steps up to the moment of
# the report are all there, and its sheet of applications can be drawn from them at any later time.
_HOLD_STEPS = "lock table jobs_applicationtransition in share mode"


class NotDueError(ValidationError):
    """The version cannot be frozen yet; nothing was written."""

    def __init__(self, due: datetime) -> None:
        text = _("Laporan ini baru dapat dibekukan %s, sesudah semua lamaran tercatat.")
        super().__init__(text % format_datetime(due))


class NoReportError(ValidationError):
    """A fair that was not held, or is paused, has no report."""

    def __init__(self) -> None:
        super().__init__(_("Job fair ini belum selesai, dijeda, atau dibatalkan."))


def due_at(fair: Fair, version: int) -> datetime:
    """Return from when on a version may be frozen."""
    return fair.closes_at + fair.grace + timedelta(days=version)


@database.atomic
def freeze_report(*, fair: Fair, version: int, by: User | None = None) -> FairReport:
    """Count a fair and keep what came out; once, however often it is called.

    Side effects in order: the fair is locked, so that every application that it accepted is
    written first and none comes after; steps of applications are held back; the figures are
    written; with version 0 the fair is reported. Raises NotDueError, NoReportError, ValueError.
    """
    if version not in VERSIONS:
        raise ValueError(version)
    Fair.objects.select_for_update().get(pk=fair.pk)
    row = Fair.objects.with_phase().get(pk=fair.pk)
    if made := FairReport.objects.filter(fair=row, version=version).first():
        return made
    if row.phase not in (Phase.OPEN, Phase.CLOSING, Phase.CLOSED, Phase.REPORTED):
        raise NoReportError
    moment = _database_moment()
    if moment < due_at(row, version):
        raise NotDueError(due_at(row, version))
    with connection.cursor() as cursor:
        cursor.execute(_HOLD_STEPS)
    moment = _database_moment()
    report = FairReport.objects.create(
        fair=row, version=version, figures=compute(row, moment), frozen_at=moment
    )
    if row.state == FairState.ANNOUNCED and version == 0:
        transition(row, FairState.REPORTED, by=by)
    return report


def freeze_due() -> int:
    """Freeze every version whose time has come; return how many."""
    done = FairReport.objects.values_list("fair_id", "version")
    frozen, now = set(done), _database_moment()
    due = [
        (fair, version)
        for fair in Fair.objects.filter(state__in=(FairState.ANNOUNCED, FairState.REPORTED))
        for version in VERSIONS
        if (fair.pk, version) not in frozen and due_at(fair, version) <= now
    ]
    for fair, version in sorted(due, key=lambda one: (one[1], one[0].pk)):
        freeze_report(fair=fair, version=version)
    return len(due)


def record_download(
    *, report: FairReport, kind: FileKind, by: User, company: Company | None = None
) -> ReportDownload:
    """Take down that somebody takes a file; with `company` it is the edition of that company."""
    edition = Edition.COMPANY if company else Edition.OFFICERS
    return ReportDownload.objects.create(
        report=report, edition=edition, kind=kind, company=company, by=by
    )


def _database_moment() -> datetime:
    with connection.cursor() as cursor:
        cursor.execute("select sikas_now()")
        return cursor.fetchone()[0]
