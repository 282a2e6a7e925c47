"""What happens to a company: it asks to be verified, the office decides and may suspend it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction as database
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from employers.enums import CompanyState, ReviewSubject
from employers.models import Company, ReviewItem, Submission
from employers.profile import Gap, facts, gaps
from employers.reviews import last_submission_key, unanswered
from sikas.accounts.models import User
from sikas.notifications.services import Telling, tell_many
from sikas.workflow.claims import release
from sikas.workflow.models import MAX_REASON
from sikas.workflow.transitions import transition


class MissingReasonError(ValidationError):
    """A decision against a company or vacancy needs a reason that the company can act on."""

    def __init__(self) -> None:
        super().__init__(_("Tulis alasannya. Perusahaan membaca alasan ini."))


class LongReasonError(ValidationError):
    """A reason is longer than what is kept of it: nobody reads half of one."""

    def __init__(self) -> None:
        super().__init__(
            _("Alasan terlalu panjang. Semua bagian bersama paling banyak %(limit)d huruf."),
            params={"limit": MAX_REASON},
        )


class ResubmittedError(ValidationError):
    """The company filed anew after the officer opened the case."""

    def __init__(self) -> None:
        super().__init__(
            _("Perusahaan mengajukan ulang setelah Anda membuka kasus ini. Baca lagi.")
        )


class FaultsFoundError(ValidationError):
    """A company with a part that needs correction is not verified."""

    def __init__(self) -> None:
        super().__init__(
            _("Masih ada bagian yang Anda tandai perlu diperbaiki. Minta perbaikan, atau ubah.")
        )


class IncompleteError(ValidationError):
    """The company cannot be submitted yet; `gaps` say what is missing."""

    def __init__(self, missing: Sequence[Gap]) -> None:
        self.gaps = missing
        super().__init__([gap.text for gap in missing])


class UnansweredError(ValidationError):
    """Nothing was done about something that an officer asked to correct, and nothing was said."""

    def __init__(self, subjects: Iterable[ReviewSubject]) -> None:
        names = ", ".join(str(subject.label) for subject in subjects)
        super().__init__(
            _(
                "Belum diubah sejak diminta: %(names)s. Perbaiki, atau jelaskan kepada petugas "
                "mengapa sudah benar."
            ),
            params={"names": names},
        )


@database.atomic
def submit_company(*, company: Company, by: User, note: str = "") -> Company:
    """Ask the office to verify the company.

    Side effects in order: state and record, the submission with what it said. Raises
    IncompleteError, UnansweredError and, for a second tap, TransitionRefusedError.
    """
    fresh = Company.objects.select_for_update(no_key=True).get(pk=company.pk)
    if missing := gaps(fresh):
        raise IncompleteError(missing)
    if not note.strip() and (open_items := unanswered(fresh)):
        raise UnansweredError(open_items)
    transition(fresh, CompanyState.SUBMITTED, by=by)
    Submission.objects.create(company=fresh, by=by, facts=facts(fresh), note=note.strip())
    company.refresh_from_db()
    return company


@database.atomic
def decide_company(
    *,
    company: Company,
    to: str,
    officer: User,
    reason: str = "",
    items: Mapping[ReviewSubject, str] | None = None,
    seen: str | None = None,
) -> Company:
    """Carry out an officer's decision: verified, returned, rejected, suspended, or back again.

    `items` are the parts that the officer looked at: what is to be corrected in each, empty where
    it fits. `seen` is the key of the submission that he read, empty for none; None when he decides
    about the company and not about what it filed. Side effects in order: state and record, the
    items of the last submission, message to the company's team, the case is given back.

    Raises MissingReasonError without a reason (or an item with one) for anything but verification,
    LongReasonError, FaultsFoundError for a verification in spite of one, ResubmittedError, and
    TransitionRefusedError when the company has moved on meanwhile.
    """
    Company.objects.select_for_update(no_key=True).get(pk=company.pk)
    if seen is not None and seen != last_submission_key(company):
        raise ResubmittedError
    items = items or {}
    faults = {subject: text.strip() for subject, text in items.items() if text.strip()}
    if to == CompanyState.VERIFIED and faults:
        raise FaultsFoundError
    listed = [f"{subject.label}: {text}" for subject, text in faults.items()]
    words = "\n".join(filter(None, [reason.strip(), *listed]))
    said = require_reason(words, needed=to != CompanyState.VERIFIED)
    transition(company, to, by=officer, reason=said)
    _record(company, {subject: faults.get(subject, "") for subject in items})
    _tell_decision(company, to, reason=reason.strip(), items=listed)
    release(company, officer)
    return company


def require_reason(reason: str, *, needed: bool) -> str:
    """Return the reason without stray blanks.

    Raises MissingReasonError when it is needed, LongReasonError when it would be cut.
    """
    if needed and not reason.strip():
        raise MissingReasonError
    if len(reason.strip()) > MAX_REASON:
        raise LongReasonError
    return reason.strip()


def active_team(company: Company) -> Iterable[User]:
    """People who act for the company and may still sign in."""
    return User.objects.filter(
        memberships__company=company, memberships__is_active=True, is_active=True
    ).order_by("pk")


def tell_team(company: Company, *, event: str, key: str, context: Mapping[str, Any]) -> None:
    """Queue a message to everybody who acts for the company."""
    tell_many(
        event=event, tellings=[Telling(person, key, context) for person in active_team(company)]
    )


def _tell_decision(company: Company, to: str, *, reason: str, items: Sequence[str]) -> None:
    step = company.transitions.latest()
    comes_back = step.from_state == CompanyState.SUSPENDED
    tell_team(
        company,
        event="employers.company_decision",
        key=f"company:{company.pk}:{step.pk}",
        context={
            "company": company.name,
            "decision": "reinstated" if comes_back else to,
            "reason": reason,
            "items": items,
            "url": settings.SITE_URL + reverse("company_dashboard", args=[company.pk]),
        },
    )


def _record(company: Company, items: Mapping[ReviewSubject, str]) -> None:
    submission = company.submissions.order_by("at", "pk").last()
    if submission:
        ReviewItem.objects.bulk_create(
            ReviewItem(submission=submission, subject=subject, fits=not reason, reason=reason)
            for subject, reason in items.items()
        )
