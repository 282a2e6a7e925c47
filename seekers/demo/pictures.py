"""Pictures that stand for the papers of invented people: drawn, small, and plainly no real ones."""

import hashlib
import io

from PIL import Image, ImageDraw

from seekers.enums import DocumentKind
from seekers.models import Seeker, SeekerDocument
from sikas.documents import storage
from sikas.documents.models import StoredFile

PAPER, INK, PALM, SKIN, HAIR = "#eef4f1", "#14211c", "#0b5d46", "#c98f6b", "#2b1d16"
SIZES = {DocumentKind.KTP: (860, 540), DocumentKind.PHOTO: (300, 400)}
SHEET = (620, 877)  # A4
SHIRTS = ("#0f5c8c", "#0b5d46", "#b3261e", "#6b4a00")


def add_paper(seeker: Seeker, kind: DocumentKind, number: int) -> SeekerDocument:
    """Save a drawn picture as a document of an invented person."""
    picture = _portrait(number) if kind == DocumentKind.PHOTO else _sheet(kind, seeker.name)
    file = io.BytesIO()
    picture.save(file, "PNG")
    with storage.incoming() as target:
        target.write(file.getvalue())
        path = storage.keep(target)
    stored = StoredFile.objects.create(
        path=path,
        original_name=f"{kind}-{number}.png",
        content_type="image/png",
        size=file.tell(),
        sha256=hashlib.sha256(file.getvalue()).hexdigest(),
        width=picture.width,
        height=picture.height,
    )
    return SeekerDocument.objects.create(seeker=seeker, kind=kind, file=stored)


def _portrait(number: int) -> Image.Image:
    image = Image.new("RGB", SIZES[DocumentKind.PHOTO], "#b3261e" if number % 2 else "#0f5c8c")
    draw = ImageDraw.Draw(image)
    draw.ellipse((20, 270, 280, 520), fill=SHIRTS[number % len(SHIRTS)])
    draw.rectangle((125, 230, 175, 300), fill=SKIN)
    draw.ellipse((85, 70, 215, 260), fill=HAIR)
    draw.ellipse((95, 95, 205, 265), fill=SKIN)
    return image


def _sheet(kind: DocumentKind, name: str) -> Image.Image:
    width, height = SIZES.get(kind, SHEET)
    image = Image.new("RGB", (width, height), PAPER)
    draw = ImageDraw.Draw(image)
    draw.rectangle((8, 8, width - 9, height - 9), outline=PALM, width=4)
    draw.text((40, 40), f"CONTOH {kind.label}".upper(), fill=PALM, font_size=34)
    draw.text((40, 110), name, fill=INK, font_size=28)
    for line in range(180, height - 80, 44):
        draw.line((40, line, width - 40 - line % 130, line), fill="#a9bab2", width=6)
    return image
