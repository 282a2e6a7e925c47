"""What the pages of a profile show, every value a string made once."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.forms.boundfield import BoundField
from django.urls import reverse
from django.utils.translation import gettext as _

from seekers import steps
from seekers.completeness import Completeness
from seekers.enums import DocumentKind
from seekers.forms.documents import DocumentsForm
from seekers.glances import ORIGINATING, from_elsewhere
from seekers.models import (
    Education,
    Experience,
    Language,
    Seeker,
    SeekerDisability,
    SeekerDocument,
    Skill,
)
from seekers.rows import KINDS, RowKind
from seekers.steps import STEPS, Step
from sikas.origins import Origin
from sikas.ui.formats import MONTHS, format_date, format_money, format_phone
from sikas.ui.uploads import FileCard

DOTS = " · "


@dataclass(frozen=True)
class Part:
    """One part of the profile: what it says in a line or two, and whether something is missing."""

    title: str
    text: str
    url: str
    is_missing: bool
    origin: str = ""  # which of it comes from another office


@dataclass(frozen=True)
class RowCard:
    """One row of a list: its own words, and where it is changed and removed."""

    title: str
    details: str
    change_url: str
    remove_url: str


@dataclass(frozen=True)
class Paper:
    """One kind of document: the files that are there, each with its address of removal; the box."""

    kind: DocumentKind
    cards: list[tuple[FileCard, str]]
    box: BoundField


def following(step: Step) -> str:
    """Return where the way goes on after a step: the next one, after the last the documents."""
    rest = STEPS[step.number :]
    return rest[0].url if rest else reverse("profile_documents")


def after(step: Step, done: Completeness) -> str:
    """Return where to go when a step is saved: forward while something is missing, else back."""
    return following(step) if done.gaps else reverse("profile")


def parts(seeker: Seeker, done: Completeness, origin: Origin | None = None) -> list[Part]:
    """Return every step with what it says now, and what of it comes from another office."""
    texts = _texts(seeker)
    found = [
        Part(
            str(step.title),
            texts[step.name],
            step.url,
            done.lacks(step.name),
            from_elsewhere(ORIGINATING, origin) if step == steps.IDENTITY else "",
        )
        for step in STEPS
    ]
    papers = SeekerDocument.objects.filter(seeker_id=seeker.pk)
    names = ", ".join(str(paper) for paper in papers)
    documents = Part(_("Dokumen"), names, reverse("profile_documents"), done.lacks("documents"))
    return [*found, documents]


def rows(kind: RowKind, seeker: Seeker) -> list[RowCard]:
    """Return the rows of a list."""
    name = f"profile_{kind.step.name}"
    return [
        RowCard(
            title,
            details,
            reverse(f"{name}_row", args=[row.pk]),
            reverse(f"{name}_remove", args=[row.pk]),
        )
        for row in kind.model._default_manager.filter(seeker_id=seeker.pk)
        for title, details in [row_words(row)]
    ]


def papers(seeker: Seeker, form: DocumentsForm) -> list[Paper]:
    """Return every kind of document with its files and its box."""
    rows = SeekerDocument.objects.filter(seeker_id=seeker.pk).select_related("file")
    cards: dict[str, list[tuple[FileCard, str]]] = {kind: [] for kind in DocumentKind}
    for row in rows:
        card = FileCard.of(row.file, url=reverse("profile_document", args=[row.pk]))
        cards[row.kind].append((card, reverse("profile_document_remove", args=[row.pk])))
    return [Paper(kind, cards[kind], form[kind.value]) for kind in DocumentKind]


def row_words(row: Education | Experience | Skill | Language) -> tuple[str, str]:
    """Return the title of a row and a line about it."""
    if isinstance(row, Education):
        title = " ".join(filter(None, [row.get_level_display(), row.major]))
        return title, DOTS.join(filter(None, [row.school, str(row.graduated or "")]))
    if isinstance(row, Experience):
        return row.position, DOTS.join(filter(None, [row.employer, period(row)]))
    if isinstance(row, Language):
        return row.name, row.get_level_display()
    return row.name, _("sejak %d") % row.year if row.year else ""


def period(row: Experience) -> str:
    """Return from when until when a job was held."""
    return f"{_month(row.started)} – {_month(row.ended) if row.ended else _('sekarang')}"


def _month(day: date) -> str:
    return f"{MONTHS[day.month - 1][:3]} {day.year}"


def _texts(seeker: Seeker) -> dict[str, str]:
    return {
        steps.IDENTITY.name: DOTS.join(_identity(seeker)),
        steps.ADDRESS.name: DOTS.join(_address(seeker)),
        steps.WISHES.name: DOTS.join(_wishes(seeker)),
        steps.DISABILITY.name: _disability(seeker),
        steps.VISIBILITY.name: seeker.get_visibility_display(),
        **{
            name: ", ".join(
                row_words(row)[0] for row in kind.model._default_manager.filter(seeker_id=seeker.pk)
            )
            for name, kind in KINDS.items()
        },
    }


def _identity(seeker: Seeker) -> Iterator[str]:
    yield seeker.name
    if seeker.nik_sealed:
        yield f"NIK {seeker.masked_nik}"
    born = ", ".join(
        filter(
            None,
            [seeker.birth_place, format_date(seeker.birth_date) if seeker.birth_date else ""],
        )
    )
    if born:
        yield born


def _address(seeker: Seeker) -> Iterator[str]:
    if seeker.address:
        yield seeker.address
    if seeker.area:
        yield f"{seeker.area}, {seeker.area.parent}"
    if seeker.phone:
        yield format_phone(seeker.phone)


def _wishes(seeker: Seeker) -> Iterator[str]:
    if seeker.pk:
        yield from seeker.wished_occupations.order_by("title").values_list("title", flat=True)
    if seeker.wished_pay is not None:
        yield _("mulai %s") % format_money(seeker.wished_pay)


def _disability(seeker: Seeker) -> str:
    there = SeekerDisability.objects.filter(seeker_id=seeker.pk).exists()
    return _("Diisi, dengan persetujuan Anda") if there else ""
