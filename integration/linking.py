"""What officers decide about companies and residents of the ministry that no number joined."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from employers.models import Company
from integration.comparing import Comparison, Pair, compare, rows_for
from integration.enums import Kind, Question, RecordState, SettlementWork
from integration.matching import PATIENCE, settling
from integration.models import RemoteCompany, RemoteSeeker, SettlementAct
from integration.models.settlements import MAX_REASON
from integration.ownership import take_over
from seekers.enums import NikPurpose
from seekers.models import Seeker
from seekers.nik import Nik, open_nik
from seekers.services import counter
from seekers.services.conflicts import checked_reason
from sikas.accounts import limits
from sikas.accounts.models import User
from sikas.clock import DatabaseNow
from sikas.workflow.claims import release


class SettledMeanwhileError(ValidationError):
    """The record is gone, joined or put aside since the officer opened it."""

    def __init__(self) -> None:
        super().__init__(_("Data ini sudah berubah sejak Anda membukanya. Muat ulang antrean."))


class NotLinkableError(ValidationError):
    """The row here cannot be joined: it is another's already, not verified, gone, of other NIK."""

    def __init__(self, hindrance: str = "") -> None:
        super().__init__(hindrance or _("Calon ini tidak dapat dihubungkan. Muat ulang antrean."))


class UncheckedError(ValidationError):
    """Both sides differ in what tells people apart, and the officer has not confirmed just that."""

    def __init__(self, compared: Comparison) -> None:
        words = _("Periksa dulu yang berbeda (%(subjects)s), lalu centang bahwa sudah diperiksa.")
        super().__init__(words, code="unchecked", params={"subjects": compared.subjects})


class NumberTakenError(ValidationError):
    """Another row here holds the number that the ministry says."""

    def __init__(self) -> None:
        super().__init__(
            _("NIB atau NIK dari Kemnaker dipegang yang lain di sini. Perbaiki yang itu dulu.")
        )


@dataclass(frozen=True)
class Side:
    """How one kind is joined: its records, what they are joined with, and the column of that."""

    kind: Kind
    model: type[Any]
    local: type[Any]
    column: str


SIDES: dict[type, Side] = {
    RemoteCompany: Side(Kind.COMPANIES, RemoteCompany, Company, "company"),
    RemoteSeeker: Side(Kind.SEEKERS, RemoteSeeker, Seeker, "seeker"),
}
FREE: dict[str, Any] = {"matched_at": None, "matched_by": None, "question": ""}
HEEDED: dict[str, Any] = {"ignored_at": None, "ignored_reason": ""}


def local_of(pair: Pair) -> int | None:
    """Return the key of the company or seeker that a record is joined with."""
    return pair.company_id if isinstance(pair, RemoteCompany) else pair.seeker_id


def joined_with(pair: Pair) -> Company | Seeker | None:
    """Return the company or seeker that a record is joined with."""
    return pair.company if isinstance(pair, RemoteCompany) else pair.seeker


def former_of(pair: Pair) -> Any | None:
    """Return the company or seeker from whom an officer parted a record, unless he was erased."""
    return rows_for(pair).filter(pk=pair.parted_from).first()


def link(*, pair: Pair, local_id: int, officer: User, checked: str = "") -> None:
    """Join a record with a row here, or agree to a pair that was questioned.

    `checked` is the mark of the differences that the officer says to have looked at. Side effects
    in order: the pair, what the ministry owns is taken over, the record of it with what differed,
    the case is given back. Raises SettledMeanwhileError, NotLinkableError, UncheckedError and
    NumberTakenError; then nothing is written.
    """
    side = SIDES[type(pair)]
    with _held(pair, local_id) as fresh:
        known = local_of(fresh)
        if known not in (None, local_id) or fresh.record.state != RecordState.LIVE:
            raise SettledMeanwhileError
        compared = _compared(fresh, local_id, checked)
        joined = {f"{side.column}_id": local_id, "parted_from": None, "waits_since": None}
        now = {"matched_at": DatabaseNow(), "matched_by": officer, "question": ""}
        try:
            with transaction.atomic():
                _write(fresh, **joined, **now, **HEEDED)
        except IntegrityError:
            raise NotLinkableError from None
        take_over(side.kind, only=fresh.pk)
        if side.model.objects.filter(pk=fresh.pk, question=Question.NUMBER).exists():
            raise NumberTakenError
        work = SettlementWork.CONFIRMED if known else SettlementWork.LINKED
        said = gettext("Berbeda dan sudah diperiksa: %s.") % compared.subjects
        _note(fresh, work, officer, reason=said if compared.grave else "", local_id=local_id)


