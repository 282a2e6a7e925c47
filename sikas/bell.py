"""Telling a worker that work waits in a table; a broker that is down costs a request nothing."""

import logging
from functools import cache
from typing import Any

from celery import Task, current_app
from kombu import pools
from kombu.exceptions import KombuError

from sikas.breaker import Breaker

logger = logging.getLogger(__name__)

PUBLISH_TIMEOUT = 0.5  # seconds a request may wait for a broker that hangs
REST = 10  # seconds without bells after the broker failed; sweeps do the work meanwhile
OPTIONS = {
    "socket_connect_timeout": PUBLISH_TIMEOUT,
    "socket_timeout": PUBLISH_TIMEOUT,
    "max_retries": 0,
}

_broker = Breaker(REST)


def ring(task: Task, *args: Any) -> bool:
    """Send a task; return False, soon and without an error, when the broker does not take it.

    Only for work whose table is swept regularly: a bell may be lost.
    """
    if not _broker.allows():
        return False
    try:
        with _producers().acquire(block=True, timeout=PUBLISH_TIMEOUT) as producer:
            task.apply_async(args=args, producer=producer, retry=False)
    except (KombuError, OSError) as error:
        if _broker.failed():
            logger.warning("The broker does not answer: %s", type(error).__name__)
        return False
    if _broker.succeeded():
        logger.info("The broker answers again")
    return True


@cache
def _producers() -> Any:
    return pools.producers[current_app.connection_for_write(transport_options=OPTIONS)]
