"""The Celery application: what keeps work from being lost, the queues and the timetable."""

import gc
import os
import signal
import sys
from typing import Any

from celery import Celery
from celery.schedules import crontab
from celery.signals import beat_init, worker_before_create_process

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sikas.settings")

TIME_LIMIT = 300  # seconds; a task that takes longer is killed, ...
SOFT_TIME_LIMIT = 270  # ... after it was told to stop
VISIBILITY_TIMEOUT = 900  # then only is a task without a worker given to another one
MEMORY_LIMIT = 200_000  # kilobytes; a worker process that grew larger is replaced

app = Celery("sikas", include=["sikas.tasks"])
app.config_from_object("django.conf:settings", namespace="CELERY")  # CELERY_BROKER_URL
app.autodiscover_tasks()
app.conf.update(
    # A task is acknowledged when it is done, so a killed worker or child gives it back.
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    worker_prefetch_multiplier=1,
    task_time_limit=TIME_LIMIT,
    task_soft_time_limit=SOFT_TIME_LIMIT,
    # Redis counts on the smallest of these three; the defaults find a lost task after 100 s more.
    visibility_timeout=VISIBILITY_TIMEOUT,
    result_backend_transport_options={"visibility_timeout": VISIBILITY_TIMEOUT},
    broker_transport_options={
        "visibility_timeout": VISIBILITY_TIMEOUT,
        "unacked_restore_interval": 5,
        "unacked_restore_throttle": 1,
        "socket_connect_timeout": 3,
        "socket_timeout": 10,
        "socket_keepalive": True,
    },
    broker_connection_retry_on_startup=True,
    broker_connection_max_retries=None,
    task_ignore_result=True,
    result_expires=None,
    task_serializer="json",
    accept_content=["json"],
    task_default_queue="default",
    task_queues={"default": {}, "mail": {}, "sync": {}},
    # A reading takes minutes: it has a worker of its own, so that messages and ticks go on.
    task_routes={
        "sikas.notifications.tasks.*": {"queue": "mail"},
        "integration.tasks.pull_stream": {"queue": "sync"},
    },
    worker_max_memory_per_child=MEMORY_LIMIT,
    timezone="Asia/Jakarta",
    # A tick that no worker takes before the next one is dropped: the next one does its work.
    beat_schedule={
        "canary": {"task": "sikas.tasks.canary", "schedule": 15, "options": {"expires": 15}},
        "sweep-messages": {
            "task": "sikas.notifications.tasks.sweep",
            "schedule": 5,
            "options": {"expires": 5},
        },
        # Looks often because the office's morning is not Jakarta's; makes one a day.
        "send-digests": {
            "task": "sikas.notifications.tasks.send_digests",
            "schedule": crontab(minute="*/10"),
            "options": {"expires": 600},
        },
        "write-fair": {
            "task": "jobfair.tasks.write_live",
            "schedule": 5,
            "options": {"expires": 5},
        },
        "forget-messages": {
            "task": "sikas.notifications.tasks.forget_old",
            "schedule": crontab(hour="2", minute="7"),
        },
        "purge-cache": {"task": "sikas.tasks.purge_cache", "schedule": crontab(minute="17")},
        "forget-expired": {
            "task": "sikas.accounts.tasks.forget_expired_rows",
            "schedule": crontab(minute="47"),
        },
        "forget-invitations": {
            "task": "employers.tasks.forget_invitations",
            "schedule": crontab(hour="2", minute="57"),
        },
        "forget-report-contacts": {
            "task": "jobs.tasks.forget_report_contacts",
            "schedule": crontab(hour="3", minute="7"),
        },
        "run-erasures": {
            "task": "sikas.accounts.tasks.run_erasures",
            "schedule": crontab(minute="*/10"),
            "options": {"expires": 600},
        },
        "sweep-files": {
            "task": "sikas.documents.tasks.sweep_files",
            "schedule": crontab(hour="3", minute="17"),
        },
        "close-expired": {
            "task": "jobs.tasks.close_expired",
            "schedule": crontab(minute="*/10"),
            "options": {"expires": 600},
        },
        "remind-of-closing": {
            "task": "jobs.tasks.remind_of_closing",
            "schedule": crontab(hour="8", minute="3"),
        },
        # Later runs of a morning do what a killed one left.
        "send-alerts": {
            "task": "jobs.tasks.send_alerts",
            "schedule": crontab(hour="6-11", minute="30"),
        },
        "remind-savers": {
            "task": "jobs.tasks.remind_savers",
            "schedule": crontab(hour="8", minute="23"),
        },
        # After midnight, so that the morning's messages already count who waits no longer.
        "close-unanswered": {
            "task": "jobs.tasks.close_unanswered",
            "schedule": crontab(hour="1", minute="13"),
        },
        "tell-of-applicants": {
            "task": "jobs.tasks.tell_of_applicants",
            "schedule": crontab(hour="7", minute="13"),
        },
        "measure-answers": {
            "task": "jobs.tasks.measure_answers",
            "schedule": crontab(hour="1", minute="43"),
        },
        "freeze-fair-reports": {
            "task": "jobfair.tasks.freeze_reports",
            "schedule": crontab(minute="5"),
        },
        "learn-words": {"task": "jobs.tasks.learn_words", "schedule": crontab(minute="27")},
        "learn-training-words": {
            "task": "training.tasks.learn_words",
            "schedule": crontab(minute="37"),
        },
        "refresh-search": {
            "task": "jobs.tasks.refresh_search",
            "schedule": crontab(hour="2", minute="37"),
        },
        "refresh-candidates": {
            "task": "jobs.tasks.refresh_candidates",
            "schedule": crontab(hour="3", minute="37"),
        },
        # What a large write left waiting for its search rows.
        "make-late-rows": {
            "task": "jobs.tasks.make_late_rows",
            "schedule": 60,
            "options": {"expires": 60},
        },
        "pull-due": {
            "task": "integration.tasks.pull_due",
            "schedule": 60,
            "options": {"expires": 60},
        },
        "settle-people": {
            "task": "integration.tasks.settle_people",
            "schedule": crontab(minute="*/10"),
            "options": {"expires": 600},
        },
        "forget-sync": {
            "task": "integration.tasks.forget_old",
            "schedule": crontab(hour="2", minute="17"),
        },
    },
    beat_scheduler="django_celery_beat.schedulers:DatabaseScheduler",
)


@beat_init.connect
def _forget_removed_jobs(**_: Any) -> None:
    """Make the timetable above the only one; beat itself adds and changes, but never deletes."""
    from django_celery_beat.models import PeriodicTask

    PeriodicTask.objects.exclude(name__in=app.conf.beat_schedule).delete()


@beat_init.connect
def _end_between_queries(**_: Any) -> None:
    """Let a signal end beat through its loop, which saves the timetable once more.

    Its own handler does that itself, on the connection that the signal found in use.
    """
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: sys.exit(0))


@worker_before_create_process.connect
def _share_memory(**_: Any) -> None:
    """Keep the collector off pages that a child shares with its parent; it would copy them."""
    gc.collect()
    gc.freeze()
