"""Companies, their verification, their documents and the people who act for them."""

from employers.models.companies import Company, CompanyQuerySet, CompanyTransition
from employers.models.documents import CompanyDocument
from employers.models.reviews import ReviewItem, Submission
from employers.models.team import Invitation, Member

__all__ = [
    "Company",
    "CompanyDocument",
    "CompanyQuerySet",
    "CompanyTransition",
    "Invitation",
    "Member",
    "ReviewItem",
    "Submission",
]
