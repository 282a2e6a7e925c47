"""What a company may do with a vacancy as it stands; pages ask here, services hold the row."""

from jobs.enums import ApplyMode, VacancyState
from jobs.models import Vacancy
from sikas import clock


def is_over(vacancy: Vacancy) -> bool:
    """Tell whether a vacancy was open and its time is over, tidied up or not."""
    late = vacancy.closes_at is not None and vacancy.closes_at <= clock.now()
    return vacancy.state == VacancyState.CLOSED or (
        vacancy.state == VacancyState.PUBLISHED and late
    )


def is_open(vacancy: Vacancy) -> bool:
    """Tell whether a vacancy is published and its time is not over."""
    return vacancy.state == VacancyState.PUBLISHED and not is_over(vacancy)


def may_take_back(vacancy: Vacancy) -> bool:
    """Tell whether it can be corrected: one whose time is over is copied instead."""
    return is_open(vacancy) or vacancy.state == VacancyState.SUBMITTED


def moves_of(vacancy: Vacancy) -> dict[str, bool]:
    """Tell what may be done with a vacancy now."""
    shown = is_open(vacancy)
    return {
        "take_back": may_take_back(vacancy),
        "extend": shown,
        "find": shown and vacancy.apply_mode == ApplyMode.INTERNAL,
        "report": shown or is_over(vacancy),
        "discard": vacancy.state == VacancyState.DRAFT and not vacancy.submitted_at,
    }
