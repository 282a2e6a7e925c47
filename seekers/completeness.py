"""How complete a profile is: what counts, in one place; enough to apply and to ask for a card.

Experience, languages, a CV, certificates, religion and a disability do not count: who has none
must be able to reach 100 %.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from seekers import steps
from seekers.enums import DocumentKind
from seekers.models import Education, Seeker, SeekerDocument, Skill
from seekers.services.profile import own_profile
from seekers.steps import Step
from sikas.accounts.enums import Kind
from sikas.next_steps import NextStep

COLUMNS: tuple[tuple[str, Step, str, str | Promise], ...] = (
    # column of Seeker, step, box to which a link leads, what to do
    ("nik_sealed", steps.IDENTITY, "nik", _("Isi NIK.")),
    ("birth_place", steps.IDENTITY, "birth_place", _("Isi tempat lahir.")),
    ("birth_date", steps.IDENTITY, "birth_date_day", _("Isi tanggal lahir.")),
    ("sex", steps.IDENTITY, "sex_0", _("Pilih jenis kelamin.")),
    ("marital_status", steps.IDENTITY, "marital_status_0", _("Pilih status perkawinan.")),
    ("area_id", steps.ADDRESS, "area", _("Pilih desa atau kelurahan.")),
    ("address", steps.ADDRESS, "address", _("Isi alamat.")),
    ("phone", steps.ADDRESS, "phone", _("Isi nomor HP.")),
)
LISTS: tuple[tuple[str, Step, str, str | Promise], ...] = (
    ("education", steps.EDUCATION, "level", _("Tambah pendidikan terakhir.")),
    ("skills", steps.SKILLS, "name", _("Tambah satu keterampilan.")),
    ("wished_occupations", steps.WISHES, "find", _("Pilih jabatan yang dicari.")),
)
PAPERS: tuple[tuple[DocumentKind, str | Promise], ...] = (
    (DocumentKind.KTP, _("Unggah foto KTP.")),
    (DocumentKind.DIPLOMA, _("Unggah ijazah terakhir.")),
    (DocumentKind.PHOTO, _("Unggah pas foto.")),
)


@dataclass(frozen=True)
class Gap:
    """Something that is missing: what to do, and where; `place` names the step or `documents`."""

    place: str
    text: str
    url: str


@dataclass(frozen=True)
class Completeness:
    """How far a profile is, and what is missing in the order of the steps."""

    total: int
    gaps: tuple[Gap, ...]

    @property
    def percent(self) -> int:
        """Whole percent, rounded down: 100 only when nothing is missing."""
        return 100 * (self.total - len(self.gaps)) // self.total

    @property
    def next_gap(self) -> Gap | None:
        """What to do next."""
        return self.gaps[0] if self.gaps else None

    def lacks(self, place: str) -> bool:
        """Tell whether something of a step is missing."""
        return any(gap.place == place for gap in self.gaps)


def completeness(seeker: Seeker) -> Completeness:
    """Return how complete the profile is, in two queries; one never saved is empty."""
    lists, papers = _lists(seeker), _papers(seeker)
    gaps = [
        Gap(step.name, str(text), f"{step.url}#id_{box}")
        for column, step, box, text in COLUMNS
        if not getattr(seeker, column)
    ]
    gaps += [
        Gap(step.name, str(text), f"{step.url}#id_{box}")
        for name, step, box, text in LISTS
        if not lists.get(name)
    ]
    gaps += [
        Gap("documents", str(text), f"{reverse('profile_documents')}#{kind}")
        for kind, text in PAPERS
        if kind not in papers
    ]
    return Completeness(len(COLUMNS) + len(LISTS) + len(PAPERS), tuple(gaps))


def _lists(seeker: Seeker) -> Mapping[str, bool]:
    wished = Seeker.wished_occupations.through._default_manager
    found = Seeker.objects.filter(pk=seeker.pk).values(
        has_education=Exists(Education.objects.filter(seeker=OuterRef("pk"))),
        has_skills=Exists(Skill.objects.filter(seeker=OuterRef("pk"))),
        has_wished_occupations=Exists(wished.filter(seeker=OuterRef("pk"))),
    )
    row: Mapping[str, object] = found.first() or {}
    return {name.removeprefix("has_"): bool(there) for name, there in row.items()}


def _papers(seeker: Seeker) -> set[str]:
    return set(SeekerDocument.objects.filter(seeker_id=seeker.pk).values_list("kind", flat=True))


def next_step(user: Any) -> NextStep | None:
    """Return what a job seeker should do next for a complete profile."""
    if getattr(user, "kind", "") != Kind.SEEKER:
        return None
    done = completeness(own_profile(user))
    gap = done.next_gap
    if gap is None:
        return None
    title = _("Profil Anda %d%% lengkap") % done.percent
    return NextStep(str(title), gap.text, gap.url, done.percent)
