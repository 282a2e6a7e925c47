"""Delivery: claimed by one, fenced, tried again, given up, wiped, never late."""

import smtplib
from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail import EmailMessage, EmailMultiAlternatives

from sikas import clock as sikas_clock
from sikas.notifications import channels, delivery
from sikas.notifications.enums import Channel, State
from sikas.notifications.errors import PermanentError, TransientError
from sikas.notifications.models import Message
from sikas.notifications.services import retry_message
from sikas.notifications.tasks import forget_old
from tests.factories import UserFactory
from tests.notifications.messages import queue_code, queue_text

pytestmark = pytest.mark.django_db


def deliver(message: Message) -> Message:
    delivery.deliver(Message.objects.filter(pk=message.pk))
    message.refresh_from_db()
    return message


def alternatives(email: EmailMessage) -> list[tuple[str, str]]:
    assert isinstance(email, EmailMultiAlternatives)
    return [(str(content), str(kind)) for content, kind in email.alternatives]


def failing(error: BaseException):
    def send(*_: object, **__: object) -> None:
        raise error

    return send


def test_sent_email_has_two_parts_a_stable_id_and_leaves_no_code_behind():
    message = deliver(queue_code())
    (email,) = mail.outbox
    assert email.to == ["rina@example.test"]
    assert email.subject == "123456 adalah kode SIKAS Anda"
    assert "Kode Anda: 123456" in email.body
    (html,) = alternatives(email)
    assert html[1] == "text/html"
    assert "123456" in html[0]
    assert email.extra_headers["Message-ID"].startswith(f"<{message.pk}@")
    assert (message.state, message.context, message.attempts) == (State.SENT, {}, 1)
    assert message.sent_at is not None
    assert message.attempt_token is None


def test_text_of_a_mail_is_not_escaped_and_its_html_is():
    deliver(queue_code(context={"code": "<O'Brien & Co>", "minutes": 10}))
    (email,) = mail.outbox
    assert "<O'Brien & Co>" in email.subject
    assert "<O'Brien & Co>" in email.body
    assert "&lt;O&#x27;Brien &amp; Co&gt;" in alternatives(email)[0][0]


def test_line_breaks_in_a_name_do_not_reach_the_headers():
    deliver(queue_code(context={"code": "1\r\nBcc: all@example.test", "minutes": 10}))
    assert mail.outbox[0].subject == "1 Bcc: all@example.test adalah kode SIKAS Anda"
    assert mail.outbox[0].recipients() == ["rina@example.test"]


def test_sent_message_is_not_sent_again():
    message = deliver(queue_code())
    deliver(message)
    assert len(mail.outbox) == 1


def test_claimed_message_is_left_alone_until_its_lease_ends(clock):
    message = queue_code()
    assert delivery.claim(Message.objects.all()) is not None
    assert delivery.claim(Message.objects.all()) is None
    clock.move(delivery.LEASE - timedelta(seconds=1))
    assert delivery.claim(Message.objects.all()) is None
    clock.move(timedelta(seconds=2))
    second = delivery.claim(Message.objects.all())
    assert second is not None
    assert (second.pk, second.attempts) == (message.pk, 2)


def test_attempt_that_lost_its_lease_cannot_write_the_outcome(clock, caplog):
    queue_code()
    slow = delivery.claim(Message.objects.all())
    assert slow is not None
    clock.move(delivery.LEASE + timedelta(seconds=1))
    fast = delivery.claim(Message.objects.all())
    assert fast is not None
    delivery._finish(slow, State.DEAD, last_error="late")
    row = Message.objects.get()
    assert (row.state, row.attempt_token) == (State.SENDING, fast.attempt_token)
    assert "taken over" in caplog.text


def test_crash_between_sending_and_noting_sends_at_least_once(clock, monkeypatch):
    message = queue_code()
    with monkeypatch.context() as patch:
        patch.setattr(delivery, "_finish", failing(KeyboardInterrupt()))
        with pytest.raises(KeyboardInterrupt):
            delivery.deliver(Message.objects.all())
    clock.move(delivery.LEASE + timedelta(seconds=1))
    assert delivery.sweep() == 1
    message.refresh_from_db()
    assert message.state == State.SENT
    first, second = mail.outbox
    assert first.extra_headers["Message-ID"] == second.extra_headers["Message-ID"]


