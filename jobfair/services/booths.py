"""A company comes to a fair: invited, applied, approved, built, ready; or suspended."""

from collections.abc import Iterable, Sequence

from django.core.exceptions import ValidationError
from django.db import transaction as database
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from employers.enums import CompanyState
from employers.models import Company
from employers.services import require_reason, tell_team
from jobfair.enums import BoothState, Phase
from jobfair.models import Booth, Fair
from jobfair.readiness import needs, with_needs
from sikas.accounts.models import User
from sikas.workflow.claims import release
from sikas.workflow.transitions import transition

# In these phases a company may still come; a fair that is over takes nobody.
JOINABLE = (Phase.ANNOUNCED, Phase.REGISTRATION, Phase.OPEN, Phase.PAUSED)


class NotJoinableError(ValidationError):
    """The fair takes no companies (any more)."""

    def __init__(self) -> None:
        super().__init__(_("Job fair ini tidak menerima perusahaan lagi."))


class UnverifiedCompanyError(ValidationError):
    """Only a verified company has a booth."""

    def __init__(self) -> None:
        super().__init__(_("Perusahaan belum terverifikasi. Stan dapat dibuka setelah verifikasi."))


class NotReadyError(ValidationError):
    """The booth lacks something; the messages name each."""


def invite_companies(*, fair: Fair, companies: Iterable[Company], by: User) -> int:
    """Invite verified companies that have no booth yet; return how many were invited.

    Side effects in order, for each: the booth, a message to its team. Called again it invites
    nobody twice. Raises NotJoinableError, also for a draft, which tells nobody.
    """
    if Fair.objects.with_phase().get(pk=fair.pk).phase not in JOINABLE:
        raise NotJoinableError
    return sum(_invite(fair, company, by) for company in companies)


@database.atomic
def _invite(fair: Fair, company: Company, by: User) -> bool:
    if company.state != CompanyState.VERIFIED:
        return False
    booth, is_new = Booth.objects.get_or_create(fair=fair, company=company)
    if is_new:
        booth.transitions.create(from_state="", to_state=booth.state, by=by)
        _tell(booth, BoothState.INVITED)
    return is_new


@database.atomic
def apply_for_booth(*, fair: Fair, company: Company, by: User) -> Booth:
    """Ask for a booth, invited or not; a second tap changes nothing.

    Raises UnverifiedCompanyError, NotJoinableError, and TransitionRefusedError when the office
    refused it.
    """
    if company.state != CompanyState.VERIFIED:
        raise UnverifiedCompanyError
    if not takes_companies(fair.pk):
        raise NotJoinableError
    booth, _new = Booth.objects.get_or_create(fair=fair, company=company)
    if booth.state in (BoothState.APPLIED, BoothState.APPROVED, BoothState.READY):
        return booth
    return transition(booth, BoothState.APPLIED, by=by)


def takes_companies(fair_id: int) -> bool:
    """Tell whether a fair takes companies, and lets them build, by the database's clock."""
    return Fair.objects.with_phase().get(pk=fair_id).phase in JOINABLE


def decline_booth(*, booth: Booth, by: User) -> Booth:
    """Say that the company does not come; it may change its mind while the fair takes companies."""
    return transition(booth, BoothState.DECLINED, by=by)


@database.atomic
def decide_booth(*, booth: Booth, to: str, officer: User, reason: str = "") -> Booth:
    """Carry out an officer's decision: approved, returned, rejected, suspended, or back again.

    Side effects in order: state and record, message to the team, the case is given back. Raises
    MissingReasonError for anything but approval, UnverifiedCompanyError for an approval, and
    TransitionRefusedError.
    """
    if to == BoothState.APPROVED and booth.company.state != CompanyState.VERIFIED:
        raise UnverifiedCompanyError
    reason = require_reason(reason, needed=to != BoothState.APPROVED)
    transition(booth, to, by=officer, reason=reason)
    _tell(booth, to, reason)
    release(booth, officer)
    return booth


@database.atomic
def open_booth(*, booth: Booth, by: User) -> Booth:
    """Show the booth to the public, when it has all it needs.

    Raises NotReadyError with what is missing, UnverifiedCompanyError, NotJoinableError when the
    fair is over, TransitionRefusedError.
    """
    held = Booth.objects.select_for_update(no_key=True).get(pk=booth.pk)
    if held.company.state != CompanyState.VERIFIED:
        raise UnverifiedCompanyError
    if not takes_companies(held.fair_id):
        raise NotJoinableError
    row = with_needs(Booth.objects.all()).get(pk=held.pk)
    if missing := [need.text for need in needs(row) if not need.is_met]:
        raise NotReadyError(missing)
    return transition(booth, BoothState.READY, by=by)


def remind_of_needs(*, booth: Booth, key: str) -> bool:
    """Tell a team what its booth still needs; False when it needs nothing. Once per `key`."""
    row = with_needs(Booth.objects.all()).get(pk=booth.pk)
    missing = [need.text for need in needs(row) if not need.is_met]
    if missing and booth.state in (BoothState.INVITED, BoothState.RETURNED, BoothState.APPROVED):
        _tell(booth, "reminder", missing=missing, key=key)
        return True
    return False


def _tell(
    booth: Booth, what: str, reason: str = "", missing: Sequence[str] = (), key: str = ""
) -> None:
    fair = booth.fair
    tell_team(
        booth.company,
        event="jobfair.booth",
        key=f"booth:{booth.pk}:{key or booth.transitions.latest().pk}",
        context={
            "what": what,
            "fair": fair.name,
            "company": booth.company.name,
            "reason": reason,
            "missing": list(missing),
            "path": reverse("company_fair", args=[booth.company_id, fair.slug]),
        },
    )
