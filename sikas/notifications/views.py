"""A person's messages in the portal."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from sikas.notifications.inbox import entries, messages_to, path_of, unread_count
from sikas.notifications.services import open_all, open_message

ON_A_PAGE = 20


@never_cache
@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """List the messages, newest first."""
    page = Paginator(messages_to(request.user), ON_A_PAGE).get_page(request.GET.get("halaman"))
    context = {
        "page": page,
        "entries": entries(page.object_list),
        "unread": unread_count(request.user),
    }
    return render(request, "account/inbox.html", context)


@require_POST
def open_one(request: HttpRequest, message_id: UUID) -> HttpResponse:
    """Note that a message is read and go where it leads."""
    message = get_object_or_404(messages_to(request.user), pk=message_id)
    open_message(message=message)
    return redirect(path_of(message.context) or "inbox")


@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    """Note that all messages are read."""
    open_all(person=request.user)
    return redirect("inbox")
