"""Keeping searches to be told of new vacancies."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from jobs.enums import Rhythm
from jobs.models import SavedSearch
from jobs.search.criteria import Criteria
from sikas.accounts.models import User
from sikas.clock import DatabaseNow

MOST_SEARCHES = 20  # of one person


@transaction.atomic
def save_search(*, person: User, criteria: Criteria, rhythm: Rhythm) -> SavedSearch:
    """Keep a search; one that is kept already gets the rhythm and is no longer paused.

    What is new is told from now on. Raises ValidationError when it asks for nothing, or
    MOST_SEARCHES are kept already.
    """
    if criteria.is_empty:
        raise ValidationError(_("Isi kata kunci atau pilih saringan dulu."))
    User.objects.select_for_update(no_key=True).get(pk=person.pk)  # two taps, one after the other
    kept = SavedSearch.objects.filter(user=person)
    if found := kept.filter(key=criteria.hits_key).first():
        set_rhythm(search=found, rhythm=rhythm)
        resume(search=found)
        return found
    if kept.count() >= MOST_SEARCHES:
        raise ValidationError(
            _("Sudah ada %s pencarian tersimpan. Hapus yang tidak perlu lagi.") % MOST_SEARCHES
        )
    return SavedSearch.objects.create(
        user=person,
        text=criteria.text,
        filters=[[param, list(values)] for param, values in criteria.chosen],
        any_word=criteria.any_word,
        key=criteria.hits_key,
        rhythm=rhythm,
    )


def set_rhythm(*, search: SavedSearch, rhythm: Rhythm) -> None:
    """Tell of a search daily or weekly from now on."""
    search.rhythm = rhythm
    search.save(update_fields=["rhythm"])


def pause(*, search: SavedSearch) -> None:
    """Tell nothing of a search until it is resumed."""
    search.is_paused = True
    search.save(update_fields=["is_paused"])


def resume(*, search: SavedSearch) -> None:
    """Tell of a paused search again: of what becomes public from now on."""
    SavedSearch.objects.filter(pk=search.pk, is_paused=True).update(
        is_paused=False, matched_until=DatabaseNow()
    )
