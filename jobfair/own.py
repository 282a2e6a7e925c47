"""A company's fairs as its own people read them: which there are, its booth, its applications."""

from collections.abc import Iterable
from datetime import datetime, time

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from employers.models import Company, Member
from jobfair.enums import FairState
from jobfair.models import Booth, BoothTransition, Fair, Position, PositionTransition
from jobfair.readiness import with_needs
from jobfair.services.booths import JOINABLE
from jobs.enums import UNDECIDED
from jobs.models import Application, Vacancy
from sikas import clock
from sikas.clock import DatabaseNow

STILL_ON = {"is_own": True, "phase__in": JOINABLE}
FAIRS_SHOWN = 20
INBOX_SHOWN = 10
LONG_TEXTS = ("vacancy__description", "vacancy__requirements")


def fairs_of(company: Company) -> "QuerySet[Fair]":
    """Return the fairs that a company is in or may join, the latest first."""
    own = Booth.objects.filter(company=company, fair=OuterRef("pk"))
    found = Fair.objects.with_phase().annotate(read_at=DatabaseNow(), is_own=Exists(own))
    to_join = Q(phase__in=JOINABLE, is_rehearsal=False)
    return found.filter(Q(is_own=True) | to_join, is_archived=False).exclude(state=FairState.DRAFT)


def booths_of(company: Company, fairs: Iterable[Fair]) -> dict[int, Booth]:
    """Return a company's booths by the key of their fair, with needs and the last reason."""
    by_key = {fair.pk: fair for fair in fairs}
    last = BoothTransition.objects.filter(subject=OuterRef("pk")).order_by("-at", "-pk")
    found = with_needs(Booth.objects.filter(company=company, fair__in=by_key))
    booths = found.annotate(last_reason=Subquery(last.values("reason")[:1])).select_related("logo")
    for booth in booths:
        booth.company, booth.fair = company, by_key[booth.fair_id]
    return {booth.fair_id: booth for booth in booths}


def positions_of(booth: Booth) -> "QuerySet[Position]":
    """Return all positions of a booth with its numbers, in one query.

    `sent`, `sent_today` and `unanswered` count applications, `last_reason` is why it was returned.
    """
    last = PositionTransition.objects.filter(subject=OuterRef("pk")).order_by("-at", "-pk")
    valid, today = Q(entries__is_counted=True), Q(entries__arrived_at__gte=_midnight())
    waits = Q(entries__application__state__in=UNDECIDED)
    return (
        Position.objects.filter(booth=booth)
        .select_related("vacancy")
        .defer(*LONG_TEXTS)
        .annotate(
            sent=Count("entries", filter=valid),
            sent_today=Count("entries", filter=valid & today),
            unanswered=Count("entries", filter=waits),
            last_reason=Subquery(last.values("reason")[:1]),
        )
        .order_by("vacancy__title", "pk")
    )


def shown_positions(booth: Booth) -> "QuerySet[Position]":
    """Return the positions that the public sees, or would see once the booth is ready."""
    found = Position.objects.open().filter(booth=booth)
    found = found.select_related("vacancy__area__parent", "vacancy__company")
    return found.defer(*LONG_TEXTS).order_by("vacancy__title", "pk")


def vacancies_to_bring(booth: Booth) -> "QuerySet[Vacancy]":
    """Return the company's open vacancies that are not in the fair yet."""
    there = Position.objects.filter(booth=booth, vacancy=OuterRef("pk"))
    found = Vacancy.objects.public().filter(~Exists(there), company=booth.company_id)
    return found.defer("description", "requirements").order_by("title", "pk")


def inbox(booth: Booth) -> "QuerySet[Application]":
    """Return the applications of the fair that wait for the company, the newest first."""
    found = Application.objects.filter(fair_entry__position__booth=booth, state__in=UNDECIDED)
    return found.order_by("-received_at", "-pk")


def team_of(booth: Booth) -> "QuerySet[Member]":
    """Return who may stand in a booth; `stands` tells who does."""
    members = Member.objects.filter(company=booth.company_id, is_active=True)
    own = booth.staff.filter(member=OuterRef("pk"))
    return members.select_related("user").annotate(stands=Exists(own)).order_by("user__name", "pk")


def booths_that_need(company: Company) -> list[Booth]:
    """Return a company's booths in fairs that run or come, each with its fair and phase.

    What each asks for is said by `own_presenters`; two queries, one without any such fair.
    """
    fairs = list(fairs_of(company).filter(**STILL_ON)[:FAIRS_SHOWN])
    return list(booths_of(company, fairs).values()) if fairs else []


def _midnight() -> datetime:
    return timezone.make_aware(datetime.combine(timezone.localdate(clock.now()), time()))
