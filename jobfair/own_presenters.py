"""A company's booth in words for its own people: where it stands, what is next, what it lacks."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from employers.enums import CompanyState
from employers.models import Company
from jobfair.enums import BoothState, Phase, PositionState
from jobfair.models import Booth, Fair, Position
from jobfair.presenters import FairFace, PlaceRow, is_full
from jobfair.readiness import Need, needs, score
from jobfair.selectors import time_of
from jobfair.services.booths import JOINABLE
from jobs.moves import is_open
from sikas.ui.formats import format_date, format_number

TAGS: Mapping[str, str] = {
    BoothState.INVITED: "fix",
    BoothState.APPLIED: "wait",
    BoothState.RETURNED: "fix",
    BoothState.APPROVED: "wait",
    BoothState.REJECTED: "bad",
    BoothState.READY: "good",
    BoothState.SUSPENDED: "bad",
    BoothState.DECLINED: "quiet",
}
POSITION_TAGS: Mapping[str, str] = {
    PositionState.PROPOSED: "wait",
    PositionState.VERIFIED: "good",
    PositionState.RETURNED: "fix",
    PositionState.CLOSED: "quiet",
}
MAY_JOIN = (BoothState.INVITED, BoothState.DECLINED)
MAY_DECLINE = (
    BoothState.INVITED,
    BoothState.APPLIED,
    BoothState.RETURNED,
    BoothState.APPROVED,
)
# Where on the builder's page each need is met.
ANCHORS = {"logo": "logo", "position": "lowongan", "staff": "penjaga", "hours": "jam"}


@dataclass(frozen=True)
class Step:
    """What to do next: words, and a button that leads or (`is_post`) does it at once."""

    text: str
    button: str = ""
    url: str = ""
    is_post: bool = False


class Check(NamedTuple):
    """A line of the list of what a booth needs."""

    text: str
    is_met: bool
    anchor: str


@dataclass(frozen=True)
class FairCard:
    """A fair on its company's pages: the booth's state, the one next step, the other way out."""

    face: FairFace
    url: str
    tag: tuple[str, str] | None
    step: Step
    reason: str = ""
    decline_url: str = ""
    missing: Sequence[str] = field(default_factory=list)

    @classmethod
    def of(cls, company: Company, fair: Fair, booth: Booth | None) -> "FairCard":
        """Make it of a fair and a booth that `own` read."""
        state = BoothState(booth.state) if booth else None
        declines = state in MAY_DECLINE and fair.phase in JOINABLE
        told = (BoothState.RETURNED, BoothState.REJECTED, BoothState.SUSPENDED)
        return cls(
            face=FairFace.of(fair),
            url=fair_url(company, fair),
            tag=(TAGS[state], str(state.label)) if state else None,
            step=next_step(company, fair, booth),
            reason=vars(booth)["last_reason"] if booth and state in told else "",
            decline_url=fair_url(company, fair, "company_fair_decline") if declines else "",
            missing=missing(booth) if booth and state == BoothState.READY else [],
        )


def fair_url(company: Company, fair: Fair, name: str = "company_fair") -> str:
    """Return an address of a fair on its company's side."""
    return reverse(name, args=[company.pk, fair.slug])


def checks(found: Iterable[Need]) -> list[Check]:
    """Return what a booth needs, each with where to see to it."""
    return [Check(need.text, need.is_met, ANCHORS[need.name]) for need in found]


def missing(booth: Booth) -> list[str]:
    """Return what a booth lacks, in words."""
    return [need.text for need in needs(booth) if not need.is_met]


def next_step(company: Company, fair: Fair, booth: Booth | None) -> Step:
    """Return what a company does next about a fair."""
    state = BoothState(booth.state) if booth else None
    if state in (BoothState.REJECTED, BoothState.SUSPENDED):
        return _refused(state)
    if fair.phase not in JOINABLE:
        return _over(company, fair, state)
    if company.state != CompanyState.VERIFIED:
        text = _("Perusahaan belum terverifikasi. Stan dapat dibuka setelah verifikasi.")
        url = reverse("company_dashboard", args=[company.pk])
        return Step(text, _("Lihat langkah verifikasi"), url)
    if booth is None or state in MAY_JOIN:
        return _to_join(company, fair, state)
    return _STEPS[BoothState(booth.state)](company, fair, booth)


def _refused(state: BoothState | None) -> Step:
    text = _("Permohonan stan ditolak.")
    if state == BoothState.SUSPENDED:
        text = _("Stan dibekukan: tidak tampil, dan tidak menerima lamaran baru.")
    return Step(text, _("Hubungi kantor kami"), reverse("help"))


def _over(company: Company, fair: Fair, state: BoothState | None) -> Step:
    if fair.phase == Phase.CANCELLED:
        return Step(_("Job fair ini dibatalkan."))
    if state in (BoothState.READY, BoothState.APPROVED):
        text = _("Job fair selesai. Jawab setiap lamaran paling lambat %s.")
        day = format_date(answers_until(fair))
        return Step(text % day, _("Buka lamaran"), fair_url(company, fair))
    return Step(_("Job fair ini tidak menerima perusahaan lagi."))


def _to_join(company: Company, fair: Fair, state: BoothState | None) -> Step:
    text, button = {
        BoothState.INVITED: (
            _("Disnaker mengundang perusahaan Anda membuka stan. Gratis."),
            _("Terima undangan"),
        ),
        BoothState.DECLINED: (_("Perusahaan Anda tidak ikut. Masih boleh berubah."), _("Ikut")),
    }.get(
        state or BoothState.READY,
        (_("Buka stan: lamaran ke semua jabatan masuk ke satu tempat. Gratis."), _("Ajukan stan")),
    )
    return Step(text, button, fair_url(company, fair, "company_fair_join"), is_post=True)


