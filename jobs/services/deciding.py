"""What a company does with its applicants: view, move, reject, write, tag, note.

Every function takes keys of applications and does all of them or none; see `jobs.services.chosen`.
"""

from collections.abc import Collection, Mapping
from datetime import timedelta
from urllib.parse import urlencode

from django.db import connection
from django.db import transaction as database
from django.urls import reverse

from employers.models import Company
from jobs.enums import ApplicationState, RejectReason
from jobs.models import Application, ApplicationMessage, ApplicationNote
from jobs.models.applications import MAX_REJECT_NOTE
from jobs.replies import filled
from jobs.services.chosen import (
    ErasedApplicantError,
    Outcome,
    give_sign,
    lock_chosen,
    move,
    passed_over,
    view,
)
from jobs.services.ending import end_interviews
from jobs.services.telling import moment, tell_applicants
from sikas.accounts.models import User
from sikas.clock import DatabaseNow

BATCH = 1000  # rows of one insert
MAX_TAGS = 20  # on one application
SECOND_TAP = timedelta(minutes=10)  # the same words again within it are no new message
# A company moves applicants to these by hand; the other states are told with more than a word.
STAGES = (ApplicationState.VIEWED, ApplicationState.SHORTLISTED, ApplicationState.INTERVIEW)
_TAG = """
    update jobs_application set tags = array(
        select tag from unnest(tags || %s::varchar[]) with ordinality as given (tag, place)
        where tag <> all (%s::varchar[])
        group by tag order by min(place) limit %s)
    where id = any (%s)
"""
_NOTES = """
    update jobs_application a set reject_note = left(filled.note, %s)
    from unnest(%s::bigint[], %s::text[]) as filled (id, note) where a.id = filled.id
"""
# Told at once: the seeker waits for exactly this. "Dilihat" he reads in the timeline.
_TOLD = (ApplicationState.SHORTLISTED, ApplicationState.INTERVIEW, ApplicationState.OFFERED)


@database.atomic
def view_applications(*, company: Company, keys: Collection[int], by: User) -> Outcome:
    """Note that the company looked at applications. Raises ForeignApplicantsError."""
    states = lock_chosen(company, keys)
    seen = view(states, by=by)
    return Outcome(seen, passed_over(states, seen))


@database.atomic
def move_applications(
    *, company: Company, keys: Collection[int], to: ApplicationState, by: User, text: str = ""
) -> Outcome:
    """Move applications to a stage, or to an offer with its `text`.

    Side effects in order: states with their records, the text in the timeline, messages to the
    seekers (not of "Dilihat"). Those that went elsewhere meanwhile are passed over. Raises
    ForeignApplicantsError.
    """
    outcome = move(lock_chosen(company, keys), to, by=by)
    texts = _texts(outcome.done, text) if text else {}
    _write(texts, by=by)
    if to in _TOLD:
        tell_applicants(
            "jobs.application_moved",
            outcome.done,
            about=f"{to}:{moment()}",
            facts=lambda row: {"state": to.value, "text": texts.get(row.pk, "")},
        )
    return outcome


@database.atomic
def reject_applications(
    *,
    company: Company,
    keys: Collection[int],
    reason: RejectReason,
    note: str = "",
    by: User,
) -> Outcome:
    """Answer that somebody was not selected, and why; the seeker reads it at once.

    Side effects in order: states with their records, the note with names filled in, living
    interviews end, messages. An answer that comes after "Tidak ditanggapi" is still one. Raises
    ForeignApplicantsError.
    """
    states = lock_chosen(company, keys)
    fields = {"reject_reason": reason.value, "reject_note": note}
    outcome = move(states, ApplicationState.NOT_SELECTED, by=by, **fields)
    notes = _fill_notes(outcome.done, note)
    end_interviews(outcome.done, by=by)
    tell_applicants(
        "jobs.application_rejected",
        outcome.done,
        about="rejected",
        facts=lambda row: {
            "reason": str(reason.label) if reason != RejectReason.OTHER else "",
            "note": notes.get(row.pk, note),
            "similar": f"{reverse('vacancies')}?{urlencode({'q': row.vacancy.title})}",
        },
    )
    return outcome


@database.atomic
def write_to_applicants(*, company: Company, keys: Collection[int], text: str, by: User) -> Outcome:
    """Write to applicants; {nama}, {lowongan} and {perusahaan} are filled in for each.

    Who was sent the same words moments ago is not sent them again: that was a second tap. Side
    effects in order: seen, the messages in the timeline, the waiting begins again, messages in
    portal and mail. Who took the application back is passed over. Raises ForeignApplicantsError,
    SuspendedCompanyError.
    """
    states = lock_chosen(company, keys)
    view(states, by=by)
    to = [key for key, state in states.items() if state != ApplicationState.WITHDRAWN]
    texts = _new_words(_texts(to, text), by=by)
    _write(texts, by=by)
    give_sign(texts)
    tell_applicants(
        "jobs.application_message",
        texts,
        about=f"message:{moment()}",
        facts=lambda row: {"text": texts[row.pk]},
    )
    return Outcome(to, passed_over(states, to))


@database.atomic
def tag_applications(
    *,
    company: Company,
    keys: Collection[int],
    add: Collection[str] = (),
    remove: Collection[str] = (),
    by: User,
) -> Outcome:
    """Put tags on applications and take others off, for the team alone.

    Each has at most MAX_TAGS; what is beyond falls off. Raises ForeignApplicantsError.
    """
    states = lock_chosen(company, keys)
    view(states, by=by)
    with connection.cursor() as cursor:
        cursor.execute(_TAG, [list(add), list(remove), MAX_TAGS, list(states)])
    return Outcome(list(states))


@database.atomic
def add_note(*, company: Company, key: int, text: str, by: User) -> ApplicationNote:
    """Write down something about an applicant for the team alone.

    Raises ForeignApplicantsError, ErasedApplicantError.
    """
    states = lock_chosen(company, [key])
    if not states:
        raise ErasedApplicantError
    view(states, by=by)
    return ApplicationNote.objects.create(application_id=key, by=by, text=text)


def _texts(keys: Collection[int], text: str) -> dict[int, str]:
    """Return the text for each application, with the words in braces filled in."""
    rows = Application.objects.filter(pk__in=keys).select_related("vacancy__company")
    return {row.pk: filled(text, row) for row in rows.defer("profile", "letter").order_by("pk")}


def _new_words(texts: Mapping[int, str], *, by: User) -> dict[int, str]:
    """Leave out those to whom this person has just written the same; their rows are locked."""
    lately = ApplicationMessage.objects.filter(at__gt=DatabaseNow() - SECOND_TAP, by=by)
    written = set(lately.filter(application__in=texts).values_list("application", "text"))
    return {key: words for key, words in texts.items() if (key, words) not in written}


def _write(texts: Mapping[int, str], *, by: User) -> None:
    ApplicationMessage.objects.bulk_create(
        [ApplicationMessage(application_id=key, by=by, text=words) for key, words in texts.items()],
        batch_size=BATCH,
    )


def _fill_notes(keys: Collection[int], note: str) -> dict[int, str]:
    """Put names where the note has braces; return the notes that differ from it."""
    texts = {key: text for key, text in _texts(keys, note).items() if text != note}
    if texts:
        with connection.cursor() as cursor:
            cursor.execute(_NOTES, [MAX_REJECT_NOTE, list(texts), list(texts.values())])
    return texts
