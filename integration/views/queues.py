"""The officers' queues of companies and residents of the ministry whom no number joined."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from integration import candidates, linking, presenters
from integration.comparing import barred_from_registering
from integration.forms import LINK, MatchForm, Options
from integration.models import RemoteCompany, RemoteSeeker
from integration.models.settlements import MAX_REASON
from integration.views.pairs import PairPages
from sikas import encryption
from sikas.accounts.models import User
from sikas.posting import posted_from
from sikas.ui.queues import CaseQueue, Decision

Candidates = Sequence[candidates.Candidate]
AFTER = "setelah"
REGISTER, IGNORE, PART = "register", "ignore", "part"
EPOCH, MICROSECOND = datetime(1970, 1, 1, tzinfo=UTC), timedelta(microseconds=1)
_PLACE = re.compile(r"([0-9]{1,17})\.([0-9]{1,18})")
LINKING = Decision(LINK, gettext_lazy("Hubungkan"), "h", "btn", needs_reason=False)
REGISTERING = Decision(
    REGISTER, gettext_lazy("Daftarkan di sini"), "d", "btn btn-quiet", needs_reason=False
)
IGNORING = Decision(IGNORE, gettext_lazy("Abaikan"), "a", "btn btn-quiet")
AGREEING = Decision(LINK, gettext_lazy("Hubungan ini benar"), "h", "btn", needs_reason=False)
PARTING = Decision(PART, gettext_lazy("Lepaskan hubungan"), "p", "btn btn-danger")


class RemoteQueue(PairPages, CaseQueue):
    """Records of one kind that wait for an officer; read page by page, there may be thousands."""

    template = "officer/remote_case.html"
    order = ("waits_since",)
    since = "waits_since"
    since_label = gettext_lazy("Menunggu sejak")
    reason_label = gettext_lazy("Alasan untuk catatan")
    reason_hint = gettext_lazy(
        "Wajib untuk mengabaikan dan melepaskan. Tidak dikirim ke siapa pun. Jangan menulis NIK."
    )
    reason_missing = gettext_lazy("Tulis alasannya untuk catatan.")
    reason_longest = MAX_REASON

    def waiting(self) -> "QuerySet[Any]":
        """Return the records that wait; settling keeps the mark."""
        return self.model._default_manager.filter(waits_since__isnull=False)

    def shown(self, request: HttpRequest) -> "QuerySet[Any]":
        """Return the records after the one that the address names."""
        place = _PLACE.fullmatch(request.GET.get(AFTER, ""))
        if place is None:
            return self.waiting()
        since = EPOCH + int(place[1]) * MICROSECOND
        later = Q(waits_since__gt=since) | Q(pk__gt=int(place[2]))
        return self.waiting().filter(later, waits_since__gte=since)

    def following(self, last: Any) -> str:
        """Return the address of the page after this record."""
        moment = (last.waits_since - EPOCH) // MICROSECOND
        return "?" + urlencode({AFTER: f"{moment}.{last.pk}"})

    def mark(self, case: Any) -> str:
        """Return why a pair is questioned."""
        return str(case.get_question_display())

    def steps(self, case: Any) -> list[dict[str, Any]]:
        """Return what happened to the record."""
        return presenters.steps(case)

    def form(self, case: Any, data: Any, _officer: User) -> MatchForm:
        """Return the decision with the candidates."""
        found = self.candidates(case)
        return MatchForm(data, queue=self, options=self.options(case, found), candidates=found)

    def options(self, case: Any, found: Candidates) -> Options:
        """Return what can be done about a pair that is questioned, or about a single record."""
        wanted = (AGREEING, PARTING) if case.question else self.decisions
        barred = self.barred(case, found)
        can = [one for one in wanted if one.to not in barred]
        notes = [barred[one.to] for one in wanted if one.to in barred]
        return Options(can, notes, is_pair=bool(case.question))

    def barred(self, case: Any, found: Candidates) -> dict[str, str]:
        """Return what cannot be done now, each with the reason."""
        if any(not one.compared.hindrance for one in found):
            return {}
        if case.question:
            return {LINK: _("Hubungan ini belum dapat dibenarkan. Sebabnya tertulis di calonnya.")}
        return {LINK: _("Tidak ada calon yang dapat dihubungkan.")}

    def candidates(self, case: Any) -> Candidates:
        """Return whom of ours the record may be."""
        raise NotImplementedError

    def context(self, case: Any) -> dict[str, Any]:
        """Return what the ministry says."""
        return {
            "facts": presenters.facts(case),
            "checks": presenters.checks(case),
            "doubles": presenters.doubles(case),
            "staying": presenters.staying(linking.joined_with(case)),
            "pair_url": reverse(self.pair_name, args=[case.pk]),
        }

    def decide(
        self,
        *,
        case: Any,
        to: str,
        officer: User,
        reason: str,
        candidate: str = "",
        checked: str = "",
    ) -> None:
        """Join, register, put aside, or separate."""
        if to == LINK:
            linking.link(pair=case, local_id=int(candidate), officer=officer, checked=checked)
        elif to == IGNORE:
            linking.ignore(pair=case, officer=officer, reason=reason)
        elif to == PART:
            linking.part(pair=case, officer=officer, reason=reason)
        else:
            self.register(case, officer)

    def register(self, case: Any, officer: User) -> None:
        """Register a resident here; companies register themselves."""
        raise NotImplementedError

    def urls(self) -> list[URLPattern]:
        """Add the page of a pair, what is done there, and the list of what was put aside."""
        own = self.address
        return [
            path(
                f"{own}diabaikan/", self.guard(require_safe(self.ignored)), name=self.ignored_name
            ),
            *super().urls(),
            path(f"{own}<int:pk>/data/", self.guard(require_safe(self.pair)), name=self.pair_name),
            path(
                f"{own}<int:pk>/lepas/",
                self.guard(posted_from(self.pair_name, "pk")(self.part)),
                name=f"{self.pair_name}_part",
            ),
            path(
                f"{own}<int:pk>/kembalikan/",
                self.guard(posted_from(self.ignored_name)(self.restore)),
                name=f"{self.pair_name}_restore",
            ),
        ]


class RemoteCompanyQueue(RemoteQueue):
    """Companies of this regency that the ministry knows."""

    model = RemoteCompany
    name = "remote_company_queue"
    pair_name = "remote_company"
    ignored_name = "remote_company_ignored"
    address = "kemnaker/perusahaan/"
    title = gettext_lazy("Perusahaan Kemnaker belum terhubung")
    permission = "employers.verify_company"
    decisions = (LINKING, IGNORING)
    snippets = (
        gettext_lazy("Perusahaan ini belum terdaftar di sini. Sudah diberi tahu."),
        gettext_lazy("Perusahaan ini sudah tidak beroperasi."),
        gettext_lazy("Data ganda: perusahaan yang sama sudah terhubung."),
    )

    def candidates(self, case: RemoteCompany) -> Candidates:
        """Return companies with that number, or a name like it."""
        return candidates.companies(case)


class RemoteSeekerQueue(RemoteQueue):
    """Residents who look for work, as the ministry knows them."""

    model = RemoteSeeker
    name = "remote_seeker_queue"
    pair_name = "remote_seeker"
    ignored_name = "remote_seeker_ignored"
    address = "kemnaker/pencari-kerja/"
    title = gettext_lazy("Pencari kerja Kemnaker belum terhubung")
    permission = "seekers.serve_counter"
    decisions = (LINKING, REGISTERING, IGNORING)
    snippets = (
        gettext_lazy("Orangnya belum pernah datang ke sini."),
        gettext_lazy("Orang lain dengan nama yang sama."),
        gettext_lazy("Data ganda: orang yang sama sudah terhubung."),
    )

    def candidates(self, case: RemoteSeeker) -> Candidates:
        """Return people with that number, or a name like it."""
        return candidates.seekers(case)

    def barred(self, case: RemoteSeeker, found: Candidates) -> dict[str, str]:
        """Add why he cannot be registered here."""
        why = barred_from_registering(case)
        words = _("Tidak dapat didaftarkan: %s") % why
        return super().barred(case, found) | ({REGISTER: words} if why else {})

    def register(self, case: RemoteSeeker, officer: User) -> None:
        """Register him as the counter does."""
        try:
            linking.register(pair=case, officer=officer)
        except encryption.CannotOpenError:
            raise ValidationError(_("NIK ini tidak terbaca. Hubungi admin sistem.")) from None

    def urls(self) -> list[URLPattern]:
        """Add looking at a whole NIK."""
        address = f"{self.address}<int:pk>/nik/"
        view = self.guard(posted_from(self.pair_name, "pk")(self.reveal))
        return [*super().urls(), path(address, view, name=f"{self.pair_name}_reveal")]
