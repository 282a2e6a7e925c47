"""A person's messages in the portal, and which ones he wants."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from sikas.notifications.forms import PreferencesForm
from sikas.notifications.inbox import entries, messages_to, path_of, unread_count
from sikas.notifications.preferences import save_choices
from sikas.notifications.services import open_all, open_message
from sikas.notifications.topics import topics_for
from sikas.notifications.unsubscribing import Subscription, subscription_of
from sikas.posting import posted_from

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


@posted_from("inbox")
def open_one(request: HttpRequest, message_id: UUID) -> HttpResponse:
    """Note that a message is read and go where it leads."""
    message = get_object_or_404(messages_to(request.user), pk=message_id)
    open_message(message=message)
    return redirect(path_of(message.context) or "inbox")


@posted_from("inbox")
def read_all(request: HttpRequest) -> HttpResponse:
    """Note that all messages are read."""
    open_all(person=request.user)
    return redirect("inbox")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: HttpRequest) -> HttpResponse:
    """Choose the channels of each topic, and how often its messages come."""
    person: Any = request.user
    form = PreferencesForm(request.POST if request.method == "POST" else None, person=person)
    if form.is_valid():
        save_choices(person=person, choices=form.choices())
        messages.success(request, _("Pilihan tersimpan."))
        return redirect("notification_settings")
    context = {
        "account": person,
        "form": form,
        "essential": [topic for topic in topics_for(person.kind) if topic.essential],
    }
    return render(request, "account/notifications.html", context)


@csrf_exempt  # a mail server posts here (RFC 8058); whoever has the link can only switch off
@never_cache
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Say what the e-mails are about and ask; a POST stops them."""
    subscription = _subscription(token)
    if request.method == "POST":
        subscription.switch(False)
        subscription = _subscription(token)
    context = {"subscription": subscription, "token": token}
    return render(request, "account/unsubscribe.html", context)


@login_not_required
@posted_from("unsubscribe", "token")
def resubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Let the e-mails come again."""
    _subscription(token).switch(True)
    messages.success(request, _("Email dikirim lagi."))
    return redirect("unsubscribe", token)


def _subscription(token: str) -> Subscription:
    subscription = subscription_of(token)
    if subscription is None:
        raise Http404
    return subscription
