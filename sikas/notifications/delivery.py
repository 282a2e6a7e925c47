"""Workers' side of the outbox: claim a message, send it outside any transaction, note the outcome.

At least once, honestly: a worker that dies after the mail server said yes and before the row says
so leaves a lease behind, and the message is sent again under the same Message-ID.
"""

import logging
import random
import time
import uuid
from datetime import timedelta

from django.db import transaction
from django.db.models import F, Q

from sikas.clock import DatabaseNow
from sikas.notifications import channels
from sikas.notifications.digests import wipe_items
from sikas.notifications.enums import Channel, State
from sikas.notifications.errors import PermanentError, TransientError
from sikas.notifications.models import Message, MessageQuerySet

logger = logging.getLogger(__name__)

LEASE = timedelta(seconds=60)  # longer than the tasks' time limit: no two senders at once
MAX_ATTEMPTS = 60  # with the delays below: about a day
FIRST_DELAY, MAX_DELAY = 5.0, 3600.0  # seconds
SWEEP_SECONDS = 30.0
# Long enough to answer "I never got it" for a whole quarter's report; later an address is a risk.
KEPT = timedelta(days=90)


def backoff(attempts: int) -> timedelta:
    """Return a random delay up to 5 s, 10 s, 20 s … one hour (full jitter), at least a second."""
    ceiling = min(MAX_DELAY, FIRST_DELAY * 2 ** min(attempts - 1, 20))
    return timedelta(seconds=random.uniform(1, ceiling))  # noqa: S311


def claim(candidates: MessageQuerySet) -> Message | None:
    """Take the first due message of `candidates` for LEASE, or None; two workers never take one."""
    with transaction.atomic():
        message = candidates.due().select_for_update(skip_locked=True).first()
        if message is None:
            return None
        token = uuid.uuid4()
        Message.objects.filter(pk=message.pk).update(
            state=State.SENDING,
            attempts=F("attempts") + 1,
            attempt_token=token,
            lease_until=DatabaseNow() + LEASE,
        )
    message.attempts += 1
    message.attempt_token = token
    return message


def deliver(candidates: MessageQuerySet) -> Message | None:
    """Claim and send one message; return it with its new state, or None when none is due.

    Side effects: the lease; the sending; the outcome, unless the lease was lost meanwhile.
    """
    message = claim(candidates)
    if message is None:
        return None
    if message.attempts > MAX_ATTEMPTS:  # its sending killed the worker again and again
        _give_up(message, "worker lost")
        return message
    try:
        channels.send(message)
    except PermanentError as error:
        _give_up(message, str(error))
    except Exception as error:  # noqa: BLE001 — no bug and no time limit may leave it leased
        _try_later(message, error)
    else:
        logger.info("Message %s (%s) is sent by %s", message.pk, message.event, message.channel)
        with transaction.atomic():
            if _finish(message, State.SENT, sent_at=DatabaseNow(), context={}):
                wipe_items(message)
    return message


def expire_late() -> int:
    """Close messages that would come too late and wipe them; returns how many."""
    unfinished = Q(state__in=[State.WAITING, State.DEAD]) | Q(
        state=State.SENDING, lease_until__lte=DatabaseNow()
    )
    return (
        Message.objects.late()
        .filter(unfinished)
        .update(state=State.EXPIRED, attempt_token=None, lease_until=None, context={})
    )


def forget_old() -> int:
    """Delete messages whose way ended KEPT ago; returns how many. In-app ones are the person's."""
    over = Message.objects.filter(state__in=[State.SENT, State.DEAD, State.EXPIRED])
    old = over.filter(created_at__lt=DatabaseNow() - KEPT).exclude(channel=Channel.IN_APP)
    deleted, _ = old.delete()
    return deleted


def sweep(seconds: float = SWEEP_SECONDS) -> int:
    """Send what no bell announced, for at most about `seconds`; returns how many were handled.

    A channel that fails rests until the next sweep, so a dead mail server does not delay an SMS.
    """
    expire_late()
    resting: set[str] = set()
    handled = 0
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        message = deliver(Message.objects.exclude(channel__in=resting))
        if message is None:
            break
        handled += 1
        if message.state == State.WAITING:
            resting.add(message.channel)
    return handled


def _give_up(message: Message, reason: str) -> None:
    logger.error("Message %s (%s) is dead: %s", message.pk, message.event, reason)
    _finish(message, State.DEAD, last_error=reason[:200])


def _try_later(message: Message, error: Exception) -> None:
    # Only our own errors are known to name no address and no code.
    reason = str(error) if isinstance(error, TransientError) else type(error).__name__
    if message.attempts >= MAX_ATTEMPTS:
        _give_up(message, reason)
        return
    delay = backoff(message.attempts)
    logger.warning("Message %s (%s) waits %s: %s", message.pk, message.event, delay, reason)
    _finish(message, State.WAITING, next_attempt_at=DatabaseNow() + delay, last_error=reason[:200])


def _finish(message: Message, state: State, **values: object) -> bool:
    """Write the outcome if this attempt still holds the lease; tell whether it did."""
    message.state = state
    written = Message.objects.filter(pk=message.pk, attempt_token=message.attempt_token).update(
        state=state, attempt_token=None, lease_until=None, **values
    )
    if not written:
        logger.warning("Message %s was taken over by another attempt", message.pk)
    return bool(written)
