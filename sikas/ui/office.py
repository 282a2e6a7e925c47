"""Gives every page the regency's own words: its name, its office, how to reach it."""

from django.http import HttpRequest

from sikas.reference.models import Office


def office(_request: HttpRequest) -> dict[str, Office]:
    """Give templates `office`, from memory: no page pays a query for it."""
    return {"office": Office.objects.current()}
