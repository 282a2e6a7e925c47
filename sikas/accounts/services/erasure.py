"""The one service that forgets a person: everything that any app keeps of him."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from sikas import personal_data
from sikas.accounts.models import User
from sikas.personal_data import Person


class OfficerError(ValidationError):
    """Officers' accounts answer for what was decided under them; they are closed, not erased."""

    def __init__(self) -> None:
        super().__init__(_("Akun petugas dinonaktifkan oleh admin sistem, tidak dihapus."))


@transaction.atomic
def erase_person(person: Person) -> None:
    """Forget a person, in one transaction, app by app from the top floor down.

    Side effects in order: the person is held, then the account, so that what is written for it
    meanwhile waits and then fails on its foreign key; each keeper removes or anonymises its rows,
    the accounts last but messages; after the commit the bytes of files go. Raises OfficerError, and
    ValidationError while others work on the person.
    """
    person = personal_data.identify(person)
    personal_data.hold(person)
    user = User.objects.select_for_update().filter(pk=person.user_id).first()
    if user and user.is_staff:
        raise OfficerError
    for keeper in personal_data.keepers():
        keeper.erase(person)


def obstacles(person: Person) -> list[str]:
    """Return what the person must settle before he may go without an officer."""
    return [text for keeper in personal_data.keepers() for text in keeper.obstacles(person)]
