"""The profile's steps, in the order in which they are filled in; each is saved by itself."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Step:
    """One screen of the profile; `columns` are those of Seeker that it fills in."""

    name: str
    slug: str
    title: str | Promise
    columns: tuple[str, ...] = ()

    @property
    def url(self) -> str:
        """Where the step is filled in."""
        return reverse(f"profile_{self.name}")

    @property
    def number(self) -> int:
        """Its place among the steps, from 1."""
        return STEPS.index(self) + 1


IDENTITY = Step(
    "identity",
    "identitas",
    _("Identitas"),
    ("name", "birth_place", "birth_date", "sex", "marital_status", "religion"),
)
ADDRESS = Step("address", "alamat", _("Alamat dan kontak"), ("area", "address", "phone"))
EDUCATION = Step("education", "pendidikan", _("Pendidikan"))
EXPERIENCE = Step("experience", "pengalaman", _("Pengalaman kerja"))
SKILLS = Step("skills", "keterampilan", _("Keterampilan"))
LANGUAGES = Step("languages", "bahasa", _("Bahasa"))
WISHES = Step(
    "wishes",
    "keinginan",
    _("Keinginan kerja"),
    (
        "wished_occupations",
        "wished_areas",
        "wished_employment",
        "wished_pay",
        "ready_to_move",
        "summary",
    ),
)
DISABILITY = Step("disability", "disabilitas", _("Disabilitas"))
VISIBILITY = Step("visibility", "yang-melihat", _("Siapa yang boleh melihat"), ("visibility",))

STEPS = (
    IDENTITY,
    ADDRESS,
    EDUCATION,
    EXPERIENCE,
    SKILLS,
    LANGUAGES,
    WISHES,
    DISABILITY,
    VISIBILITY,
)
