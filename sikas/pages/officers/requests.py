"""The officers' queue of requests about personal data, the most urgent first."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sikas import personal_data
from sikas.accounts.enums import RequestKind, RequestState
from sikas.accounts.models import DataRequest, User
from sikas.accounts.services import requests
from sikas.accounts.services.erasure import obstacles
from sikas.personal_data import Person
from sikas.ui.formats import format_datetime
from sikas.ui.queues import CaseQueue, Decision


class DataRequestQueue(CaseQueue):
    """Requests to erase, correct or object, which the law wants answered within 3 × 24 hours."""

    name = "data_request_queue"
    address = "permintaan-data/"
    title = gettext_lazy("Permintaan data pribadi")
    permission = "accounts.handle_data_request"
    template = "officer/data_request_case.html"
    order = ("created_at",)  # the answer to every request is due as long after it
    since = "created_at"
    reason_label = gettext_lazy("Alasan untuk pemohon")
    reason_hint = gettext_lazy("Wajib diisi untuk tolak. Pemohon membaca alasan ini.")
    reason_missing = gettext_lazy("Tulis alasannya. Pemohon membaca alasan ini.")
    decisions = (
        Decision(RequestState.DONE, gettext_lazy("Laksanakan"), "v", "btn", needs_reason=False),
        Decision(RequestState.REFUSED, gettext_lazy("Tolak"), "t", "btn btn-danger"),
    )
    snippets = (
        gettext_lazy("Datang ke loket dengan KTP asli supaya data dapat dicocokkan."),
        gettext_lazy("Data ini wajib kami simpan menurut peraturan."),
    )

    def waiting(self) -> "QuerySet[DataRequest]":
        """Return the requests that wait."""
        return DataRequest.objects.filter(state=RequestState.OPEN).select_related("user")

    def mark(self, case: DataRequest) -> str:
        """Return how long the office still has."""
        return case.time_left

    def context(self, case: DataRequest) -> dict[str, Any]:
        """Return how to reach the person, the clock, and what stands against an erasure."""
        contacts = case.user.contacts if case.user else []
        checks = [
            {
                "label": _("Dijawab paling lambat"),
                "found": f"{format_datetime(case.due_at)} · {case.time_left}",
                "fits": not case.is_overdue,
            }
        ]
        if case.kind == RequestKind.ERASURE:
            person = personal_data.identify(Person(user_id=case.user_id))
            checks += [
                {"label": _("Halangan"), "found": text, "fits": False} for text in obstacles(person)
            ]
        return {"checks": checks, "contacts": [contact.masked for contact in contacts]}

    def decide(self, *, case: DataRequest, to: str, officer: User, reason: str) -> None:
        """Carry the request out, or refuse it."""
        requests.decide(request=case, to=to, officer=officer, reason=reason)
