"""What happens to a company: it asks to be verified, the office decides and may suspend it."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction as database
from django.utils.translation import gettext_lazy as _

from employers.enums import CompanyState
from employers.models import Company
from sikas.accounts.models import User
from sikas.notifications.services import tell
from sikas.workflow.claims import release
from sikas.workflow.transitions import transition


class MissingReasonError(ValidationError):
    """A decision against a company or vacancy needs a reason that the company can act on."""

    def __init__(self) -> None:
        super().__init__(_("Tulis alasannya. Perusahaan membaca alasan ini."))


@database.atomic
def submit_company(*, company: Company, by: User) -> Company:
    """Ask the office to verify the company."""
    return transition(company, CompanyState.SUBMITTED, by=by)


@database.atomic
def decide_company(*, company: Company, to: str, officer: User, reason: str = "") -> Company:
    """Carry out an officer's decision: verified, returned, rejected, suspended, or back again.

    Side effects in order: state and record, message to the company's team, the case is given back.
    Raises MissingReasonError without a reason for anything but verification, and
    TransitionRefusedError when the company has moved on meanwhile.
    """
    reason = require_reason(reason, needed=to != CompanyState.VERIFIED)
    transition(company, to, by=officer, reason=reason)
    tell_team(
        company,
        event="employers.company_decision",
        key=f"company:{company.pk}:{company.transitions.latest().pk}",
        context={"company": company.name, "decision": to, "reason": reason},
    )
    release(company, officer)
    return company


def require_reason(reason: str, *, needed: bool) -> str:
    """Return the reason without stray blanks; raises MissingReasonError when it is needed."""
    if needed and not reason.strip():
        raise MissingReasonError
    return reason.strip()


def active_team(company: Company) -> Iterable[User]:
    """People who act for the company and may still sign in."""
    return User.objects.filter(
        memberships__company=company, memberships__is_active=True, is_active=True
    ).order_by("pk")


def tell_team(company: Company, *, event: str, key: str, context: dict[str, str]) -> None:
    """Queue a message to everybody who acts for the company."""
    for person in active_team(company):
        tell(person=person, event=event, key=key, context=context)
