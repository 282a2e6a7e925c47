"""Officers' view of the outbox: what was sent, what failed, and another try."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from sikas.admin import SikasModelAdmin
from sikas.notifications.models import Message
from sikas.notifications.services import retry_message


@admin.register(Message)
class MessageAdmin(SikasModelAdmin):
    """Read only; the content is never shown, it may hold a code."""

    list_display = ["created_at", "event", "channel", "state", "attempts", "last_error", "sent_at"]
    list_filter = ["state", "channel", "event"]
    search_fields = ["=key", "=address"]
    exclude = ["context"]
    ordering = ["-created_at"]
    actions = ["retry"]

    def has_add_permission(self, *_args: Any, **_kwargs: Any) -> bool:
        """Messages are made by what happens in the portal."""
        return False

    def has_change_permission(self, *_args: Any, **_kwargs: Any) -> bool:
        """Nobody rewrites what was sent."""
        return False

    def has_delete_permission(self, *_args: Any, **_kwargs: Any) -> bool:
        """Nobody hides what was sent."""
        return False

    def has_retry_permission(self, request: HttpRequest) -> bool:
        """Whoever holds the right to change messages may send them again."""
        return request.user.has_perm("notifications.change_message")

    @admin.action(description=_("Kirim ulang pesan yang gagal"), permissions=["retry"])
    def retry(self, request: HttpRequest, queryset: QuerySet[Message]) -> None:
        """Send dead messages again."""
        count = sum(retry_message(message=message) for message in queryset)
        self.message_user(
            request,
            ngettext(
                "%d pesan dimasukkan lagi ke antrean.",
                "%d pesan dimasukkan lagi ke antrean.",
                count,
            )
            % count,
            messages.SUCCESS if count else messages.WARNING,
        )
