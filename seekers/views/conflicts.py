"""The officers' queue of NIKs that two profiles gave."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from seekers.enums import NikConflictState
from seekers.glances import glance
from seekers.models import NikConflict, Seeker
from seekers.services.conflicts import holder_of, settle
from sikas.accounts.models import User
from sikas.ui.queues import CaseQueue, Decision

NEW_ACCOUNT = "merged-new"  # merged as well; the other account stays


@dataclass(frozen=True)
class Check:
    """One line of the officer's checklist."""

    label: str
    found: str
    fits: bool


class NikConflictQueue(CaseQueue):
    """Profiles whose NIK another profile holds."""

    name = "nik_conflict_queue"
    address = "nik-ganda/"
    title = gettext_lazy("NIK ganda")
    permission = "seekers.serve_counter"
    template = "officer/nik_case.html"
    order = ("created_at",)
    since = "created_at"
    reason_label = gettext_lazy("Alasan untuk catatan")
    reason_hint = gettext_lazy("Wajib diisi. Tidak dikirim ke siapa pun. Jangan menulis NIK.")
    reason_missing = gettext_lazy("Tulis alasannya untuk catatan.")
    decisions = (
        Decision(NikConflictState.MERGED, gettext_lazy("Satukan, akun lama tetap"), "s", "btn"),
        Decision(NEW_ACCOUNT, gettext_lazy("Satukan, akun baru tetap"), "b", "btn"),
        Decision(
            NikConflictState.CORRECTED,
            gettext_lazy("NIK milik profil baru"),
            "m",
            "btn btn-quiet",
        ),
        Decision(
            NikConflictState.REJECTED,
            gettext_lazy("Tolak, kosongkan NIK profil baru"),
            "t",
            "btn btn-danger",
        ),
    )
    snippets = (
        gettext_lazy("KTP asli dilihat di loket; orangnya sama."),
        gettext_lazy("KTP asli dilihat di loket; NIK profil lama salah ketik."),
        gettext_lazy("Tidak datang ke loket dalam 14 hari."),
    )

    def waiting(self) -> "QuerySet[NikConflict]":
        """Return the conflicts that wait."""
        open_ = NikConflict.objects.filter(
            state=NikConflictState.OPEN, seeker__erased_at__isnull=True
        )
        return open_.select_related("seeker__user", "seeker__area__parent")

    def context(self, case: NikConflict) -> dict[str, Any]:
        """Return both profiles side by side, and what a machine can compare."""
        holder = holder_of(case)
        sides = [(_("Profil baru"), case.seeker)]
        if holder:
            sides.append((_("Profil lama"), holder))
        return {
            "sides": [(title, seeker, glance(seeker)) for title, seeker in sides],
            "checks": _checks(case.seeker, holder),
        }

    def decide(self, *, case: NikConflict, to: str, officer: User, reason: str) -> None:
        """Merge, give the NIK to the new profile, or take it from there."""
        settle(
            conflict=case,
            to=NikConflictState.MERGED if to == NEW_ACCOUNT else to,
            officer=officer,
            reason=reason,
            keeps_new_account=to == NEW_ACCOUNT,
        )


def _checks(new: Seeker, old: Seeker | None) -> list[Check]:
    if old is None:
        return [Check(_("Profil lama"), _("tidak ada lagi"), fits=False)]
    same_name = new.name.casefold() == old.name.casefold()
    same_day = new.birth_date == old.birth_date
    both = bool(new.user_id and old.user_id)
    return [
        Check(_("Nama"), _("sama") if same_name else _("berbeda"), same_name),
        Check(_("Tanggal lahir"), _("sama") if same_day else _("berbeda"), same_day),
        Check(
            _("Akun"),
            _("keduanya punya: satu akan ditutup") if both else _("tidak lebih dari satu"),
            not both,
        ),
    ]
