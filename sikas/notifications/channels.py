"""Sending one message by its channel."""

import smtplib

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.utils.module_loading import import_string

from sikas.notifications.digests import context_of
from sikas.notifications.enums import Channel
from sikas.notifications.errors import PermanentError, TransientError
from sikas.notifications.gateways import TextGateway
from sikas.notifications.models import Message
from sikas.notifications.rendering import render, render_line

SMTP_PERMANENT = 500  # RFC 5321 4.2.1: 5yz is a permanent negative reply, 4yz a transient one


def send(message: Message) -> None:
    """Send a message; raises TransientError or PermanentError. Must not run in a transaction."""
    if message.channel == Channel.EMAIL:
        _send_email(message)
    else:
        _send_text(message)


def _send_email(message: Message) -> None:
    context = context_of(message)
    email = EmailMultiAlternatives(
        subject=render_line(message.event, "subject.txt", context),
        body=render(message.event, "txt", context),
        to=[message.address],
        headers=_headers(message),
    )
    email.attach_alternative(render(message.event, "html", context), "text/html")
    try:
        email.send()
    except smtplib.SMTPRecipientsRefused as error:
        _raise_for(max(code for code, _ in error.recipients.values()), error)
    except smtplib.SMTPResponseException as error:
        _raise_for(error.smtp_code, error)
    except (smtplib.SMTPException, OSError) as error:
        raise TransientError(type(error).__name__) from error


def _headers(message: Message) -> dict[str, str]:
    # The same id at every attempt lets mail servers and readers drop a double.
    headers = {
        "Message-ID": f"<{message.pk}@{settings.EMAIL_DOMAIN}>",
        "Auto-Submitted": "auto-generated",
    }
    if url := message.context.get("unsubscribe_url"):  # RFC 8058: one click, without a page
        headers["List-Unsubscribe"] = f"<{url}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return headers


def _raise_for(code: int, error: Exception) -> None:
    kind = PermanentError if code >= SMTP_PERMANENT else TransientError
    raise kind(f"SMTP {code}") from error


def _send_text(message: Message) -> None:
    gateway: TextGateway = import_string(settings.SMS_BACKEND)()
    gateway.send(
        channel=Channel(message.channel),
        to=message.address,
        text=render(message.event, "sms.txt", context_of(message)),
        idempotency_key=str(message.pk),
    )
