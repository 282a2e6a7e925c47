"""A letter that could not be sent yet, kept in the session while somebody signs in or tells more.

For an hour at most: on a phone that several people use, nobody else should find it later.
"""

from datetime import datetime, timedelta

from django.http import HttpRequest

from sikas import clock

KEY = "unsent_letter"
KEPT = timedelta(hours=1)
LONGEST = 8000  # characters; what is too long to be sent is kept too, to be shortened


def keep_letter(request: HttpRequest, vacancy_id: int) -> None:
    """Keep the letter that came with a form; writes the session."""
    if letter := request.POST.get("letter", "").strip():
        until = clock.now() + KEPT
        request.session[KEY] = [vacancy_id, letter[:LONGEST], until.isoformat()]


def kept_letter(request: HttpRequest, vacancy_id: int) -> str:
    """Return the letter kept for a vacancy, empty without one."""
    about, letter, until = request.session.get(KEY, (None, "", ""))
    is_fresh = about == vacancy_id and datetime.fromisoformat(until) > clock.now()
    return str(letter) if is_fresh else ""


def drop_letter(request: HttpRequest) -> None:
    """Forget the letter: it was sent."""
    if KEY in request.session:
        del request.session[KEY]
