"""Searches that a job seeker keeps, and the days on which he was told of new vacancies."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jobs.deadlines import start_of_day, today
from jobs.enums import Rhythm
from jobs.search.criteria import Criteria
from jobs.search.words import MAX_TYPED
from sikas.clock import DatabaseNow


class SavedSearchQuerySet(models.QuerySet["SavedSearch"]):
    """Reads of kept searches."""

    def due(self) -> "SavedSearchQuerySet":
        """Return searches whose time to be looked through has come, by the day it is here.

        Daily ones that were not yet today, weekly ones that were not yet this week: when nobody
        worked on Monday, it is done on Tuesday.
        """
        day = today()
        monday = day - timedelta(days=day.weekday())
        waiting = Q(rhythm=Rhythm.DAILY, matched_until__lt=start_of_day(day)) | Q(
            rhythm=Rhythm.WEEKLY, matched_until__lt=start_of_day(monday)
        )
        return self.filter(waiting, is_paused=False, user__is_active=True)


class SavedSearch(models.Model):
    """What somebody wants to be told of: words and filters, never the address they came from.

    `key` names what is found (`Criteria.hits_key`): equal keys find equal vacancies, and a person
    keeps each once. Vacancies that became public until `matched_until` have been looked through.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("pencari kerja"),
        on_delete=models.CASCADE,
        related_name="+",
    )
    text = models.CharField(_("kata kunci"), max_length=MAX_TYPED, blank=True)
    filters = models.JSONField(_("saringan"), default=list, blank=True)
    any_word = models.BooleanField(_("salah satu kata cukup"), default=False)
    key = models.CharField(max_length=32, editable=False)
    rhythm = models.CharField(
        _("seberapa sering"), max_length=8, choices=Rhythm, default=Rhythm.DAILY
    )
    is_paused = models.BooleanField(_("dijeda"), default=False)
    saved_at = models.DateTimeField(_("disimpan"), db_default=DatabaseNow(), editable=False)
    matched_until = models.DateTimeField(
        _("sudah dicocokkan sampai"), db_default=DatabaseNow(), editable=False
    )

    objects = SavedSearchQuerySet.as_manager()

    class Meta:
        verbose_name = _("pencarian tersimpan")
        verbose_name_plural = _("pencarian tersimpan")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "key"],
                name="saved_search_once",
                violation_error_message=_("Pencarian ini sudah tersimpan."),
            ),
            models.CheckConstraint(
                condition=~Q(text="", filters=[]),
                name="saved_search_seeks_something",
                violation_error_message=_("Isi kata kunci atau pilih saringan."),
            ),
            models.CheckConstraint(
                condition=Q(rhythm__in=Rhythm.values),
                name="saved_search_rhythm_known",
                violation_error_message=_("Pilihan seberapa sering tidak dikenal."),
            ),
        ]

    def __str__(self) -> str:
        return self.text or str(_("Pencarian tersimpan"))

    @property
    def criteria(self) -> Criteria:
        """What is searched for."""
        chosen = tuple((param, tuple(values)) for param, values in self.filters)
        return Criteria(self.text, chosen, any_word=self.any_word)

    @property
    def results_query(self) -> str:
        """The end of the address of the results, from its question mark on."""
        return self.criteria.in_usual_order().query_string()


class SearchAlert(models.Model):
    """The one message of a day that tells somebody of new vacancies."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("pencari kerja"),
        on_delete=models.CASCADE,
        related_name="+",
    )
    day = models.DateField(_("hari"))  # here, not in UTC
    vacancies = models.PositiveIntegerField(_("lowongan"))

    class Meta:
        verbose_name = _("kabar lowongan baru")
        verbose_name_plural = _("kabar lowongan baru")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "day"],
                name="search_alert_once_a_day",
                violation_error_message=_("Hari ini sudah ada kabar."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day} · {self.vacancies}"
