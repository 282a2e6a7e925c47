"""Applications of the demo: those who have a profile applied, and companies did what they do."""

import tomllib
import uuid
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from functools import cache
from itertools import cycle
from random import Random
from typing import Any

from django.db import transaction

from employers.demo.history import ZONE, Past, Step, walk
from employers.models import Company, Member
from jobs.demo.positions import DATA
from jobs.enums import (
    ApplicationState,
    ApplyMode,
    InterviewKind,
    InterviewState,
    PlacementKind,
    PlacementState,
    RejectReason,
)
from jobs.models import Application, Interview, Placement, ReplyTemplate, Vacancy
from jobs.services.answers import FIRST_REMINDER, LAST_CHANCE, LAST_REMINDER, measure_answers
from jobs.services.applying import submit_application
from seekers.basics import missing_basics
from seekers.enums import MovementKind
from seekers.models import Seeker
from seekers.services.register import enter_movement
from sikas.accounts.models import User

EACH = 5  # applications of a person
SILENCE = LAST_REMINDER + LAST_CHANCE
SOON = timedelta(hours=3)  # applications come at least so long after publication
INTERVIEW_HOUR, FRIDAY = 10, 4
# The stages on the way to where a story ends.
WAYS = {
    ApplicationState.SENT: (),
    ApplicationState.VIEWED: ("viewed",),
    ApplicationState.SHORTLISTED: ("viewed", "shortlisted"),
    ApplicationState.INTERVIEW: ("viewed", "shortlisted", "interview"),
    ApplicationState.OFFERED: ("viewed", "interview", "offered"),
    ApplicationState.HIRED: ("viewed", "interview", "offered", "hired"),
    ApplicationState.NOT_SELECTED: ("viewed", "not_selected"),
    ApplicationState.WITHDRAWN: ("viewed", "withdrawn"),
    ApplicationState.UNANSWERED: ("unanswered",),
}
INTERVIEWS = (InterviewState.INVITED, InterviewState.ACCEPTED, InterviewState.OTHER_TIME)
PLACEMENTS = (PlacementState.REPORTED, PlacementState.CONFIRMED, PlacementState.DISPUTED)


@transaction.atomic
def load(*, now: datetime, account: User, seed: int) -> bool:
    """Write the applications unless there are some; tell whether it did.

    Everybody whose profile has the basics applies EACH times, once to a company of `account`.
    """
    if Application.objects.exists():
        return False
    open_ = Vacancy.objects.public().filter(apply_mode=ApplyMode.INTERNAL).order_by("pk")
    vacancies = list(open_.select_related("company"))
    own_companies = set(account.memberships.values_list("company_id", flat=True))
    own = [vacancy for vacancy in vacancies if vacancy.company_id in own_companies]
    if not own:
        return False
    stories = Stories(now, seed)
    for place, seeker in enumerate(_ready()):
        chance = Random(f"{seed}:applications:{place}")  # noqa: S311
        others = chance.sample([one for one in vacancies if one not in own], EACH - 1)
        for vacancy in (own[place % len(own)], *others):
            made = submit_application(
                seeker=seeker,
                vacancy=vacancy,
                key=uuid.UUID(int=chance.getrandbits(128), version=4),
                letter=stories.letter(),
                documents=seeker.documents.values_list("pk", flat=True),
            ).application
            assert vacancy.published_at  # noqa: S101 - it is open
            stories.tell(made, chance, since=vacancy.published_at + SOON)
    for company in Company.objects.filter(pk__in=own_companies):
        rows = [ReplyTemplate(company=company, **facts) for facts in _words()["templates"]]
        ReplyTemplate.objects.bulk_create(rows)
    measure_answers()
    return True


def _ready() -> Iterable[Seeker]:
    people = Seeker.objects.living().select_related("user").order_by("pk")
    return [seeker for seeker in people if not missing_basics(seeker)]


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads((DATA / "applications.toml").read_text())


