"""Hears what is withdrawn from the public: a thread of each web process, on its own connection.

Triggers of the database tell it when a vacancy or a company stops being visible, whoever did it and
however. Everything that the process keeps of public pages is then void (`sikas.memory`). While the
connection is not there nothing is kept at all: pages cost more and are right.
"""

import logging
import select
import threading
import time
from contextlib import closing
from typing import Any

import psycopg2
from django.db import connection

from sikas import health
from sikas.memory import standing

logger = logging.getLogger(__name__)

CHANNEL = "withdrawals"
LOOK_SECONDS = 5  # how often a silent connection is asked whether it lives
RETRY_SECONDS = 1
# A server that vanishes without a word is noticed about as soon as pages of it grow old anyway.
LIVELINESS = {
    "keepalives_idle": LOOK_SECONDS,
    "keepalives_interval": 2,
    "keepalives_count": 2,
    "tcp_user_timeout": LOOK_SECONDS * 1000,
}


def listen() -> None:
    """Listen from now on, in the background; /readyz says when nobody hears."""
    health.register(CHANNEL, lambda: "deaf" if standing.mark is None else health.OK)
    parameters = connection.get_connection_params()
    threading.Thread(target=_keep_listening, args=[parameters], name=CHANNEL, daemon=True).start()


def _keep_listening(parameters: dict[str, Any]) -> None:
    while True:
        try:
            hear(parameters)
        except (psycopg2.Error, OSError) as error:
            logger.warning("Public pages are not kept: %s", type(error).__name__)
        finally:
            standing.lose()
        time.sleep(RETRY_SECONDS)


def hear(parameters: dict[str, Any]) -> None:
    """Follow withdrawals on a new connection until it breaks; raises psycopg2.Error then."""
    parameters = parameters | LIVELINESS | {"cursor_factory": None, "application_name": CHANNEL}
    with closing(psycopg2.connect(**parameters)) as own:
        own.autocommit = True
        cursor = own.cursor()
        cursor.execute(f"listen {CHANNEL}")
        standing.renew()
        while True:
            if not select.select([own], [], [], LOOK_SECONDS)[0]:
                cursor.execute("select 1")  # hears what came meanwhile, too
            own.poll()
            if own.notifies:
                own.notifies.clear()
                standing.renew()
