"""The page of one record of the ministry: with whom it is joined, and how that is undone."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from integration import linking, presenters
from integration.forms import PartForm
from integration.models import RemoteCompany
from seekers.counter_forms import RevealForm
from seekers.enums import NikPurpose
from seekers.views.counter import REVEAL
from sikas import encryption
from sikas.accounts.limits import TooManyAttemptsError
from sikas.accounts.views.account import signed_in
from sikas.accounts.views.limited import refuse

MOST_IGNORED = 100  # shown of what was put aside, the newest


class PairPages:
    """Views of a queue about records that are cases no more."""

    model: Any
    name: str
    pair_name: str

    def ignored(self, request: HttpRequest) -> HttpResponse:
        """List what officers put aside, the newest first."""
        found = self.model.objects.filter(ignored_at__isnull=False)
        rows = [
            (row, reverse(self.pair_name, args=[row.pk]))
            for row in found.order_by("-ignored_at", "pk")[:MOST_IGNORED]
        ]
        return render(request, "officer/remote_ignored.html", {"queue": self, "rows": rows})

    def pair(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show a record."""
        return self._show(request, self._get(pk))

    def part(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Separate a pair."""
        pair, form = self._get(pk), PartForm(request.POST)
        if form.is_valid():
            reason = form.cleaned_data["reason"]
            try:
                linking.part(pair=pair, officer=signed_in(request), reason=reason)
            except ValidationError as error:
                form.add_error("reason", error)
            else:
                words = _(
                    "Hubungan dilepaskan. Kasusnya kembali ke antrean. Periksa isian di sini."
                )
                messages.success(request, words)
                return redirect(self.pair_name, pk=pk)
        return self._show(request, pair, form=form)

    def restore(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Bring a record that was put aside back among the cases."""
        try:
            linking.restore(pair=self._get(pk), officer=signed_in(request))
        except ValidationError as error:
            messages.info(request, error.messages[0])
        else:
            messages.success(request, _("Kasusnya kembali ke antrean."))
        return redirect(self.pair_name, pk=pk)

    def reveal(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show a full NIK once, in the answer to the very request that was logged."""
        if not request.user.has_perm(REVEAL):
            raise Http404
        pair, form = self._get(pk), RevealForm(request.POST)
        number, wait = "", None
        if form.is_valid():
            purpose = NikPurpose(form.cleaned_data["purpose"])
            try:
                found = linking.reveal_nik(pair=pair, officer=signed_in(request), purpose=purpose)
                number = found.grouped
            except TooManyAttemptsError as refused:
                form.add_error("purpose", refused)
                wait = refused.wait
            except encryption.CannotOpenError:
                form.add_error("purpose", _("NIK ini tidak terbaca. Hubungi admin sistem."))
        return refuse(self._show(request, pair, reveal=form, full_nik=number), wait)

    @property
    def is_company(self) -> bool:
        """Whether the records are of companies, not of residents."""
        return self.model is RemoteCompany

    def _get(self, pk: int) -> Any:
        local = "company" if self.is_company else "seeker"
        return get_object_or_404(self.model.objects.select_related("record", local), pk=pk)

    def _show(
        self,
        request: HttpRequest,
        pair: Any,
        *,
        form: PartForm | None = None,
        reveal: RevealForm | None = None,
        full_nik: str = "",
    ) -> HttpResponse:
        local = linking.joined_with(pair)
        former = None if local else linking.former_of(pair)
        here: Any = local or former
        page = "admin:employers_company_change" if self.is_company else "counter_person"
        may_reveal = not self.is_company and request.user.has_perm(REVEAL)
        context = {
            "queue": self,
            "pair": pair,
            "facts": presenters.facts(pair),
            "doubles": presenters.doubles(pair),
            "steps": presenters.steps(pair),
            "local": local,
            "former": former,
            "local_url": reverse(page, args=[here.pk]) if here else "",
            "staying": presenters.staying(local),
            "form": form or (PartForm() if local else None),
            "reveal": reveal or (RevealForm() if may_reveal else None),
            "full_nik": full_nik,
            "part_url": reverse(f"{self.pair_name}_part", args=[pair.pk]),
            "restore_url": reverse(f"{self.pair_name}_restore", args=[pair.pk]),
            "reveal_url": reverse("remote_seeker_reveal", args=[pair.pk]) if may_reveal else "",
        }
        return render_private(request, context)


@never_cache
def render_private(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """Return the page of a record; nothing of it may be stored."""
    return render(request, "officer/remote_pair.html", context)
