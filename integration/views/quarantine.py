"""Items that could not be read: which, why, and what officers may do with them."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from integration import quarantine
from integration.enums import Kind, QuarantineState, Reason
from integration.mapping import MAPPINGS, label_of
from integration.mapping.showing import laid_out
from integration.models import Quarantined
from integration.overview import SLUG_OF, SLUGS
from integration.reprocessing import Reread, discard, read_again, read_next
from integration.sync_forms import DiscardForm
from integration.views.guards import MANAGE, managers, readers
from sikas.accounts.views.account import signed_in
from sikas.encryption import CannotOpenError
from sikas.posting import posted_from
from sikas.ui.formats import format_number

PER_PAGE = 50
LONGEST_NUMBER = 18  # digits of an item's number
PAYLOAD_SHOWN = 20_000  # characters
# Kinds of which nothing names a person: what was sent may be shown.
OPEN_KINDS = frozenset(
    kind
    for kind, mapping in MAPPINGS.items()
    if not any(field.is_personal for field in mapping.fields)
)


@readers
@require_safe
def items(request: HttpRequest) -> HttpResponse:
    """List what waits, of one kind or reason or of all."""
    kind, reason = _asked(request.GET)
    found = _waiting(kind, reason)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("halaman"))
    after = _after(request.GET)
    context = {
        "page": page,
        "rows": [(item, Kind(item.kind).label) for item in page],
        "slug": SLUG_OF[kind] if kind else "",
        "reason": reason,
        "notes": _notes(request.GET, kind, reason),
        "kinds": [(slug, found_kind.label) for slug, found_kind in SLUGS.items()],
        "reasons": Reason.choices,
        "after": after,
        "untried": found.filter(pk__gt=after).count() if after else 0,
        "may_read_all": bool(kind and reason and page and request.user.has_perm(MANAGE)),
    }
    return render(request, "officer/sync/items.html", context)


@readers
@require_safe
def item(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one item."""
    return _show(request, get_object_or_404(Quarantined, pk=pk), DiscardForm())


@managers
@posted_from("quarantined", "pk")
def read_one(request: HttpRequest, pk: int) -> HttpResponse:
    """Read an item again."""
    found = get_object_or_404(Quarantined, pk=pk)
    if found.state != QuarantineState.OPEN:
        return _is_settled(request, pk)
    done = read_again(kind=Kind(found.kind), items=[found.pk], by=signed_in(request))
    if done.resolved:
        messages.success(request, _("Data terbaca dan sudah masuk."))
    else:
        messages.warning(request, _("Data masih belum terbaca. Alasannya tampil di bawah."))
    return redirect("quarantined", pk=pk)


@managers
@posted_from("quarantine")
def read_all(request: HttpRequest) -> HttpResponse:
    """Read the waiting items of a kind and reason again; what is too much waits for a press."""
    kind, reason = _asked(request.POST)
    if kind is None or reason is None:
        raise Http404
    by = signed_in(request)
    done = read_next(kind=kind, reason=reason, after=_after(request.POST), by=by)
    tell = messages.success if done.resolved else messages.warning
    tell(request, _told(done))
    address = reverse("quarantine")
    if not done.untried:
        return redirect(address)
    here = {"data": SLUG_OF[kind], "alasan": reason.value, "sesudah": str(done.last)}
    return redirect(f"{address}?{urlencode(here)}")


@managers
@posted_from("quarantined", "pk")
def put_aside(request: HttpRequest, pk: int) -> HttpResponse:
    """Put an item aside with a reason."""
    found, form = get_object_or_404(Quarantined, pk=pk), DiscardForm(request.POST)
    if found.state != QuarantineState.OPEN:
        return _is_settled(request, pk)
    if not form.is_valid():
        return _show(request, found, form)
    by, reason = signed_in(request), form.cleaned_data["reason"]
    try:
        is_done = discard(item=found, by=by, reason=reason)
    except ValidationError as error:
        form.add_error("reason", error)
        return _show(request, found, form)
    if not is_done:
        return _is_settled(request, pk)
    messages.success(request, _("Data diabaikan. Ia kembali bila isinya keliru dengan cara lain."))
    return redirect("quarantine")


def _is_settled(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer a second tap, or one after a colleague's: nothing is done again."""
    messages.info(request, _("Data ini sudah diselesaikan. Tidak ada yang berubah."))
    return redirect("quarantined", pk=pk)


def _show(request: HttpRequest, found: Quarantined, form: DiscardForm) -> HttpResponse:
    kind = Kind(found.kind)
    is_open = found.state == QuarantineState.OPEN
    context = {
        "item": found,
        "kind": kind.label,
        "label": label_of(kind, found.path),
        "payload": _payload(found) if kind in OPEN_KINDS else "",
        "is_private": kind not in OPEN_KINDS,
        "is_kept": bool(found.payload),
        "form": form,
        "may_manage": is_open and request.user.has_perm(MANAGE),
    }
    return render(request, "officer/sync/item.html", context)


def _asked(given: Any) -> tuple[Kind | None, Reason | None]:
    kind = SLUGS.get(given.get("data", ""))
    word = given.get("alasan", "")
    return kind, Reason(word) if word in Reason.values else None


def _after(given: Any) -> int:
    """Return the number of the item that was read last, 0 when none was."""
    word = given.get("sesudah", "")[:LONGEST_NUMBER]
    return int(word) if word.isascii() and word.isdecimal() else 0


def _notes(given: Any, kind: Kind | None, reason: Reason | None) -> list[str]:
    """Say what of a filter was not understood."""
    asked = (("data", _("Data"), kind), ("alasan", _("Alasan"), reason))
    return [
        _("Pilihan “%(value)s” untuk %(filter)s tidak dikenal, jadi tidak kami pakai.")
        % {"value": value[:40].replace("\x00", ""), "filter": label}
        for name, label, found in asked
        if (value := given.get(name, "")) and not found
    ]


def _waiting(kind: Kind | None, reason: Reason | None) -> Any:
    found = Quarantined.objects.filter(state=QuarantineState.OPEN)
    wanted = {"kind": kind, "reason": reason}
    return found.filter(**{name: value for name, value in wanted.items() if value})


def _payload(found: Quarantined) -> str:
    try:
        return laid_out(quarantine.unseal(found.payload), PAYLOAD_SHOWN)
    except (CannotOpenError, ValueError):
        return ""


def _told(done: Reread) -> str:
    words = _("%(good)s data masuk, %(left)s tetap menunggu.")
    if done.untried:
        words += " " + _("%(untried)s lagi belum dicoba.")
    return words % {
        "good": format_number(done.resolved),
        "left": format_number(done.left),
        "untried": format_number(done.untried),
    }
