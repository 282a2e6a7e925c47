"""What a company is reminded of before it is too late."""

from django.urls import reverse
from django.utils import timezone

from employers.services import tell_team
from jobs.models import Vacancy
from jobs.own import CLOSES_SOON
from sikas import clock
from sikas.ui.formats import format_date


def remind_of_closing() -> int:
    """Tell teams which of their open vacancies close within CLOSES_SOON; return how many do.

    Safe to run again: the outbox keeps one message for each closing day, so that a vacancy which
    was extended is told of once more before its new day.
    """
    soon = Vacancy.objects.public().filter(
        company__isnull=False, closes_at__lte=clock.now() + CLOSES_SOON
    )
    found = list(soon.select_related("company").order_by("closes_at", "pk"))
    for vacancy in found:
        assert vacancy.company  # noqa: S101 - the filter above
        assert vacancy.closes_at  # noqa: S101
        tell_team(
            vacancy.company,
            event="jobs.vacancy_closing",
            key=f"vacancy:{vacancy.pk}:closing:{timezone.localdate(vacancy.closes_at)}",
            context={
                "title": vacancy.title,
                "date": format_date(vacancy.closes_at),
                "path": reverse("company_vacancy", args=[vacancy.company_id, vacancy.pk]),
            },
        )
    return len(found)
