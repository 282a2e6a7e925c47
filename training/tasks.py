"""Work of the training app that nobody waits for."""

from datetime import timedelta

from celery import shared_task

from sikas.beat import single_run
from training import corrections
from training.services import search_rows


@shared_task
@single_run(every=timedelta(hours=1))
def learn_words() -> None:
    """Learn the words by which typing errors are corrected, and drop the rows of past batches."""
    corrections.learn_words()
    search_rows.drop_past_rows()
