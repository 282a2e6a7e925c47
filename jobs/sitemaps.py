"""What search engines are told: every open vacancy and verified company, with true dates of change.

The index names chunks of CHUNK numbers each, so that a million vacancies never meet in one query.
"""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.db.models import F, IntegerField, Max, QuerySet
from django.db.models.functions import Cast
from django.urls import reverse

from employers.models import Company
from jobs.enums import Source
from jobs.landings import DISTRICT, OCCUPATION, landing_url
from jobs.models import Vacancy
from jobs.search import lists
from jobs.search.totals import totals

CHUNK = 10_000  # a sitemap may hold 50,000 addresses

Entry = tuple[str, datetime | None]


def index() -> Iterable[Entry]:
    """Return each sitemap's address and the latest change in it."""
    yield _address("sitemap_pages"), None
    yield _address("sitemap_landings"), max(totals().newest.values(), default=None)
    latest = Company.objects.public().aggregate(latest=Max("verified_at"))["latest"]
    yield _address("sitemap_companies"), latest
    yield _address("sitemap_programmes"), None
    chunk = Cast(F("pk") / CHUNK, IntegerField())
    chunks = _indexed().annotate(chunk=chunk).values("chunk").annotate(latest=Max("updated_at"))
    for row in chunks.order_by("chunk"):
        yield _address("sitemap_vacancies", row["chunk"]), row["latest"]


def pages() -> Iterable[Entry]:
    """Return the addresses of the pages that do not change by themselves."""
    for name in ("home", "vacancies", "companies", "help", "about", "privacy", "accessibility"):
        yield _address(name), None


def landings() -> Iterable[Entry]:
    """Return the kecamatan and occupations with open vacancies, and when the newest appeared."""
    known, newest = lists.current(), totals().newest
    for kind, names, prefix in (
        (DISTRICT, known.districts, ""),
        (OCCUPATION, known.occupations, "kbji"),
    ):
        for code, name in names.items():
            if changed := newest.get(prefix + code):
                yield settings.SITE_URL + landing_url(kind, code, name), changed


def companies() -> Iterable[Entry]:
    """Return every verified company."""
    for company in Company.objects.public().only("name", "verified_at").order_by("pk"):
        yield settings.SITE_URL + company.get_absolute_url(), company.verified_at


def vacancies(chunk: int) -> Iterable[Entry]:
    """Return the open vacancies whose numbers are in a chunk."""
    numbers = range(chunk * CHUNK, (chunk + 1) * CHUNK)
    rows = _indexed().filter(pk__gte=numbers.start, pk__lt=numbers.stop)
    for vacancy in rows.only("title", "updated_at").order_by("pk"):
        yield settings.SITE_URL + vacancy.get_absolute_url(), vacancy.updated_at


def _indexed() -> "QuerySet[Vacancy]":
    return Vacancy.objects.public().filter(source=Source.LOCAL).order_by()


def _address(name: str, *args: object) -> str:
    return settings.SITE_URL + reverse(name, args=args)
