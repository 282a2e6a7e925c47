"""A CV made of the profile: the same for the preview and for the PDF.

Never in it: NIK, religion, marital status, disability — no employer needs them to judge an
application (SE M/6/HK.04/V/2025).
"""

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from seekers.enums import DocumentKind
from seekers.models import Education, Experience, Seeker, SeekerDocument
from seekers.presenters import period, row_words
from sikas import clock
from sikas.documents import storage
from sikas.documents.pdf import render_pdf
from sikas.ui.formats import format_date, format_phone

# What fits on two pages of A4, the newest first.
MOST_JOBS, MOST_SCHOOLS, MOST_WORDS = 6, 4, 20
LONGEST_DESCRIPTION = 240  # characters of one job
LONGEST_WORD = 30  # letters; a longer one may be broken anywhere
PHOTO_PIXELS = (354, 472)  # 3 × 4 cm at 300 dpi
_LONG_WORD = re.compile(rf"\S{{{LONGEST_WORD}}}(?=\S)")


@dataclass(frozen=True)
class Row:
    """A job or a school."""

    title: str
    when: str
    place: str = ""
    text: str = ""


@dataclass(frozen=True)
class Part:
    """A part of the CV: a text, rows, or words."""

    title: str
    text: str = ""
    rows: Sequence[Row] = ()
    words: Sequence[str] = ()


@dataclass(frozen=True)
class Cv:
    """What a CV says; `photo` is the key of a document, None without one."""

    name: str
    facts: Sequence[str]
    parts: Sequence[Part] = field(default_factory=list)
    photo: SeekerDocument | None = None


def cv_of(seeker: Seeker) -> Cv:
    """Return the CV of a profile; what is empty is left out."""
    photos = SeekerDocument.objects.filter(seeker_id=seeker.pk, kind=DocumentKind.PHOTO)
    return Cv(
        seeker.name,
        list(_facts(seeker)),
        [part for part in _parts(seeker) if part.text or part.rows or part.words],
        photos.select_related("file").first(),
    )


def cv_pdf(cv: Cv) -> bytes:
    """Return the CV as a PDF of one or two pages of A4."""
    made = _("Dibuat dengan SIKAS, %s") % format_date(localdate(clock.now()))
    data = {
        "title": f"CV {cv.name}",
        "name": cv.name,
        "facts": cv.facts,
        "parts": [asdict(part) for part in cv.parts],
        "made": made,
    }
    photo = _small_photo(cv.photo) if cv.photo else None
    return render_pdf(template="cv.typ", data=_breakable(data) | {"photo": photo})


def _facts(seeker: Seeker) -> Iterator[str]:
    if seeker.birth_date:
        born = format_date(seeker.birth_date)
        yield ", ".join(filter(None, [seeker.birth_place, born]))
    if seeker.sex:
        yield seeker.get_sex_display()
    place = f"{seeker.area}, {seeker.area.parent}" if seeker.area else ""
    if lives := ", ".join(filter(None, [seeker.address, place])):
        yield lives
    email = (seeker.user.email or "") if seeker.user else ""
    phone = format_phone(seeker.phone) if seeker.phone else ""
    if reached := " · ".join(filter(None, [phone, email])):
        yield reached


def _parts(seeker: Seeker) -> Iterator[Part]:
    if seeker.pk is None:
        return
    wished = seeker.wished_occupations.order_by("title").values_list("title", flat=True)
    yield Part(_("Tentang saya"), text=seeker.summary)
    jobs = [job_row(row) for row in seeker.experience.all()[:MOST_JOBS]]
    yield Part(_("Pengalaman kerja"), rows=jobs)
    schools = [school_row(row) for row in seeker.education.all()[:MOST_SCHOOLS]]
    yield Part(_("Pendidikan"), rows=schools)
    skills = seeker.skills.values_list("name", flat=True)[:MOST_WORDS]
    yield Part(_("Keterampilan"), words=list(skills))
    yield Part(_("Bahasa"), words=[str(row) for row in seeker.languages.all()[:MOST_WORDS]])
    yield Part(_("Jabatan yang dicari"), words=list(wished))


def school_row(row: Education) -> Row:
    """Return a school as the CV shows it."""
    return Row(row_words(row)[0], str(row.graduated or ""), row.school)


def job_row(row: Experience) -> Row:
    """Return a job as the CV shows it, its description cut where it is long."""
    text = row.description
    if len(text) > LONGEST_DESCRIPTION:
        text = f"{text[:LONGEST_DESCRIPTION].rsplit(maxsplit=1)[0]} …"
    return Row(row.position, period(row), row.employer, text)


def _breakable(value: Any) -> Any:
    """Let words longer than any be broken, so that none runs over the edge of the page."""
    if isinstance(value, dict):
        return {key: _breakable(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_breakable(part) for part in value]
    return _LONG_WORD.sub(lambda match: f"{match[0]}\u200b", value)


def _small_photo(document: SeekerDocument) -> bytes:
    """Return the photo as it is printed; it was read and written anew when it was handed in."""
    with Image.open(storage.locate(document.file.path), formats=["JPEG", "PNG"]) as image:
        image.draft("RGB", PHOTO_PIXELS)
        flat = Image.new("RGB", image.size, "white")
        flat.paste(image, mask=image.getchannel("A") if image.mode == "RGBA" else None)
    file = io.BytesIO()
    ImageOps.fit(flat, PHOTO_PIXELS).save(file, "JPEG", quality=88)
    return file.getvalue()
