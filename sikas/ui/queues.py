"""Officers' queues: one case per screen, held by one officer, and the next by itself.

A queue is a subclass of `CaseQueue`; the app adds `MyQueue().urls()` to its addresses.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Min, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from sikas.posting import posted_from
from sikas.workflow import claims
from sikas.workflow.models import MAX_REASON
from sikas.workflow.transitions import TransitionRefusedError

SHOWN_IN_OVERVIEW = 50
Text = str | Promise


@dataclass(frozen=True)
class Decision:
    """What an officer may decide: the state it leads to, its button and its key on the keyboard."""

    to: str
    label: Text
    key: str
    style: str
    needs_reason: bool = True


class DecisionForm(forms.Form):
    """A decision and its reason."""

    decision = forms.ChoiceField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, queue: "CaseQueue", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.missing = queue.reason_missing
        self.fields["reason"] = forms.CharField(
            label=str(queue.reason_label),
            required=False,
            max_length=queue.reason_longest,
            widget=forms.Textarea(attrs={"rows": 4}),
        )
        self.by_state = {decision.to: decision for decision in queue.decisions}
        self.fields["decision"].choices = [(to, to) for to in self.by_state]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Ask for the reason when the decision needs one."""
        data = super().clean() or {}
        decision = self.by_state.get(data.get("decision", ""))
        is_wrong = "reason" in self.errors
        if decision and decision.needs_reason and not is_wrong and not self.has_reason(data):
            self.add_error("reason", str(self.missing))
        return data

    def has_reason(self, data: dict[str, Any]) -> bool:
        """Tell whether what was typed says why."""
        return bool(data.get("reason", "").strip())

    @property
    def findings(self) -> dict[str, Any]:
        """Return what else the officer found: further arguments of the queue's `decide`."""
        return {}


