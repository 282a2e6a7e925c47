"""The control room: how the fair stands, and every act that officers may take, each confirmed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from jobfair.control import per_hour, room
from jobfair.enums import FairState, Phase
from jobfair.forms import officer as officer_forms
from jobfair.models import Fair
from jobfair.preparing import phase_tag
from jobfair.selectors import announcements
from jobfair.services import fairs
from jobfair.timeline import timeline
from jobfair.views.guards import MANAGE, fair_of, managers, readers
from sikas.accounts.models import User
from sikas.accounts.views.account import signed_in
from sikas.workflow.transitions import TransitionRefusedError

Values = Mapping[str, Any]
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Act:
    """One thing officers may do with a fair that people know of, in some of its phases."""

    title: Promise
    text: Promise
    done: Promise
    phases: tuple[Phase, ...]
    form: type[forms.Form]
    run: Callable[[Fair, User, Values], object]
    style: str = "btn"
    initial: Callable[[Fair], dict[str, Any]] = lambda _fair: {}


ACTS: Mapping[str, Act] = {
    "pengumuman": Act(
        title=gettext_lazy("Umumkan kepada semua"),
        text=gettext_lazy("Tampil di setiap halaman job fair ini, bagi siapa pun."),
        done=gettext_lazy("Pengumuman tampil."),
        phases=(
            Phase.ANNOUNCED, Phase.REGISTRATION, Phase.OPEN, Phase.CLOSING, Phase.CLOSED,
            Phase.PAUSED, Phase.CANCELLED, Phase.REPORTED,
        ),
        form=officer_forms.AnnouncementForm,
        run=lambda fair, by, values: fairs.tell_everybody(fair=fair, by=by, **values),
    ),
    "perpanjang": Act(
        title=gettext_lazy("Perpanjang"),
        text=gettext_lazy("Hanya maju, sebelum ditutup, paling banyak dua kali."),
        done=gettext_lazy("Job fair diperpanjang dan diumumkan."),
        phases=(Phase.ANNOUNCED, Phase.REGISTRATION, Phase.OPEN),
        form=officer_forms.ExtendForm,
        run=lambda fair, by, values: fairs.extend_fair(fair=fair, by=by, **values),
        initial=lambda fair: {"until": fair.closes_at + DAY},
    ),
    "jeda": Act(
        title=gettext_lazy("Jeda"),
        text=gettext_lazy("Lamaran tidak diterima sampai dilanjutkan. Waktunya dikembalikan."),
        done=gettext_lazy("Job fair dijeda dan diumumkan."),
        phases=(Phase.REGISTRATION, Phase.OPEN),
        form=officer_forms.ReasonForm,
        run=lambda fair, by, values: fairs.pause_fair(fair=fair, by=by, **values),
    ),
    "lanjutkan": Act(
        title=gettext_lazy("Lanjutkan"),
        text=gettext_lazy("Penutupan mundur selama jeda tadi, dan semua orang membacanya."),
        done=gettext_lazy("Job fair berlanjut."),
        phases=(Phase.PAUSED,),
        form=officer_forms.PlainForm,
        run=lambda fair, by, _values: fairs.resume_fair(fair=fair, by=by),
    ),
    "jadwal": Act(
        title=gettext_lazy("Pindahkan jadwal"),
        text=gettext_lazy("Selama belum dibuka. Semua pendaftaran tetap berlaku."),
        done=gettext_lazy("Jadwal baru tersimpan dan diumumkan."),
        phases=(Phase.ANNOUNCED, Phase.REGISTRATION),
        form=officer_forms.RescheduleForm,
        run=lambda fair, by, values: fairs.reschedule_fair(
            fair=fair,
            by=by,
            reason=values["reason"],
            times={name: values[name] for name in fairs.TIMES},
        ),
        initial=lambda fair: {name: getattr(fair, name) for name in fairs.TIMES},
    ),
    "batalkan": Act(
        title=gettext_lazy("Batalkan job fair"),
        text=gettext_lazy("Tidak dapat diulang. Lamaran yang sudah terkirim tetap dibaca."),
        done=gettext_lazy("Job fair dibatalkan dan diumumkan."),
        phases=(Phase.ANNOUNCED, Phase.REGISTRATION, Phase.OPEN, Phase.PAUSED),
        form=officer_forms.ReasonForm,
        run=lambda fair, by, values: fairs.cancel_fair(fair=fair, by=by, **values),
        style="btn btn-danger",
    ),
}  # fmt: skip


@readers
@require_safe
def control(request: HttpRequest, pk: int) -> HttpResponse:
    """Show how a fair stands and what may be done; without scripts one loads it again."""
    fair = fair_of(pk)
    if fair.state == FairState.DRAFT:
        messages.info(request, _("Ruang kendali dibuka setelah job fair diumumkan."))
        return redirect("officer_fair", pk=pk)
    may_manage = request.user.has_perm(MANAGE)
    allowed = [(slug, act) for slug, act in ACTS.items() if fair.phase in act.phases]
    context = {
        "fair": fair,
        "room": room(fair),
        "hours": per_hour(fair),
        "acts": allowed if may_manage else [],
        "announcements": announcements(fair).select_related("by"),
        "events": timeline(fair),
        "may_manage": may_manage,
    }
    return render(request, "officer/fair/control.html", context)


@readers
@require_safe
def now(request: HttpRequest, pk: int) -> HttpResponse:
    """Return the part of the control room that moves."""
    fair = fair_of(pk)
    if fair.state == FairState.DRAFT:
        raise Http404
    return render(request, "officer/fair/control_now.html", {"fair": fair, "room": room(fair)})


@managers
@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, pk: int, act_slug: str) -> HttpResponse:
    """Ask whether an act is meant, and why; carry it out."""
    fair, found = fair_of(pk), ACTS.get(act_slug)
    if found is None:
        raise Http404
    if fair.phase not in found.phases:
        return _too_late(request, fair)
    is_sent = request.method == "POST"
    form = found.form(request.POST if is_sent else None, initial=found.initial(fair))
    if is_sent and form.is_valid():
        try:
            found.run(fair, signed_in(request), form.cleaned_data)
        except ValidationError as error:
            form.add_error(_field_of(error, form), error)
        except TransitionRefusedError:
            return _too_late(request, fair_of(pk))
        else:
            messages.success(request, str(found.done))
            return redirect("fair_control", pk=pk)
    context = {"fair": fair, "act": found, "form": form}
    return render(request, "officer/fair/act.html", context)


@managers
@require_http_methods(["GET", "HEAD", "POST"])
def end_announcement(request: HttpRequest, pk: int, announcement_id: int) -> HttpResponse:
    """Take an announcement away."""
    fair = fair_of(pk)
    found = get_object_or_404(announcements(fair), pk=announcement_id)
    if request.method == "POST":
        fairs.end_announcement(announcement=found, by=signed_in(request))
        messages.success(request, _("Pengumuman diturunkan."))
        return redirect("fair_control", pk=pk)
    context = {"fair": fair, "announcement": found}
    return render(request, "officer/fair/announcement_end.html", context)


def _field_of(error: ValidationError, form: forms.Form) -> str | None:
    """Return the field beside which an error stands: its own, else the only time that is asked."""
    named = getattr(error, "field", "")
    return next((name for name in (named, "until") if named and name in form.fields), None)


def _too_late(request: HttpRequest, fair: Fair) -> HttpResponse:
    words = _("Itu tidak dapat dilakukan sekarang. Keadaan job fair ini: %s.")
    messages.error(request, words % phase_tag(fair)[1].lower())
    return redirect("fair_control" if fair.state != FairState.DRAFT else "officer_fair", pk=fair.pk)
