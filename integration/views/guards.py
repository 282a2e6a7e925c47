"""Who may see and do what about the exchange."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from integration.models import Stream
from integration.overview import SLUGS
from sikas.accounts.views.officers import officers_only

MANAGE, READ = "integration.run_sync", "integration.view_stream"
managers, readers = officers_only(MANAGE), officers_only(READ)


def stream_of(slug: str) -> Stream:
    """Return a stream by its word in addresses, or 404."""
    if slug not in SLUGS:
        raise Http404
    return get_object_or_404(Stream, kind=SLUGS[slug])
