"""What the pages of a profile show: the way through the steps, the parts, what is missing."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from employers import reviews
from employers.enums import CompanyState, ReviewSubject
from employers.models import Company, ReviewItem
from employers.profile import STEPS, Gap, Step, facts, gaps, is_editable, step_url


@dataclass(frozen=True)
class Part:
    """One part of the profile: what it says, what an officer wants, where it is changed."""

    subject: ReviewSubject
    text: str
    wanted: str
    edit_url: str


def progress(here: Step | None) -> list[dict[str, Any]]:
    """Return the way through the steps, for the component; None is the last one, submitting."""
    labels = [*((step, step.title) for step in STEPS), (None, _("Periksa dan ajukan"))]
    at = [step for step, _label in labels].index(here)
    states = ["done"] * at + ["now"] + ["next"] * (len(labels) - at - 1)
    return [
        {"label": label, "state": state}
        for (_step, label), state in zip(labels, states, strict=True)
    ]


def after(company: Company, step: Step) -> str:
    """Return where to go on when a step is saved: forward at first, back to the list later."""
    number = STEPS.index(step) + 1
    if company.state == CompanyState.DRAFT and number < len(STEPS):
        return reverse("company_step", args=[company.pk, STEPS[number].slug])
    return reverse("company_profile", args=[company.pk])


def to_correct(company: Company, step: Step) -> Sequence[ReviewItem]:
    """Return what an officer wants corrected on this step."""
    return [item for item in reviews.to_correct(company) if item.subject in step.subjects]


def parts(company: Company, *, is_owner: bool) -> list[Part]:
    """Return every part of the profile as it stands."""
    wanted = {item.subject: item.reason for item in reviews.to_correct(company)}
    return [
        Part(
            subject,
            text,
            wanted.get(subject, ""),
            step_url(company, subject) if is_owner and is_editable(company, subject) else "",
        )
        for subject, text in facts(company).items()
    ]


def gap_links(company: Company) -> list[tuple[Gap, str]]:
    """Return what is missing, each with the address of its field."""
    return [(gap, step_url(company, gap.subject, gap.field)) for gap in gaps(company)]