@pytest.mark.parametrize(
    ("error", "state", "reason"),
    [
        (ConnectionRefusedError(), State.WAITING, "ConnectionRefusedError"),
        (smtplib.SMTPServerDisconnected("rina@example.test"), State.WAITING, "SMTPServer"),
        (smtplib.SMTPDataError(451, b"greylisted rina@example.test"), State.WAITING, "SMTP 451"),
        (smtplib.SMTPDataError(554, b"spam"), State.DEAD, "SMTP 554"),
        (smtplib.SMTPRecipientsRefused({"rina@example.test": (550, b"")}), State.DEAD, "SMTP 550"),
        (ZeroDivisionError("123456"), State.WAITING, "ZeroDivisionError"),
    ],
)
def test_failure_is_tried_again_or_given_up(error, state, reason, monkeypatch, caplog):
    monkeypatch.setattr(EmailMultiAlternatives, "send", failing(error))
    message = deliver(queue_code())
    assert message.state == state
    assert message.last_error.startswith(reason)
    assert message.context["code"] == "123456"
    for secret in ("rina@example.test", "123456"):
        assert secret not in message.last_error
        assert secret not in caplog.text


def test_event_without_template_is_dead():
    message = deliver(queue_code(event="unknown"))
    assert message.state == State.DEAD
    assert "unknown" in message.last_error


def test_retries_wait_longer_each_time_and_end(clock, monkeypatch):
    monkeypatch.setattr(channels, "send", failing(TransientError("HTTP 503")))
    monkeypatch.setattr("random.uniform", lambda _low, high: high)
    clock.freeze(sikas_clock.now())
    message = queue_code()
    waits = []
    for _ in range(delivery.MAX_ATTEMPTS - 1):
        deliver(message)
        wait = message.next_attempt_at - sikas_clock.now()
        assert delivery.claim(Message.objects.all()) is None
        waits.append(wait.total_seconds())
        clock.move(wait)
    assert waits[:4] == [5, 10, 20, 40]
    assert waits[-1] == delivery.MAX_DELAY
    assert timedelta(hours=24) < timedelta(seconds=sum(waits) / 2) + timedelta(hours=1)
    assert deliver(message).state == State.DEAD


def test_jitter_spreads_over_the_whole_wait():
    delays = {delivery.backoff(5).total_seconds() for _ in range(200)}
    assert min(delays) < 20
    assert max(delays) > 60
    assert all(1 <= delay <= 80 for delay in delays)


def test_message_that_kills_its_workers_is_given_up(clock):
    message = queue_code()
    Message.objects.update(attempts=delivery.MAX_ATTEMPTS)
    assert deliver(message).state == State.DEAD
    assert mail.outbox == []


def test_dead_message_is_sent_after_a_retry(monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(channels, "send", failing(PermanentError("SMTP 550")))
        message = deliver(queue_code())
    assert retry_message(message=message) is True
    assert deliver(message).state == State.SENT
    assert retry_message(message=message) is False
    assert len(mail.outbox) == 1


def test_late_code_is_not_sent_and_wiped(clock):
    expires_at = sikas_clock.now() + timedelta(minutes=10)
    message = queue_code(expires_at=expires_at)
    clock.move(timedelta(minutes=11))
    deliver(message)
    assert message.state == State.WAITING
    delivery.sweep()
    message.refresh_from_db()
    assert (message.state, message.context) == (State.EXPIRED, {})
    assert mail.outbox == []


def test_finished_message_is_forgotten_after_ninety_days(clock):
    sent, dead = deliver(queue_code()), deliver(queue_code(event="tanpa-naskah"))
    late = queue_code(key="2", expires_at=sikas_clock.now())
    delivery.expire_late()
    waiting = queue_code(key="3")
    reader = UserFactory.create()
    in_app = queue_code(key="4", channel=Channel.IN_APP, address="", recipient=reader)
    everything = {sent.pk, dead.pk, late.pk, waiting.pk, in_app.pk}

    clock.move(timedelta(days=89))
    forget_old()
    assert set(Message.objects.values_list("pk", flat=True)) == everything

    clock.move(timedelta(days=2))
    forget_old()
    assert set(Message.objects.values_list("pk", flat=True)) == {waiting.pk, in_app.pk}


def test_sweep_sends_everything_and_lets_a_failing_channel_rest(monkeypatch):
    calls = []

    def send(message: Message) -> None:
        calls.append(message.channel)
        if message.channel == Channel.EMAIL:
            raise TransientError("SMTP 451")

    monkeypatch.setattr(channels, "send", send)
    for number in range(3):
        queue_code(key=f"{number}")
        queue_text(key=f"{number}")
    assert delivery.sweep() == 4
    assert calls.count(Channel.EMAIL) == 1
    assert Message.objects.filter(state=State.SENT).count() == 3
