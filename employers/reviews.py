"""Reads of what officers found: what to correct, and what changed since they looked."""

from collections.abc import Sequence

from employers.enums import CompanyState, ReviewSubject
from employers.models import Company, ReviewItem, Submission
from employers.profile import facts


def last_submission(company: Company) -> Submission | None:
    """Return the newest submission of a company with its items, if it ever filed one."""
    return company.submissions.prefetch_related("items").order_by("-at", "-pk").first()


def last_submission_key(company: Company) -> str:
    """Return the key of the newest submission as a form carries it; empty without any."""
    key = company.submissions.order_by("-at", "-pk").values_list("pk", flat=True).first()
    return "" if key is None else str(key)


def to_correct(company: Company) -> Sequence[ReviewItem]:
    """Return what an officer wants corrected now; nothing once the company was filed again."""
    if company.state not in (CompanyState.RETURNED, CompanyState.REJECTED):
        return []
    submission = last_submission(company)
    return [item for item in submission.items.all() if not item.fits] if submission else []


def unanswered(company: Company) -> list[ReviewSubject]:
    """Return the parts an officer wants corrected that are still as they were."""
    submission = last_submission(company)
    if submission is None:
        return []
    now = facts(company)
    return [
        ReviewSubject(item.subject)
        for item in submission.items.all()
        if not item.fits
        and now.get(ReviewSubject(item.subject)) == submission.facts.get(item.subject)
    ]


def changes(company: Company) -> dict[ReviewSubject, str]:
    """Return what the parts that changed since the submission before the last said then."""
    now, before, *_older = [*company.submissions.order_by("-at", "-pk")[:2], None, None]
    if now is None or before is None:
        return {}
    return {
        subject: before.facts.get(subject, "")
        for subject in ReviewSubject
        if now.facts.get(subject, "") != before.facts.get(subject, "")
    }


def earlier_reasons(company: Company) -> dict[ReviewSubject, list[str]]:
    """Return what officers asked to correct before, by part, newest first."""
    found: dict[ReviewSubject, list[str]] = {}
    items = ReviewItem.objects.filter(submission__company=company, fits=False)
    for item in items.order_by("-submission__at", "-pk"):
        found.setdefault(ReviewSubject(item.subject), []).append(item.reason)
    return found