def _applied(company: Company, fair: Fair, _booth: Booth) -> Step:
    text = _("Petugas memeriksa menurut urutan. Sambil menunggu, stan boleh disiapkan.")
    return Step(text, _("Siapkan stan"), fair_url(company, fair, "company_booth"))


def _returned(company: Company, fair: Fair, _booth: Booth) -> Step:
    url = fair_url(company, fair, "company_booth")
    return Step(_("Perbaiki yang diminta petugas, lalu ajukan lagi."), _("Perbaiki"), url)


def _approved(company: Company, fair: Fair, booth: Booth) -> Step:
    percent = score(needs(booth))
    text = _("Stan %s%% siap. Tampil setelah semuanya lengkap.") % percent
    url = fair_url(company, fair, "company_booth")
    return Step(text, _("Siapkan stan") if percent < 100 else _("Tampilkan stan"), url)  # noqa: PLR2004


def _ready(company: Company, fair: Fair, booth: Booth) -> Step:
    if lacks := missing(booth):
        text = _("Stan tampil, tetapi belum lengkap lagi: %s.") % ", ".join(lacks)
        return Step(text, _("Lengkapi stan"), fair_url(company, fair, "company_booth"))
    return Step(_("Stan tampil untuk umum."), _("Buka halaman hari ini"), fair_url(company, fair))


_STEPS: Mapping[BoothState, Callable[[Company, Fair, Booth], Step]] = {
    BoothState.APPLIED: _applied,
    BoothState.RETURNED: _returned,
    BoothState.APPROVED: _approved,
    BoothState.READY: _ready,
}


def answers_until(fair: Fair) -> Any:
    """Return until when every application gets its answer."""
    return fair.closes_at + timedelta(days=fair.outcome_days)


def answer_words(fair: Fair) -> str:
    """Say how many days are left until the promised answers."""
    days = (timezone.localdate(answers_until(fair)) - timezone.localdate(time_of(fair))).days
    if days < 0:
        return _("lewat")
    return ngettext("%s hari", "%s hari", days) % format_number(days)


@dataclass(frozen=True)
class OwnPosition:
    """A position of the booth on its company's pages, with its numbers."""

    pk: int
    vacancy_id: int
    title: str
    tag: tuple[str, str]
    note: str
    sent: str
    unanswered: str
    cap: int | None
    limit: str
    may_close: bool
    may_propose: bool
    url: str

    @classmethod
    def of(cls, position: Position) -> "OwnPosition":
        """Make it of a position that `own.positions_of` read."""
        found, state, vacancy = vars(position), PositionState(position.state), position.vacancy
        back = state in (PositionState.RETURNED, PositionState.CLOSED)
        tag = (POSITION_TAGS[state], str(state.label))
        if state == PositionState.VERIFIED and is_full(position):
            tag = ("quiet", _("Penuh"))
        note = found["last_reason"] if state == PositionState.RETURNED else ""
        if not is_open(vacancy) and state != PositionState.CLOSED:
            note = _("Lowongannya tidak terbit lagi, jadi tidak tampil di job fair.")
        return cls(
            pk=position.pk,
            vacancy_id=vacancy.pk,
            title=vacancy.title,
            tag=tag,
            note=note or "",
            sent=format_number(found["sent"]),
            unanswered=format_number(found["unanswered"]),
            cap=position.cap,
            limit=format_number(position.cap) if position.cap is not None else "",
            may_close=state != PositionState.CLOSED,
            may_propose=back and is_open(vacancy),
            url=reverse("company_vacancy", args=[vacancy.company_id, vacancy.pk]),
        )


@dataclass(frozen=True)
class Today:
    """The numbers of a booth: applications today and in all, unanswered ones, days left."""

    sent_today: str
    sent: str
    unanswered: int
    days_left: str
    until: str

    @classmethod
    def of(cls, fair: Fair, positions: Sequence[Position]) -> "Today":
        """Add up the positions that `own.positions_of` read."""
        total = {
            name: sum(vars(position)[name] for position in positions)
            for name in ("sent_today", "sent", "unanswered")
        }
        return cls(
            sent_today=format_number(total["sent_today"]),
            sent=format_number(total["sent"]),
            unanswered=total["unanswered"],
            days_left=answer_words(fair),
            until=format_date(answers_until(fair)),
        )


def preview_rows(company: Company, positions: Sequence[Position], slug: str) -> list[PlaceRow]:
    """Return the positions as the public reads them, each leading to the company's own page."""
    return [
        replace(
            PlaceRow.of(position, slug),
            url=reverse("company_vacancy", args=[company.pk, position.vacancy_id]),
        )
        for position in positions
    ]


def fair_hints(company: Company, booths: Sequence[Booth]) -> list[FairCard]:
    """Return what fairs ask of a company now: an invitation, a correction, a booth to complete."""
    quiet = (BoothState.APPLIED, BoothState.REJECTED, BoothState.DECLINED, BoothState.SUSPENDED)
    cards = [
        FairCard.of(company, booth.fair, booth) for booth in booths if booth.state not in quiet
    ]
    return [card for card in cards if card.missing or (card.tag and card.tag[0] != "good")]
