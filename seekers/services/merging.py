"""Two profiles of one person become one; nothing that hangs on either is lost."""

from collections.abc import Callable, Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models
from django.db import transaction as database
from django.utils.translation import gettext_lazy as _

from seekers.enums import CounterWork, DocumentKind
from seekers.models import Seeker, SeekerDisability, SeekerDocument
from seekers.models.background import Education, Experience, Language, Skill
from seekers.services.counter import record
from seekers.services.documents import TooManyFilesError, free_place
from seekers.services.identity import NO_INDEXES
from sikas import clock
from sikas.accounts.models import User
from sikas.accounts.services import outside, sessions
from sikas.notifications.services import tell

# What the profile that is kept takes over from the other where it says nothing itself.
FILLED = (
    "birth_place", "birth_date", "sex", "marital_status", "religion", "phone", "area_id",
    "address", "summary", "wished_employment", "wished_pay",
)  # fmt: skip
ERASED: dict[str, Any] = {
    "name": "", "user": None, "nik_sealed": "", **NO_INDEXES, "birth_place": "",
    "birth_date": None, "sex": None, "marital_status": None, "religion": None, "phone": "",
    "area": None, "address": "", "summary": "", "wished_employment": [], "wished_pay": None,
}  # fmt: skip
_settlers: dict[type[models.Model], Callable[[Any, Seeker], None]] = {}
# Rows that say the same when the database refuses the second: one of them is enough.
SAME = (Education, Experience, Language, Skill)


class MergeBlockedError(ValidationError):
    """Both profiles have rows of a kind of which only one may be; nothing was written."""

    def __init__(self, model: type[models.Model]) -> None:
        super().__init__(
            _("Keduanya punya %(things)s yang tidak dapat digabung. Hubungi admin sistem."),
            params={"things": model._meta.verbose_name_plural},
        )


def register(model: type[models.Model], settle: Callable[[Any, Seeker], None]) -> None:
    """Let an upper floor decide about its row of which the profile that is kept has one already.

    `settle(row, keep)` moves the row to `keep` or leaves it without a place there, or raises
    MergeBlockedError. Called once from `AppConfig.ready`.
    """
    _settlers[model] = settle


@database.atomic
def merge(*, keep: Seeker, gone: Seeker, officer: User, account: User | None) -> None:
    """Put everything of `gone` into `keep`, which then belongs to `account`.

    The caller holds both rows. Side effects in order: rows move, blanks are filled, the account
    changes hands and another one of the person is closed and told, `gone` is emptied and points to
    `keep`, the record. Raises MergeBlockedError.
    """
    for relation in _relations():
        _move(relation, keep, gone)
    filled = {name: getattr(gone, name) for name in FILLED if not getattr(keep, name)}
    accounts = User.objects.filter(pk__in=filter(None, [keep.user_id, gone.user_id]))
    closed = [user for user in accounts.order_by("pk") if account is None or user.pk != account.pk]
    now = clock.now()
    Seeker.objects.filter(pk=gone.pk).update(
        **ERASED, merged_into=keep, erased_at=now, updated_at=now
    )
    Seeker.objects.filter(pk=keep.pk).update(
        **filled,
        ready_to_move=keep.ready_to_move or gone.ready_to_move,
        user=account,
        updated_at=now,
    )
    for user in closed:
        _close(user)
    record(keep, officer, CounterWork.MERGED)


def _relations() -> Iterator[models.ForeignKey[Any, Any]]:
    """Yield every foreign key to a seeker, of upper floors and of many-to-many rows as well.

    History keeps keys of rows that are gone: it stays.
    """
    for relation in Seeker._meta.get_fields(include_hidden=True):
        if isinstance(relation, models.ManyToOneRel):
            key: Any = relation.field
            if key.db_constraint:
                yield key


def _move(key: models.ForeignKey[Any, Any], keep: Seeker, gone: Seeker) -> None:
    manager = key.model._base_manager
    for row in manager.filter(**{key.name: gone}).order_by("pk"):
        try:
            with database.atomic():
                manager.filter(pk=row.pk).update(**{key.name: keep})
        except IntegrityError:
            _settle_double(row, keep)


def _settle_double(row: models.Model, keep: Seeker) -> None:
    """Decide about a row of which `keep` has one already."""
    if isinstance(row, SeekerDocument):
        _keep_as_certificate(row, keep)
    elif isinstance(row, SeekerDisability):
        _keep_newer(row, keep)
    elif settle := _settlers.get(type(row)):
        settle(row, keep)
    elif isinstance(row, SAME) or row._meta.auto_created:
        row.delete()
    else:
        raise MergeBlockedError(type(row))


def _keep_as_certificate(document: SeekerDocument, keep: Seeker) -> None:
    """Keep the second file of a kind, too; raises MergeBlockedError when there is no place left."""
    held = keep.documents.filter(kind=DocumentKind.CERTIFICATE)
    try:
        place = free_place(set(held.values_list("place", flat=True)))
    except TooManyFilesError:
        raise MergeBlockedError(SeekerDocument) from None
    SeekerDocument.objects.filter(pk=document.pk).update(
        seeker=keep, kind=DocumentKind.CERTIFICATE, place=place
    )


def _keep_newer(told: SeekerDisability, keep: Seeker) -> None:
    """Keep what the person told last: it replaces what was consented to before."""
    kept = SeekerDisability.objects.get(seeker=keep)
    if kept.consented_at >= told.consented_at:
        told.delete()
        return
    kept.delete()
    SeekerDisability.objects.filter(pk=told.pk).update(seeker=keep)


def _close(user: User) -> None:
    """End an account whose person has another one; he is told at its addresses."""
    User.objects.filter(pk=user.pk).update(is_active=False)
    outside.forget(user=user)
    sessions.end_all(user=user)
    tell(person=user, event="seekers.account_closed", key=f"merged:{user.pk}", context={})
