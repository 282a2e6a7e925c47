"""People with profiles, and their files, for the tests of their own pages."""

from hashlib import sha256

from seekers.enums import DocumentKind
from seekers.models import SeekerDocument
from seekers.services.profile import start_profile
from sikas.accounts.models import User
from sikas.documents import storage
from sikas.documents.models import StoredFile
from tests.documents.pictures import small


def stored_picture(name: str) -> StoredFile:
    """Keep a picture without having it inspected."""
    picture = small("RGB", "PNG")
    with storage.incoming() as file:
        file.write(picture)
        path = storage.keep(file)
    return StoredFile.objects.create(
        content_type="image/png",
        width=120,
        height=80,
        size=len(picture),
        path=path,
        original_name=name,
        sha256=sha256(picture).hexdigest(),
    )


def hand_in_paper(person: User, kind: DocumentKind = DocumentKind.KTP) -> SeekerDocument:
    """Save a picture as somebody's document, without having it inspected."""
    return SeekerDocument.objects.create(
        seeker=start_profile(person=person), kind=kind, file=stored_picture(f"{kind}.png")
    )
