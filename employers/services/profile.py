"""What a company tells about itself: begun once, saved step by step, never over a colleague."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db import transaction as database
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from employers.enums import CompanyState, MemberRole
from employers.models import Company, Member
from employers.models.companies import TAKEN_NIB
from employers.profile import FIELDS, is_editable
from sikas import origins
from sikas.accounts.models import User
from sikas.ui.formats import format_time

MAX_DRAFTS = 5  # of one person; more is no company but a mishap


class TooManyDraftsError(ValidationError):
    """Somebody has begun more companies than he will ever file."""

    def __init__(self) -> None:
        super().__init__(_("Selesaikan atau ajukan dulu perusahaan yang sudah Anda mulai."))


class TakenNibError(ValidationError):
    """Another company was saved with this NIB a moment ago."""

    def __init__(self) -> None:
        super().__init__(TAKEN_NIB)


class LockedError(ValidationError):
    """The part waits for an officer, or was verified by one."""

    def __init__(self) -> None:
        super().__init__(_("Bagian ini sedang terkunci. Muat ulang halaman."))


class ChangedMeanwhileError(ValidationError):
    """Somebody saved the same part after this person had opened it; `fresh` is what is there."""

    def __init__(self, fresh: Company) -> None:
        self.fresh = fresh
        super().__init__(
            _(
                "%(who)s mengubah bagian ini pukul %(when)s, setelah Anda membukanya. "
                "Isian Anda masih di bawah. Simpan lagi untuk menggantikannya."
            ),
            params=_last_change(fresh),
        )


def fingerprint(company: Company, columns: Iterable[str]) -> str:
    """Return what tells one state of these columns from another."""
    text = "\x1f".join(str(_plain(company, name)) for name in columns)
    return hashlib.sha256(text.encode()).hexdigest()


@database.atomic
def start_company(*, person: User, values: Mapping[str, Any]) -> Company:
    """Save a draft company whose owner is `person`; a second tap returns the first one.

    Raises TooManyDraftsError and TakenNibError.
    """
    User.objects.select_for_update(no_key=True).get(pk=person.pk)  # two taps, one after the other
    drafts = list(Company.objects.visible_to(person).filter(state=CompanyState.DRAFT))
    for draft in drafts:
        if draft.name == values["name"]:
            return draft
    if len(drafts) >= MAX_DRAFTS:
        raise TooManyDraftsError
    with nib_may_be_taken():
        company = Company.objects.create(**values)
    Member.objects.create(company=company, user=person, role=MemberRole.OWNER)
    return company


@database.atomic
def save_step(
    *, company: Company, values: Mapping[str, Any], seen: str, columns: Iterable[str]
) -> None:
    """Write the columns of one step, unless they have changed since `seen`.

    Raises LockedError, ChangedMeanwhileError, OfficialFieldError and TakenNibError; then nothing is
    written.
    """
    fresh = Company.objects.select_for_update(no_key=True, of=("self",)).get(pk=company.pk)
    changed = [name for name, value in values.items() if getattr(fresh, name) != value]
    if not changed:
        return
    if not all(
        is_editable(fresh, subject)
        for subject, names in FIELDS.items()
        if set(names) & set(changed)
    ):
        raise LockedError
    if fingerprint(fresh, columns) != seen:
        raise ChangedMeanwhileError(fresh)
    origins.refuse(fresh, changed)
    for name in changed:
        setattr(fresh, name, values[name])
    with nib_may_be_taken():
        fresh.save(update_fields=changed)


@contextmanager
def nib_may_be_taken() -> Iterator[None]:
    """Raise TakenNibError for a NIB that another company holds."""
    try:
        with database.atomic():
            yield
    except IntegrityError as error:
        broken = getattr(error.__cause__, "diag", None)
        if str(broken and broken.constraint_name).startswith("employers_company_nib"):
            raise TakenNibError from None
        raise


def _plain(company: Company, name: str) -> Any:
    field: Any = Company._meta.get_field(name)
    return getattr(company, field.attname)


def _last_change(company: Company) -> dict[str, Any]:
    history: Any = Company.pgh_event_model.objects  # type: ignore[attr-defined]
    event = (
        history.filter(pgh_obj=company).select_related("pgh_context").order_by("-pgh_id").first()
    )
    context = event.pgh_context.metadata if event and event.pgh_context else {}
    who = User.objects.filter(pk=context["user"]).first() if context.get("user") else None
    at = event.pgh_created_at if event else company.created_at
    return {"who": who or context.get("source") or _("Petugas"), "when": format_time(localtime(at))}
