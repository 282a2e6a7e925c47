"""Work of the training app that nobody waits for."""

from datetime import timedelta

from celery import shared_task

from sikas.beat import single_run
from training import corrections


@shared_task
@single_run(every=timedelta(hours=1))
def learn_words() -> None:
    """Learn the words by which typing errors are corrected."""
    corrections.learn_words()
