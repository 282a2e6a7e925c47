"""Channels a message travels by and the states it passes through."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Channel(models.TextChoices):
    """How a message reaches a person."""

    EMAIL = "email", _("Email")
    SMS = "sms", _("SMS")
    WHATSAPP = "whatsapp", _("WhatsApp")
    IN_APP = "in_app", _("Di portal")


class State(models.TextChoices):
    """Life of a message: waiting → sending → sent, or dead (given up), or expired (too late).

    One that comes once a day is held, then bundled: its digest is what is sent.
    """

    WAITING = "waiting", _("Menunggu")
    SENDING = "sending", _("Sedang dikirim")
    SENT = "sent", _("Terkirim")
    DEAD = "dead", _("Gagal")
    EXPIRED = "expired", _("Kedaluwarsa")
    HELD = "held", _("Menunggu rangkuman")
    BUNDLED = "bundled", _("Dalam rangkuman")
