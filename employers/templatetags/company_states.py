"""`{% load company_states %}`: where a company stands, as a tag."""

from django import template

from employers.enums import CompanyState
from employers.models import Company
from sikas.ui.templatetags.ui import status_tag

register = template.Library()

KINDS = {
    CompanyState.DRAFT: "quiet",
    CompanyState.SUBMITTED: "wait",
    CompanyState.VERIFIED: "good",
    CompanyState.RETURNED: "fix",
    CompanyState.REJECTED: "bad",
    CompanyState.SUSPENDED: "bad",
}


@register.inclusion_tag("components/status_tag.html")
def company_tag(company: Company) -> dict[str, str]:
    """Draw the state of a company."""
    state = CompanyState(company.state)
    return status_tag(KINDS[state], str(state.label))
