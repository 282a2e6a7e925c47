"""What can be done with chosen applicants, each by its word in the address."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from employers.models import Company
from jobs.enums import ApplicationState, RejectReason
from jobs.forms import deciding as boxes
from jobs.services import deciding, interviews
from jobs.services.chosen import Outcome
from sikas.accounts.models import User
from sikas.ui.formats import format_number

Perform = Callable[[Company, Collection[int], Any, User], Outcome]


@dataclass(frozen=True)
class Act:
    """An action: its words, its form, and what it does with what the form says."""

    word: str
    title: str | Promise
    button: str | Promise
    form: type[forms.Form]
    perform: Perform
    done: Callable[[int], str]
    takes_reply: bool = False


def _move(company: Company, keys: Collection[int], form: Any, by: User) -> Outcome:
    to = form.cleaned_data["to"]
    return deciding.move_applications(company=company, keys=keys, to=to, by=by)


def _offer(company: Company, keys: Collection[int], form: Any, by: User) -> Outcome:
    return deciding.move_applications(
        company=company,
        keys=keys,
        to=ApplicationState.OFFERED,
        text=form.cleaned_data["text"],
        by=by,
    )


def _write(company: Company, keys: Collection[int], form: Any, by: User) -> Outcome:
    text = form.cleaned_data["text"]
    return deciding.write_to_applicants(company=company, keys=keys, text=text, by=by)


def _reject(company: Company, keys: Collection[int], form: Any, by: User) -> Outcome:
    return deciding.reject_applications(
        company=company,
        keys=keys,
        reason=RejectReason(form.cleaned_data["reason"]),
        note=form.cleaned_data["text"],
        by=by,
    )


def _invite(company: Company, keys: Collection[int], form: Any, by: User) -> Outcome:
    return interviews.invite_to_interview(company=company, keys=keys, plan=form.plan, by=by)


def _tag(company: Company, keys: Collection[int], form: Any, by: User) -> Outcome:
    add, remove = form.cleaned_data["add"], form.cleaned_data["remove"]
    return deciding.tag_applications(company=company, keys=keys, add=add, remove=remove, by=by)


ACTS: Mapping[str, Act] = {
    act.word: act
    for act in (
        Act(
            "pindah",
            gettext_lazy("Pindahkan tahap"),
            gettext_lazy("Pindahkan"),
            boxes.MoveForm,
            _move,
            lambda n: ngettext("%s pelamar dipindahkan", "%s pelamar dipindahkan", n),
        ),
        Act(
            "pesan",
            gettext_lazy("Kirim pesan"),
            gettext_lazy("Kirim pesan"),
            boxes.MessageForm,
            _write,
            lambda n: ngettext("Pesan terkirim ke %s pelamar", "Pesan terkirim ke %s pelamar", n),
            takes_reply=True,
        ),
        Act(
            "undang",
            gettext_lazy("Undang wawancara"),
            gettext_lazy("Kirim undangan"),
            boxes.InterviewForm,
            _invite,
            lambda n: ngettext("%s pelamar diundang", "%s pelamar diundang", n),
        ),
        Act(
            "tawari",
            gettext_lazy("Tawari pekerjaan"),
            gettext_lazy("Kirim tawaran"),
            boxes.OfferForm,
            _offer,
            lambda n: ngettext("%s pelamar ditawari", "%s pelamar ditawari", n),
            takes_reply=True,
        ),
        Act(
            "tolak",
            gettext_lazy("Nyatakan belum cocok"),
            gettext_lazy("Kirim jawaban"),
            boxes.RejectForm,
            _reject,
            lambda n: ngettext("%s pelamar dijawab", "%s pelamar dijawab", n),
            takes_reply=True,
        ),
        Act(
            "label",
            gettext_lazy("Beri label"),
            gettext_lazy("Simpan label"),
            boxes.TagForm,
            _tag,
            lambda n: ngettext("Label %s pelamar tersimpan", "Label %s pelamar tersimpan", n),
        ),
    )
}
_PASSED = {
    ApplicationState.WITHDRAWN: gettext_lazy("%s sudah ditarik"),
    ApplicationState.HIRED: gettext_lazy("%s sudah diterima"),
    ApplicationState.NOT_SELECTED: gettext_lazy("%s sudah dijawab belum cocok"),
    ApplicationState.UNANSWERED: gettext_lazy("%s sudah ditutup tanpa tanggapan"),
    interviews.INVITED_ALREADY: gettext_lazy("%s sudah punya undangan"),
}


def outcome_words(act: Act, outcome: Outcome) -> str:
    """Say what an action did, and whom it passed over: "12 dipindahkan, 3 sudah ditarik."."""
    said = [act.done(len(outcome.done)) % format_number(len(outcome.done))]
    for state, number in outcome.passed.items():
        words = _PASSED.get(state) or _("%s sudah di tahap itu")
        said.append(str(words) % format_number(number))
    return f"{', '.join(said)}."
