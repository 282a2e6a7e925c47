"""Which fair an address names; what the public does not see is not there (404)."""

from django.http import Http404

from jobfair import selectors
from jobfair.models import Fair, Position


def fair_or_404(slug: str) -> Fair:
    """Return a fair that everybody may see, with its phase."""
    if found := selectors.public_fair(slug):
        return found
    raise Http404


def place_or_404(slug: str, pk: int) -> tuple[Fair, Position]:
    """Return a fair and one of its positions, another fair's is not there."""
    fair = fair_or_404(slug)
    if found := selectors.place(fair, pk):
        found.fair = fair
        return fair, found
    raise Http404
