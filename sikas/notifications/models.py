"""The message outbox: one row per message, written in the transaction of the business change."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sikas.clock import DatabaseNow
from sikas.notifications.enums import Channel, State


class MessageQuerySet(models.QuerySet["Message"]):
    """Reads of the outbox; the database's clock decides what is due."""

    def late(self) -> "MessageQuerySet":
        """Messages whose time to be useful has passed."""
        return self.filter(expires_at__lte=DatabaseNow())

    def due(self) -> "MessageQuerySet":
        """Messages to be sent now: waiting long enough, or left behind by a worker that died."""
        return self.filter(
            Q(state=State.WAITING, next_attempt_at__lte=DatabaseNow())
            | Q(state=State.SENDING, lease_until__lte=DatabaseNow()),
            Q(expires_at__isnull=True) | Q(expires_at__gt=DatabaseNow()),
        ).order_by("next_attempt_at")

    def unread(self) -> "MessageQuerySet":
        """Messages that nobody opened; only those in the portal can be."""
        return self.filter(channel=Channel.IN_APP, read_at__isnull=True)


class Message(models.Model):
    """What has to reach one address by one channel; unique per event, key and channel."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    event = models.CharField(_("peristiwa"), max_length=60)
    key = models.CharField(_("kunci"), max_length=200)
    channel = models.CharField(_("saluran"), max_length=10, choices=Channel.choices)
    address = models.CharField(_("alamat tujuan"), max_length=320, blank=True)
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("penerima"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
    )
    context = models.JSONField(_("isi"), default=dict, blank=True)
    state = models.CharField(
        _("status"), max_length=10, choices=State.choices, default=State.WAITING
    )
    attempts = models.PositiveSmallIntegerField(_("percobaan"), default=0)
    attempt_token = models.UUIDField(null=True, blank=True, editable=False)
    lease_until = models.DateTimeField(null=True, blank=True, editable=False)
    next_attempt_at = models.DateTimeField(_("percobaan berikut"), db_default=DatabaseNow())
    expires_at = models.DateTimeField(_("berlaku sampai"), null=True, blank=True)
    created_at = models.DateTimeField(_("dibuat"), db_default=DatabaseNow(), editable=False)
    sent_at = models.DateTimeField(_("terkirim"), null=True, blank=True)
    read_at = models.DateTimeField(_("dibaca"), null=True, blank=True)
    last_error = models.CharField(_("galat terakhir"), max_length=200, blank=True)
    digest = models.ForeignKey(
        "self",
        verbose_name=_("rangkuman"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        editable=False,
        db_index=False,
        related_name="items",
    )

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("pesan")
        verbose_name_plural = _("pesan")
        constraints = [
            models.UniqueConstraint(
                fields=["event", "key", "channel"],
                name="message_once_per_event_and_channel",
                violation_error_message=_("Pesan ini sudah ada."),
            ),
            models.CheckConstraint(
                condition=Q(
                    state=State.SENDING, attempt_token__isnull=False, lease_until__isnull=False
                )
                | (
                    ~Q(state=State.SENDING)
                    & Q(attempt_token__isnull=True, lease_until__isnull=True)
                ),
                name="message_leased_while_sending",
                violation_error_message=_("Pesan yang sedang dikirim harus punya pemegang."),
            ),
            models.CheckConstraint(
                condition=Q(state=State.SENT, sent_at__isnull=False)
                | (~Q(state=State.SENT) & Q(sent_at__isnull=True)),
                name="message_sent_at_when_sent",
                violation_error_message=_("Pesan terkirim harus punya waktu kirim."),
            ),
            models.CheckConstraint(
                condition=~Q(address="") | Q(channel=Channel.IN_APP, recipient__isnull=False),
                name="message_has_destination",
                violation_error_message=_("Pesan harus punya alamat tujuan."),
            ),
            models.CheckConstraint(
                condition=Q(state=State.BUNDLED, digest__isnull=False)
                | (~Q(state=State.BUNDLED) & Q(digest__isnull=True)),
                name="message_bundled_in_a_digest",
                violation_error_message=_("Pesan dalam rangkuman harus punya rangkumannya."),
            ),
            models.CheckConstraint(
                condition=~Q(state=State.HELD) | Q(recipient__isnull=False),
                name="message_held_for_somebody",
                violation_error_message=_("Pesan yang menunggu rangkuman harus punya penerima."),
            ),
        ]
        indexes = [
            models.Index(
                F("next_attempt_at"),
                condition=Q(state__in=[State.WAITING, State.SENDING]),
                name="message_pending",
            ),
            models.Index(F("state"), F("created_at").desc(), name="message_by_state"),
            models.Index(
                F("recipient"),
                F("created_at").desc(),
                condition=Q(channel=Channel.IN_APP),
                name="message_in_app",
            ),
            models.Index(
                F("recipient"),
                condition=Q(channel=Channel.IN_APP, read_at__isnull=True),
                name="message_unread",
            ),
            models.Index(
                F("recipient"), F("channel"), condition=Q(state=State.HELD), name="message_held"
            ),
            models.Index(F("digest"), condition=Q(digest__isnull=False), name="message_of_digest"),
        ]

    def __str__(self) -> str:
        return f"{self.event} · {self.get_channel_display()}"


class Preference(models.Model):
    """What a person chose about a topic; where nothing was chosen the topic's default holds."""

    CHANNELS = (Channel.EMAIL.value, Channel.WHATSAPP.value, Channel.IN_APP.value)

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("orang"),
        on_delete=models.CASCADE,
        related_name="+",
    )
    topic = models.CharField(_("topik"), max_length=40)
    email = models.BooleanField(_("email"), null=True)
    whatsapp = models.BooleanField(_("WhatsApp"), null=True)
    in_app = models.BooleanField(_("di portal"), null=True)
    daily = models.BooleanField(_("sekali sehari"), null=True)
    changed_at = models.DateTimeField(_("diubah"), db_default=DatabaseNow())

    class Meta:
        verbose_name = _("pilihan pesan")
        verbose_name_plural = _("pilihan pesan")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "topic"],
                name="preference_once_per_topic",
                violation_error_message=_("Pilihan tentang topik ini sudah ada."),
            ),
        ]

    def __str__(self) -> str:
        return self.topic

    def word_on(self, channel: Channel) -> bool | None:
        """Return whether a channel is wanted, None when nothing was said about it."""
        return getattr(self, channel.value) if channel.value in self.CHANNELS else None
