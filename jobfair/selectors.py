"""Reads of fairs for their public pages."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from employers.enums import CompanyState
from jobfair.enums import BoothState, FairState, Phase, PositionState
from jobfair.models import Announcement, Booth, Fair, Participant, Position
from jobs.enums import VacancyState
from jobs.saved import is_seeker
from sikas.accounts.models import User
from sikas.clock import DatabaseNow
from sikas.prepared import LAST_KEY

STANDING = (Phase.ANNOUNCED, Phase.REGISTRATION, Phase.OPEN, Phase.CLOSING, Phase.PAUSED)
TO_COME = {"phase__in": STANDING}
PAST_SHOWN = 20
WRITTEN_AFTER = timedelta(minutes=15)  # the last numbers stand when the grace is over


def public_fair(slug: str) -> Fair | None:
    """Return a fair that everybody may see, with its phase and the database's time."""
    return with_time(Fair.objects.public()).filter(slug=slug).first()


def current_fair() -> Fair | None:
    """Return the fair that runs, else the next one to come."""
    found = with_time(Fair.objects.listed()).filter(**TO_COME)
    return found.order_by("opens_at", "pk").first()


def moving_fairs() -> "QuerySet[Fair]":
    """Return fairs whose numbers are written: those to come, running, and just over."""
    just_over = Q(closes_at__gt=DatabaseNow() - WRITTEN_AFTER) & ~Q(state=FairState.CANCELLED)
    return with_time(Fair.objects.public()).filter(just_over | Q(**TO_COME)).order_by("pk")


def past_fairs() -> "QuerySet[Fair]":
    """Return fairs that are over or were called off, newest first."""
    return with_time(Fair.objects.listed()).exclude(**TO_COME)[:PAST_SHOWN]


def time_of(fair: Fair) -> datetime:
    """Return the database's time when the fair was read by the functions above."""
    read_at: datetime = vars(fair)["read_at"]
    return read_at


def announcements(fair: Fair) -> "QuerySet[Announcement]":
    """Return what the office tells everybody in a fair now, newest first."""
    lasting = Q(active_until__isnull=True) | Q(active_until__gt=DatabaseNow())
    return fair.announcements.filter(lasting, active_from__lte=DatabaseNow())


def stands(fair: Fair) -> "QuerySet[Booth]":
    """Return the listed booths of a fair by the name of their company."""
    industry = "company__industry__parent__parent__parent__parent"
    return (
        Booth.objects.listed()
        .filter(fair=fair)
        .select_related("company__area__parent", industry)
        .order_by("company__name", "pk")
    )


def places(fair: Fair) -> "QuerySet[Position]":
    """Return the listed positions of a fair, by title, without the long texts."""
    return (
        Position.objects.listed()
        .filter(fair=fair)
        .select_related("vacancy__area__parent", "vacancy__company")
        .defer("vacancy__description", "vacancy__requirements")
        .order_by("vacancy__title", "pk")
    )


def stand(fair: Fair, pk: int) -> Booth | None:
    """Return a listed booth of this fair, with all its page shows."""
    found = Booth.objects.listed().filter(fair=fair, pk__in=_keys(pk))
    return found.select_related(
        "company__area", "company__industry", "company__responsiveness", "logo"
    ).first()


def place(fair: Fair, pk: int) -> Position | None:
    """Return a position that this fair shows or showed; its vacancy may have closed since."""
    found = Position.objects.filter(
        fair=fair,
        pk__in=_keys(pk),
        state=PositionState.VERIFIED,
        booth__state=BoothState.READY,
        booth__company__state=CompanyState.VERIFIED,
        vacancy__state__in=[VacancyState.PUBLISHED, VacancyState.CLOSED],
    )
    return found.first()


def participant_of(user: User | AnonymousUser, fair: Fair) -> Participant | None:
    """Return how a job seeker takes part in a fair; None for everybody else, without a query."""
    if not is_seeker(user):
        return None
    found = Participant.objects.filter(fair=fair, seeker__user=user).first()
    if found:
        found.fair = fair  # read already, with its phase
    return found


def with_time(fairs: "QuerySet[Fair]") -> "QuerySet[Fair]":
    """Give each fair the database's time of reading, for `time_of`."""
    return fairs.annotate(read_at=DatabaseNow())


def _keys(pk: int) -> Iterable[int]:
    return [pk] if 0 < pk <= LAST_KEY else []
