"""The basics of a profile told on one screen: all of it is saved, or nothing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction as database

from seekers.models import Education, Seeker
from seekers.services.background import save_row
from seekers.services.profile import save_step, start_profile
from seekers.steps import Step
from sikas.accounts.models import User


@dataclass(frozen=True)
class Answer:
    """What was told in the boxes of a step, and what the step looked like then."""

    step: Step
    values: Mapping[str, Any]
    seen: str


@database.atomic
def save_basics(*, person: User, answers: Iterable[Answer], school: Education | None) -> Seeker:
    """Save what was missing, in this order: the profile if there is none, its steps, the school.

    Raises what `save_step` and `save_row` raise; then nothing is written.
    """
    seeker = start_profile(person=person)
    for answer in answers:
        save_step(
            seeker=seeker, values=answer.values, seen=answer.seen, columns=answer.step.columns
        )
    if school:
        save_row(seeker=seeker, row=school)
    return seeker