def _compared(pair: Pair, local_id: int, checked: str) -> Comparison:
    """Return both sides of what may be joined."""
    row = rows_for(pair).filter(pk=local_id).first()
    if row is None:
        raise NotLinkableError
    compared = compare(pair, row)
    if compared.hindrance:
        raise NotLinkableError(compared.hindrance)
    if compared.mark and compared.mark != checked:
        raise UncheckedError(compared)
    return compared


def register(*, pair: RemoteSeeker, officer: User) -> Seeker:
    """Register a resident here as the counter does, without an account, and join him.

    Raises SettledMeanwhileError, KnownNikError and, for a key that is gone, CannotOpenError.
    """
    with _held(pair) as fresh:
        if local_of(fresh) is not None or fresh.record.state != RecordState.LIVE:
            raise SettledMeanwhileError
        told = {name: getattr(fresh, name) for name in ("name", "birth_date", "sex")}
        seeker = counter.register(
            officer=officer,
            number=open_nik(fresh.nik_sealed),
            fields={name: value for name, value in told.items() if value},
        )
        _write(
            fresh, seeker=seeker, matched_at=DatabaseNow(), matched_by=officer, waits_since=None,
            **HEEDED,
        )  # fmt: skip
        _note(fresh, SettlementWork.REGISTERED, officer, local_id=seeker.pk)
    return seeker


def ignore(*, pair: Pair, officer: User, reason: str) -> None:
    """Put a record aside: it is no case any more, unless its number matches later.

    Raises SettledMeanwhileError, and ValidationError for a reason that is missing or holds a NIK.
    """
    reason = checked_reason(reason)[:MAX_REASON]
    with _held(pair) as fresh:
        if local_of(fresh) is not None:
            raise SettledMeanwhileError
        _write(fresh, ignored_at=DatabaseNow(), ignored_reason=reason, waits_since=None)
        _note(fresh, SettlementWork.IGNORED, officer, reason=reason)


def restore(*, pair: Pair, officer: User) -> None:
    """Bring a record that was put aside back among the cases."""
    with _held(pair) as fresh:
        if fresh.ignored_at is None:
            raise SettledMeanwhileError
        _write(fresh, waits_since=DatabaseNow(), **HEEDED)
        _note(fresh, SettlementWork.RESTORED, officer)


def part(*, pair: Pair, officer: User, reason: str) -> None:
    """Separate a pair: what the ministry owned is ours again as it stands, and an officer's case.

    Nothing is put back: what was here before may be older than what its owner has since agreed to,
    and of people it is not kept. Its number alone does not join the two again. Raises
    SettledMeanwhileError, and ValidationError for a reason that is missing or holds a NIK.
    """
    reason = checked_reason(reason)[:MAX_REASON]
    with _held(pair) as fresh:
        local_id = local_of(fresh)
        if local_id is None:
            raise SettledMeanwhileError
        column = SIDES[type(pair)].column
        parted = {column: None, "parted_from": local_id, "waits_since": DatabaseNow()}
        _write(fresh, **parted, **FREE)
        _note(fresh, SettlementWork.PARTED, officer, reason=reason, local_id=local_id)


def reveal_nik(*, pair: RemoteSeeker, officer: User, purpose: NikPurpose) -> Nik:
    """Return the full NIK of a resident and note who looked at it and what for.

    Raises TooManyAttemptsError and, for a key that is gone, CannotOpenError.
    """
    limits.take("reveal_nik", person=str(officer.pk))
    number = open_nik(pair.nik_sealed)
    _note(
        pair, SettlementWork.REVEALED, officer, reason=str(purpose.label), local_id=pair.seeker_id
    )
    return number


@contextmanager
def _held(pair: Pair, local_id: int | None = None) -> Iterator[Any]:
    """Yield the record as it is now, while no settling and no other officer changes it.

    A row here is held before it, so that what was compared stays so; the order is that of
    `sikas.personal_data.hold`. Raises SettledMeanwhileError and BusyError.
    """
    side = SIDES[type(pair)]
    with settling(side.kind, patience=PATIENCE):
        if local_id is not None:
            side.local.objects.select_for_update(no_key=True).filter(pk=local_id).first()
        rows = side.model.objects.select_related("record").select_for_update(of=("self",))
        fresh = rows.filter(pk=pair.pk).first()
        if fresh is None:
            raise SettledMeanwhileError
        yield fresh


def _write(pair: Any, **values: Any) -> None:
    type(pair).objects.filter(pk=pair.pk).update(**values)


def _note(
    pair: Any, work: SettlementWork, officer: User, *, reason: str = "", local_id: int | None = None
) -> None:
    SettlementAct.objects.create(
        record_id=pair.pk, work=work, officer=officer, reason=reason, local_id=local_id
    )
    if work != SettlementWork.REVEALED:
        release(pair, officer)
