"""People of the demo who may be found by companies, and some whom one invited."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import F

from jobs.matching.candidates import fitting_seekers
from jobs.models import ApplyInvitation, Vacancy
from jobs.search import lists
from jobs.services.inviting import A_WEEK
from seekers.enums import Visibility
from seekers.models import Seeker
from sikas.accounts.models import User

EACH = 2  # invitations of a vacancy


@transaction.atomic
def load(*, account: User) -> bool:
    """Give the consenting people accounts and invite some, unless it was done; tell whether it did.

    Invited are those who fit the open vacancies of the companies of `account`. Nobody is told:
    the messages would reach nobody.
    """
    if ApplyInvitation.objects.exists():
        return False
    consenting = Seeker.objects.living().filter(visibility=Visibility.VERIFIED, user=None)
    for seeker in consenting.exclude(wished_occupations=None).order_by("pk"):
        seeker.user = User.objects.create_user(
            name=seeker.name, email=f"pencari{seeker.pk}@contoh.example"
        )
        seeker.save(update_fields=["user"])
    lists.forget()
    mine = account.memberships.values("company_id")
    own = Vacancy.objects.public().filter(company__in=mine).annotate(code=F("occupation__code"))
    for vacancy in own.order_by("pk"):
        _invite(vacancy, _fitting(vacancy), account)
    return True


def _fitting(vacancy: Vacancy) -> Iterable[int]:
    code: str = vars(vacancy)["code"] or ""
    found = fitting_seekers(vacancy=vacancy.pk, occupation=code, limit=EACH)
    return [one.seeker for one in found]


def _invite(vacancy: Vacancy, seekers: Iterable[int], by: User) -> None:
    for seeker in seekers:
        if ApplyInvitation.objects.filter(seeker=seeker).count() < A_WEEK:
            ApplyInvitation.objects.create(vacancy=vacancy, seeker_id=seeker, by=by)