class CaseQueue:
    """One kind of cases that wait for an officer, oldest first.

    A subclass names the queue and its words, and says what waits, what a case's page shows and
    what a decision does.
    """

    name: str  # of the addresses: <name>, <name>_take, <name>_case
    address: str
    title: Text
    permission: str
    template: str
    decisions: Sequence[Decision]
    snippets: Sequence[Text] = ()
    order: Sequence[str] = ("submitted_at",)
    since: str = "submitted_at"  # attribute of a case: since when it waits
    since_label: Text = gettext_lazy("Diajukan")
    ignored_name: str = ""  # of the address that lists what officers put aside, if they may
    watch_permission: str = ""  # of officers who read these cases and decide none
    reason_label: Text = gettext_lazy("Alasan untuk perusahaan")
    reason_hint: Text = gettext_lazy(
        "Wajib diisi untuk minta perbaikan dan tolak. Perusahaan membaca alasan ini."
    )
    reason_missing: Text = gettext_lazy("Tulis alasannya. Perusahaan membaca alasan ini.")
    reason_longest: int = MAX_REASON

    @property
    def take_name(self) -> str:
        """Name of the address that takes a case."""
        return f"{self.name}_take"

    @property
    def case_name(self) -> str:
        """Name of the address of one case."""
        return f"{self.name}_case"

    def waiting(self) -> "QuerySet[Any]":
        """Return the cases that wait."""
        raise NotImplementedError

    def mark(self, _case: Any) -> str:
        """Return what the list says of a case besides its name: how long it may still take."""
        return ""

    def shown(self, _request: HttpRequest) -> "QuerySet[Any]":
        """Return the cases that the list shows the first of; a long queue is read page by page."""
        return self.waiting()

    def following(self, _last: Any) -> str:
        """Return the address of the page after the one that ends with this case."""
        return ""

    def urgent(self) -> int:
        """Return how many cases cannot wait."""
        return 0

    def steps(self, case: Any) -> list[dict[str, Any]]:
        """Return what happened to a case, newest first, as the timeline shows it."""
        names = dict(case._meta.get_field("state").flatchoices)
        return [
            {"title": names[row.to_state], "at": row.at, "by": row.by, "note": row.reason}
            for row in case.transitions.select_related("by").order_by("-at", "-pk")
        ]

    def form(self, _case: Any, data: Any, _officer: Any) -> DecisionForm:
        """Return the form that decides a case; a queue that asks for more has its own."""
        return DecisionForm(data, queue=self)

    def context(self, case: Any) -> dict[str, Any]:
        """Return what the page of a case shows."""
        raise NotImplementedError

    def decide(self, *, case: Any, to: str, officer: Any, reason: str) -> None:
        """Carry the decision out; ValidationError and TransitionRefusedError are shown."""
        raise NotImplementedError

    def may_decide(self, officer: Any) -> bool:
        """Tell whether this officer may take cases of this queue."""
        return bool(officer.is_staff and officer.has_perm(self.permission))

    def may_read(self, officer: Any) -> bool:
        """Tell whether this officer may see the cases of this queue."""
        watches = officer.is_staff and self.watch_permission
        return self.may_decide(officer) or bool(watches and officer.has_perm(watches))

    def urls(self) -> list[URLPattern]:
        """Return the addresses of the queue."""
        return [
            path(self.address, self.guard(require_safe(self.overview)), name=self.name),
            path(
                f"{self.address}ambil/",
                self.guard(posted_from(self.name)(self.take)),
                name=self.take_name,
            ),
            path(
                f"{self.address}<int:pk>/",
                self.guard(require_http_methods(["GET", "HEAD", "POST"])(self.case)),
                name=self.case_name,
            ),
        ]

    def guard(self, view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        """Return the view for officers of this queue, GET also for those who only read it.

        Nobody else finds it.
        """

        def guarded(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
            may = self.may_decide if request.method == "POST" else self.may_read
            if not may(request.user):
                raise Http404
            return view(request, **kwargs)

        return guarded

    def overview(self, request: HttpRequest) -> HttpResponse:
        """Show how many wait, since when, and who works on what."""
        waiting = self.waiting()
        found = list(self.shown(request).order_by(*self.order, "pk")[: SHOWN_IN_OVERVIEW + 1])
        rows, is_part = found[:SHOWN_IN_OVERVIEW], len(found) > SHOWN_IN_OVERVIEW
        context = {
            "queue": self,
            "rows": [
                (case, holder, getattr(case, self.since), self.mark(case))
                for case, holder in claims.with_holders(rows)
            ],
            "may_decide": self.may_decide(request.user),
            "number": waiting.count() if is_part or request.GET else len(rows),
            "following": self.following(rows[-1]) if is_part else "",
            "oldest": waiting.aggregate(oldest=Min(self.since))["oldest"] if rows else None,
            "take_url": reverse(self.take_name),
        }
        return render(request, "officer/queue.html", context)

    def take(self, request: HttpRequest) -> HttpResponse:
        """Hold a case — the one named, else the next — and open it."""
        wanted = request.POST.get("case", "")
        if not wanted:
            return self._next(request)
        case = self._find(wanted)
        if case is None or not claims.claim(case, request.user):
            messages.info(request, _("Kasus itu sedang diperiksa petugas lain."))
            return redirect(self.name)
        return redirect(self.case_name, pk=case.pk)

    def case(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show a case; carry out what the officer decides about it."""
        case = self._find(str(pk))
        if case is None:
            messages.info(request, _("Kasus itu sudah diputuskan."))
            return redirect(self.name)
        form = self.form(case, request.POST or None, request.user)
        if request.method == "POST":
            if "skip" in request.POST:
                claims.release(case, request.user)
                return redirect(self.name)
            if form.is_valid() and self._carry_out(request, case, form):
                return self._next(request)
        holder = claims.holder(case)
        context = {
            "queue": self,
            "case": case,
            "form": form,
            "holder": holder,
            "is_mine": holder == request.user,
            "may_decide": self.may_decide(request.user),
            "since": getattr(case, self.since),
            "left": self.waiting().count(),
            "steps": self.steps(case),
            "decisions": list(form.by_state.values()),
            **self.context(case),
        }
        return render(request, self.template, context)

    def _find(self, pk: str) -> Any | None:
        is_number = pk.isascii() and pk.isdigit() and len(pk) < 19  # noqa: PLR2004 - a bigint
        return self.waiting().filter(pk=pk).first() if is_number else None

    def _carry_out(self, request: HttpRequest, case: Any, form: DecisionForm) -> bool:
        decision = form.by_state[form.cleaned_data["decision"]]
        if not claims.claim(case, request.user):
            form.add_error(None, _("Kasus ini sekarang diperiksa petugas lain."))
            return False
        try:
            self.decide(
                case=case,
                to=decision.to,
                officer=request.user,
                reason=form.cleaned_data["reason"],
                **form.findings,
            )
        except ValidationError as error:
            form.add_error(None, error)
            return False
        except TransitionRefusedError:
            form.add_error(None, _("Kasus ini sudah diputuskan. Muat ulang antrean."))
            return False
        messages.success(request, _("Keputusan tersimpan: %s.") % str(decision.label).lower())
        return True

    def _next(self, request: HttpRequest) -> HttpResponse:
        case = claims.claim_next(self.waiting(), request.user, order=self.order)
        if case is None:
            messages.info(request, _("Tidak ada lagi kasus yang menunggu."))
            return redirect(self.name)
        return redirect(self.case_name, pk=case.pk)
