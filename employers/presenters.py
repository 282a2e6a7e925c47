"""What the pages of a profile show: the way through the steps, the parts, what is missing."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.forms.boundfield import BoundField
from django.urls import reverse
from django.utils.translation import gettext as _

from employers import reviews
from employers.document_forms import HINTS, DocumentsForm, ReplacementForm
from employers.enums import CompanyState, DocumentKind, ReviewSubject
from employers.models import Company
from employers.profile import (
    FIELDS,
    STEPS,
    WAY,
    Gap,
    Step,
    facts,
    gaps,
    in_words,
    is_editable,
    step_url,
)
from sikas.origins import origin_of
from sikas.ui.uploads import FileCard


@dataclass(frozen=True)
class Part:
    """One part of the profile: what it says, what an officer wants, where it is changed."""

    subject: ReviewSubject
    text: str
    wanted: str
    edit_url: str
    origin: str = ""  # the words of another office that owns it


@dataclass(frozen=True)
class Paper:
    """One document: how it is shown, and the form that puts another in its place, if it may."""

    pk: int
    card: FileCard
    replacement: ReplacementForm | None


@dataclass(frozen=True)
class Kind:
    """The documents of one kind: what they prove, what an officer wants, the box for more."""

    subject: ReviewSubject
    label: str
    hint: str
    wanted: str
    papers: list[Paper]
    box: BoundField | None


def progress(here: Step | None) -> list[dict[str, Any]]:
    """Return the way through the steps, for the component; None is the last one, submitting."""
    labels = [*((step, step.title) for step in WAY), (None, _("Periksa dan ajukan"))]
    at = [step for step, _label in labels].index(here)
    states = ["done"] * at + ["now"] + ["next"] * (len(labels) - at - 1)
    return [
        {"label": label, "state": state}
        for (_step, label), state in zip(labels, states, strict=True)
    ]


def after(company: Company, step: Step) -> str:
    """Return where to go on when a step is saved: forward at first, back to the list later."""
    if company.state == CompanyState.DRAFT and step != STEPS[-1]:
        following = STEPS[STEPS.index(step) + 1]
        return reverse("company_step", args=[company.pk, following.slug])
    if company.state == CompanyState.DRAFT:
        return reverse("company_documents", args=[company.pk])
    return reverse("company_profile", args=[company.pk])


def wanted(company: Company) -> dict[str, str]:
    """Return what an officer wants corrected, by the field at which it is told."""
    return {
        FIELDS[ReviewSubject(item.subject)][0]: item.reason
        for item in reviews.to_correct(company)
        if item.subject in FIELDS
    }


def parts(company: Company, *, is_owner: bool) -> list[Part]:
    """Return every part of the profile as it stands."""
    wanted = {item.subject: item.reason for item in reviews.to_correct(company)}
    origin = origin_of(company)
    return [
        Part(
            subject,
            in_words(subject, text),
            wanted.get(subject, ""),
            step_url(company, subject) if is_owner and is_editable(company, subject) else "",
            origin.said_at(FIELDS[subject][0]) if origin and subject in FIELDS else "",
        )
        for subject, text in facts(company).items()
    ]


def gap_links(company: Company) -> list[tuple[Gap, str]]:
    """Return what is missing, each with the address of its field."""
    return [(gap, step_url(company, gap.subject, gap.field)) for gap in gaps(company)]


def papers(
    company: Company,
    form: DocumentsForm,
    replacements: Mapping[int, ReplacementForm],
    *,
    is_owner: bool,
) -> list[Kind]:
    """Return every kind of document with its files; `replacements` were tried and refused."""
    wanted = {item.subject: item.reason for item in reviews.to_correct(company)}
    found = list(company.documents.select_related("file").order_by("pk"))
    kinds = []
    for kind in DocumentKind:
        may_change = is_owner and kind.value in form.fields
        shown = [
            Paper(
                row.pk,
                FileCard.of(row.file, url=reverse("company_document", args=[company.pk, row.pk])),
                (replacements.get(row.pk) or ReplacementForm(auto_id=f"ganti_{row.pk}_%s"))
                if may_change
                else None,
            )
            for row in found
            if row.kind == kind
        ]
        box = form[kind.value] if may_change else None
        subject = kind.subject
        kinds.append(
            Kind(subject, str(kind.label), str(HINTS[kind]), wanted.get(subject, ""), shown, box)
        )
    return kinds
