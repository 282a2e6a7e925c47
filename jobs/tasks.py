"""Work of the jobs app that nobody waits for."""

from datetime import timedelta

from celery import shared_task

from jobs.matching.upkeep import refresh_candidates as refresh_all_candidates
from jobs.search import upkeep
from jobs.services import alerts, answers, reminders, reports, saving
from jobs.services.moderation import close_expired_vacancies
from sikas.beat import single_run

# A million rows take minutes; still below the visibility timeout of sikas/celery.py.
LONG_SOFT_LIMIT, LONG_LIMIT = 800, 850  # seconds


@shared_task
@single_run(every=timedelta(minutes=10))
def close_expired() -> None:
    """Close vacancies whose time is over; with them go their search rows."""
    close_expired_vacancies()


@shared_task
@single_run(every=timedelta(hours=12))
def remind_of_closing() -> None:
    """Tell companies which vacancies close in a few days."""
    reminders.remind_of_closing()


@shared_task(soft_time_limit=LONG_SOFT_LIMIT, time_limit=LONG_LIMIT)
@single_run(every=timedelta(hours=12))
def tell_of_applicants() -> None:
    """Tell companies who applied and who waits for an answer."""
    answers.tell_of_applicants()


@shared_task(soft_time_limit=LONG_SOFT_LIMIT, time_limit=LONG_LIMIT)
@single_run(every=timedelta(hours=12))
def close_unanswered() -> None:
    """Tell people that a company did not answer, so that nobody waits for ever."""
    answers.close_unanswered()


@shared_task
@single_run(every=timedelta(hours=12))
def measure_answers() -> None:
    """Count how often and how soon companies answer."""
    answers.measure_answers()


@shared_task
@single_run(every=timedelta(hours=12))
def remind_savers() -> None:
    """Tell job seekers which vacancies they keep close in two days; forget those long closed."""
    saving.remind_savers()
    saving.forget_saved()


@shared_task
@single_run(every=timedelta(days=1))
def forget_report_contacts() -> None:
    """Forget how those could be reached whose reports were settled long ago."""
    reports.forget_contacts()


@shared_task(soft_time_limit=LONG_SOFT_LIMIT, time_limit=LONG_LIMIT)
@single_run(every=timedelta(hours=1))
def send_alerts() -> None:
    """Tell job seekers of new vacancies; once there is nobody left to tell, it costs a query."""
    alerts.send_alerts()
    alerts.forget_alerts()


@shared_task
@single_run(every=timedelta(hours=1))
def learn_words() -> None:
    """Learn the words by which typing errors are corrected."""
    upkeep.refresh_words()


@shared_task(soft_time_limit=LONG_SOFT_LIMIT, time_limit=LONG_LIMIT)
@single_run(every=timedelta(minutes=1))
def make_late_rows() -> None:
    """Make the search rows that a large write left waiting."""
    upkeep.make_late_rows()


@shared_task(soft_time_limit=LONG_SOFT_LIMIT, time_limit=LONG_LIMIT)
@single_run(every=timedelta(days=1))
def refresh_search() -> None:
    """Bring search rows up to date with code lists that officers changed."""
    upkeep.refresh_rows()


@shared_task(soft_time_limit=LONG_SOFT_LIMIT, time_limit=LONG_LIMIT)
@single_run(every=timedelta(days=1))
def refresh_candidates() -> None:
    """Count the months that consenting people worked since their profiles were changed."""
    refresh_all_candidates()
