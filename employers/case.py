"""A company that asks to be verified, as an officer reads it: part by part, with its papers."""

from dataclasses import dataclass

from django.urls import reverse

from employers import reviews
from employers.enums import DocumentKind, ReviewSubject
from employers.models import Company
from employers.profile import facts, in_words
from sikas.ui.uploads import FileCard


@dataclass(frozen=True)
class CasePart:
    """What a part says, what it said at the submission before, what officers asked for earlier."""

    subject: ReviewSubject
    text: str
    before: str
    reasons: list[str]
    files: list[FileCard]


def case_parts(company: Company) -> list[CasePart]:
    """Return every part of a company in the order of its profile."""
    before, reasons = reviews.changes(company), reviews.earlier_reasons(company)
    files = _files(company)
    return [
        CasePart(
            subject,
            in_words(subject, text),
            in_words(subject, before.get(subject, "")),
            reasons.get(subject, []),
            files.get(subject, []),
        )
        for subject, text in facts(company).items()
    ]


def _files(company: Company) -> dict[ReviewSubject, list[FileCard]]:
    found: dict[ReviewSubject, list[FileCard]] = {}
    for row in company.documents.select_related("file").order_by("pk"):
        url = reverse("company_queue_document", args=[company.pk, row.pk])
        card = FileCard.of(row.file, url=url)
        found.setdefault(DocumentKind(row.kind).subject, []).append(card)
    return found
