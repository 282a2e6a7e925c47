"""Proglat: the public training programmes; a page of it takes 15 to 60 seconds."""

from integration.kemnaker.catalogue import Catalogue
from integration.kemnaker.http import Server
from integration.kemnaker.wire import Limits

PATH = "/proglat/v1/public/programs"
# Oldest first: what is added meanwhile comes last and moves nothing.
PARAMS = {"status": "approved", "sortBy": "created_at", "sortOrder": "asc"}
SLOW = Limits(seconds=75, silence=70)


def programmes(server: Server, *, page_size: int) -> Catalogue:
    """Return the feed of the programmes that are public."""
    return Catalogue(server, "proglat", PATH, page_size=page_size, params=PARAMS, limits=SLOW)
