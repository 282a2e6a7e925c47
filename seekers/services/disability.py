"""A disability is told with consent, and gone when the consent is (UU 27/2022 art. 4 and 9)."""

from collections.abc import Sequence

from django.db import transaction as database

from seekers.models import Seeker, SeekerDisability
from seekers.services.profile import locked
from sikas import clock

CONSENT_VERSION = "2026-11-25"  # of the text on the page; a new text asks again


@database.atomic
def tell_disability(
    *, seeker: Seeker, kinds: Sequence[str], needs: str, released: bool
) -> SeekerDisability:
    """Write what the seeker told just now, with the version of the text that was agreed to.

    The consent keeps its time while its version stays.
    """
    locked(seeker)
    told = SeekerDisability.objects.filter(seeker=seeker).first()
    if told is None or told.consent_version != CONSENT_VERSION:
        consent = {"consented_at": clock.now(), "consent_version": CONSENT_VERSION}
    else:
        consent = {}
    values = {"kinds": list(kinds), "needs": needs, "released": released, **consent}
    told, _created = SeekerDisability.objects.update_or_create(seeker=seeker, defaults=values)
    return told


def withdraw_disability(*, seeker: Seeker) -> None:
    """Delete all that rested on the consent; nothing when it is withdrawn already.

    The database takes it out of applications that were sent, too.
    """
    SeekerDisability.objects.filter(seeker_id=seeker.pk).delete()
