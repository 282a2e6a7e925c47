"""Keeping vacancies to come back to, and being told before they close."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from jobs.enums import VacancyState
from jobs.models import SavedVacancy, Vacancy
from jobs.selectors import CLOSED_PAGE_KEPT
from sikas import clock
from sikas.accounts.models import User
from sikas.notifications.services import Telling, tell_many
from sikas.ui.formats import format_date

MOST_SAVED = 100  # of one person: a list that can be read
TOLD_BEFORE = timedelta(days=2)  # the vacancy closes


@transaction.atomic
def save_vacancy(*, person: User, vacancy: Vacancy) -> None:
    """Keep a vacancy for a person, once however often it is asked for.

    Raises ValidationError when it is not open, or MOST_SAVED are kept already.
    """
    if not Vacancy.objects.public().filter(pk=vacancy.pk).exists():
        raise ValidationError(_("Lowongan ini sudah ditutup."))
    User.objects.select_for_update(no_key=True).get(pk=person.pk)  # two taps, one after the other
    kept = SavedVacancy.objects.filter(user=person).exclude(vacancy=vacancy)
    if kept.count() >= MOST_SAVED:
        raise ValidationError(
            _("Sudah ada %s lowongan tersimpan. Hapus yang tidak perlu lagi.") % MOST_SAVED
        )
    SavedVacancy.objects.bulk_create(
        [SavedVacancy(user=person, vacancy=vacancy)], ignore_conflicts=True
    )


def unsave_vacancy(*, person: User, vacancy_id: int) -> bool:
    """Keep a vacancy no longer; tell whether it was kept."""
    deleted, _models = SavedVacancy.objects.filter(user=person, vacancy_id=vacancy_id).delete()
    return bool(deleted)


def remind_savers() -> int:
    """Tell people which vacancies they keep close within TOLD_BEFORE; return how many were found.

    Safe to run again: the outbox keeps one message for each person and closing day. A vacancy that
    is closed or suspended meanwhile is not spoken of: it is read again, and held, as it is told.
    """
    soon = Vacancy.objects.public().filter(closes_at__lte=clock.now() + TOLD_BEFORE)
    ids = list(soon.order_by("closes_at", "pk").values_list("pk", flat=True))
    return sum(map(_remind_savers_of, ids))


@transaction.atomic
def _remind_savers_of(vacancy_id: int) -> int:
    held = Vacancy.objects.public().select_for_update(of=["self"], no_key=True)
    vacancy = held.filter(pk=vacancy_id).first()
    if vacancy is None or not vacancy.closes_at:
        return 0
    day = timezone.localdate(vacancy.closes_at)
    key = f"vacancy:{vacancy.pk}:saved-closing:{day}"
    context = {
        "title": vacancy.title,
        "date": format_date(vacancy.closes_at),
        "path": vacancy.get_absolute_url(),
    }
    tellings = [Telling(saved.user, key, context) for saved in _savers(vacancy)]
    tell_many(event="jobs.saved_closing", tellings=tellings)
    return len(tellings)


def _savers(vacancy: Vacancy) -> "QuerySet[SavedVacancy]":
    """Return who keeps a vacancy and has not applied for it; a withdrawn application counts too."""
    applied = vacancy.applications.filter(seeker__user=OuterRef("user"))
    active = vacancy.saved_by.filter(~Exists(applied), user__is_active=True)
    return active.select_related("user").order_by("pk")


def forget_saved() -> int:
    """Forget vacancies that are kept and whose page is gone; return how many."""
    gone = SavedVacancy.objects.filter(
        vacancy__state=VacancyState.CLOSED, vacancy__closed_at__lt=clock.now() - CLOSED_PAGE_KEPT
    )
    deleted, _models = gone.delete()
    return deleted