class Stories:
    """Sends applications in the past, and lets their stories run until now."""

    def __init__(self, now: datetime, seed: int) -> None:
        self.now, self.seed = now, seed
        words = _words()
        self.stories, self.silences = cycle(map(ApplicationState, words["stories"])), 0
        self.turns = {
            name: cycle(words[name]) for name in ("letters", "notes", "tags", "reject_notes")
        }
        self.reasons = cycle(RejectReason.values)
        self.interviews, self.placements = cycle(INTERVIEWS), cycle(PLACEMENTS)
        owners = Member.objects.owners().order_by("company", "-pk")
        self.owners = {member.company_id: member.user for member in owners.select_related("user")}

    def letter(self) -> str:
        """Return the next letter; some are empty."""
        return next(self.turns["letters"])

    def tell(self, made: Application, chance: Random, *, since: datetime) -> None:
        """Let an application that was just made arrive at some moment since then, and go on."""
        steps = self._steps(self._story(made.vacancy, since), made, since, chance)
        walk(made, steps)
        if steps:
            self._what_follows(made, steps, chance)

    def _story(self, vacancy: Vacancy, since: datetime) -> ApplicationState:
        """Return the next story; silence takes weeks and waits for an older vacancy."""
        if self.silences and since + SILENCE < self.now:
            self.silences -= 1
            return ApplicationState.UNANSWERED
        story = next(self.stories)
        if story == ApplicationState.UNANSWERED:
            self.silences += 1
            return ApplicationState.VIEWED
        filled = vacancy.placements.standing().count() >= vacancy.openings
        return ApplicationState.OFFERED if story == ApplicationState.HIRED and filled else story

    def _steps(
        self, story: ApplicationState, made: Application, since: datetime, chance: Random
    ) -> list[Step]:
        """Let the application arrive at a moment that leaves time for its story."""
        needs = SILENCE if story == ApplicationState.UNANSWERED else timedelta(minutes=30)
        first = min(since, self.now - needs)
        arrived = first + chance.random() * (self.now - needs - first)
        told = arrived + LAST_REMINDER if story == ApplicationState.UNANSWERED else self.now
        Application.objects.filter(pk=made.pk).update(
            received_at=arrived, waiting_since=arrived, told_at=told
        )
        made.transitions.update(at=arrived)
        if story == ApplicationState.UNANSWERED:
            return [Step(story, None, arrived + SILENCE)]
        way = WAYS[story]
        pause = min(FIRST_REMINDER / 2, (self.now - arrived) / (len(way) + 1))
        company = made.vacancy.company_id
        owner = self.owners[company] if company else None
        return [
            Step(
                to,
                made.seeker.user if to == ApplicationState.WITHDRAWN else owner,
                arrived + place * pause,
                fields=self._fields(to),
            )
            for place, to in enumerate(way, start=1)
        ]

    def _fields(self, to: str) -> dict[str, object]:
        if to != ApplicationState.NOT_SELECTED:
            return {}
        note = next(self.turns["reject_notes"])
        return {"reject_reason": next(self.reasons), "reject_note": note}

    def _what_follows(self, made: Application, steps: Sequence[Step], chance: Random) -> None:
        last = steps[-1]
        if made.state == ApplicationState.SHORTLISTED:
            Application.objects.filter(pk=made.pk).update(tags=[next(self.turns["tags"])])
            made.notes.create(by=last.by, text=next(self.turns["notes"]), at=last.at)
            made.messages.create(by=last.by, text=_words()["messages"][0], at=last.at)
        elif made.state == ApplicationState.INTERVIEW:
            self._interview(made, last, chance)
        elif made.state == ApplicationState.HIRED:
            self._placement(made, last)

    def _interview(self, made: Application, last: Step, chance: Random) -> None:
        past = Past(self.now, chance)
        day = (self.now + timedelta(days=chance.randrange(2, 6))).astimezone(ZONE)
        while day.weekday() > FRIDAY:
            day += timedelta(days=1)
        interview = Interview.objects.create(
            application=made,
            kind=InterviewKind.PLACE,
            starts_at=day.replace(hour=INTERVIEW_HOUR, minute=0, second=0, microsecond=0),
            where=made.vacancy.address or str(made.vacancy.area),
            created_at=last.at,
        )
        state = next(self.interviews)
        if state != InterviewState.INVITED:
            wish = _words()["wishes"][0] if state == InterviewState.OTHER_TIME else ""
            answer = Step(state, made.seeker.user, past.soon(last.at), fields={"wish": wish})
            walk(interview, [answer])

    def _placement(self, made: Application, last: Step) -> None:
        placement = Placement.objects.create(
            application=made,
            vacancy=made.vacancy,
            kind=PlacementKind.AKL,
            started_on=(last.at + timedelta(days=2)).date(),
            wage=made.vacancy.pay_min,
            created_at=last.at,
        )
        state, person = next(self.placements), made.seeker.user
        if state != PlacementState.REPORTED:
            by = {"confirmed_by": person} if state == PlacementState.CONFIRMED else {}
            walk(placement, [Step(state, person, self.now - SOON / 2, fields={**by})])
        if state == PlacementState.CONFIRMED:
            enter_movement(
                seeker=made.seeker,
                kind=MovementKind.PLACED,
                happened_on=placement.started_on,
                source=f"placement:{placement.pk}",
                by=person,
            )
