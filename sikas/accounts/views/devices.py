"""Where somebody is signed in, and ending it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView

from sikas.accounts.devices import device_name
from sikas.accounts.services import sessions
from sikas.accounts.views.account import signed_in


@method_decorator(never_cache, name="dispatch")
class DevicesView(TemplateView):
    """The list of devices; signs out one or all others."""

    template_name = "usersessions/usersession_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Name each device."""
        devices = [
            {
                "id": session.pk,
                "name": device_name(session.user_agent),
                "address": session.ip,
                "since": session.created_at,
                "is_current": session.session_key == self.request.session.session_key,
            }
            for session in sessions.living_sessions(user=signed_in(self.request))
        ]
        return super().get_context_data(devices=devices, **kwargs)

    def post(self, request: HttpRequest) -> HttpResponse:
        """End one session, or all but this one."""
        user = signed_in(request)
        if "all" in request.POST:
            sessions.end_all(user=user, keep=request.session.session_key or "")
            messages.success(request, _("Semua perangkat lain sudah keluar."))
            return redirect("usersessions_list")
        chosen = request.POST.get("session", "")
        if not _is_id(chosen) or not sessions.end_session(user=user, session_id=int(chosen)):
            raise Http404
        messages.success(request, _("Perangkat itu sudah keluar."))
        return redirect("usersessions_list")


def _is_id(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < len(str(2**63))
