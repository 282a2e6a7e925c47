"""Items as the ministry writes them, and a port that answers from lists of them."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from integration.enums import Kind, Mode, Trigger
from integration.models import SyncRun
from integration.ports import Checksum, MinistryError, Page, Receipt, Sent, Single
from integration.pull import pull

PUBLISHED = int((datetime.now(UTC) - timedelta(days=3)).timestamp())


PUBLISHED = int((datetime.now(UTC) - timedelta(days=3)).timestamp())


def vacancy(number: int, **changes: Any) -> dict[str, Any]:
    """Return a vacancy of the catalogue."""
    return {
        "id": f"00000000-0000-0000-0000-{number:012}",
        "title": f"Operator Loader {number}",
        "company_name": "PT Sawit Jaya",
        "company_logo_uri": None,
        "industry_name": "Perdagangan",
        "job_function_name": "Operator Loader",
        "job_type_name": "Penuh Waktu",
        "province_name": "SUMATERA UTARA",
        "city_name": "KAB. ASAHAN",
        "district_name": "Meranti",
        "published_at": PUBLISHED,
        "show_salary": True,
        "min_salary_amount": 3_000_000,
        "max_salary_amount": 3_500_000,
        "skills": ["Loader", {"value": 'SIM "B", dua'}],
        "description": "Mengoperasikan loader.<br>Hubungi 0812-3456-7890.",
        **changes,
    }


def programme(number: int, **changes: Any) -> dict[str, Any]:
    """Return a training programme."""
    return {
        "id": f"p{number}",
        "code": f"TIK.{number}",
        "title": f"Teknisi Komputer {number}",
        "description": "",
        "status": "approved",
        "total_duration": 240,
        "version": "1",
        "effective_date": None,
        "created_at": None,
        "vocational": {"code": "TIK", "name": "Teknologi Informasi"},
        "sub_vocational": None,
        "download_material_uri": None,
        "program_topics": [{"code": "1", "title": "Jaringan", "duration": 40}],
        "institution": {
            "id": "b1",
            "name": "BPVP Medan",
            "address": "",
            "city_name": "KOTA MEDAN",
            "province_name": "SUMATERA UTARA",
            "phone": None,
            "website": None,
        },
        "schedules": [
            {
                "id": 1,
                "batch": "I",
                "registration_until": "2026-12-01",
                "start_date": "2026-12-10",
                "end_date": "2027-01-10",
                "quota": 16,
                "registered": 3,
            }
        ],
        **changes,
    }


def envelope(remote_id: str, version: int, attributes: dict[str, Any] | None) -> dict[str, Any]:
    """Return an item of the partner contract; without attributes it is a deletion."""
    return {
        "id": remote_id,
        "version": version,
        "updated_at": f"2026-11-20T01:00:00.{version:06}Z",
        "deleted": attributes is None,
        "attributes": attributes,
    }


def resident(number: int, version: int = 1, **changes: Any) -> dict[str, Any]:
    """Return a resident who looks for work."""
    attributes = {
        "nik": f"120919010190{number:04}",
        "name": "Suharto",
        "birth_date": "1990-01-01",
        "sex": "L",
        "registered_at": "2026-01-01T00:00:00Z",
        "verified": True,
        **changes,
    }
    return envelope(f"s{number}", version, attributes)


def company(number: int, version: int = 1, **changes: Any) -> dict[str, Any]:
    """Return a company."""
    attributes = {
        "nib": f"91200{number:08}",
        "name": f"PT Sawit {number}",
        "kbli": None,
        "kbli_edition": None,
        "city_name": "KAB. ASAHAN",
        "district_name": "Meranti",
        "verified": True,
        **changes,
    }
    return envelope(f"c{number}", version, attributes)


class Feed:
    """A port that answers from a list of pages; positions are their numbers."""

    def __init__(
        self,
        *pages: Sequence[Any],
        mode: Mode = Mode.CRAWL,
        time: datetime | None = None,
        total: int | None = None,
    ) -> None:
        self.pages, self.usual, self.time = pages, mode, time
        self.total = sum(map(len, pages)) if total is None else total
        self.asked: list[tuple[Mode, str, datetime | None]] = []
        self.figures: Checksum | None = None
        self.singles: dict[str, Single | MinistryError] | None = None
        self.numbers: list[str] = []

    def is_configured(self, _kind: Kind) -> bool:
        """Need no address."""
        return True

    def mode(self, _kind: Kind) -> Mode:
        """Return the mode it was made with."""
        return self.usual

    def page(self, _kind: Kind, mode: Mode, position: str, since: datetime | None) -> Page:
        """Return a page, and remember what was asked."""
        self.asked.append((mode, position, since))
        number = int(position or 1)
        return Page(
            items=self.pages[number - 1],
            following=str(number + 1) if number < len(self.pages) else "",
            remote_time=self.time,
            total=self.total,
        )

    def checksum(self, _kind: Kind) -> Checksum | None:
        """Return what the test set."""
        return self.figures

    def record(self, _kind: Kind, number: str) -> Single | None:
        """Return, or raise, what the test set for a number, and remember it."""
        self.numbers.append(number)
        if self.singles is None:
            return None
        found = self.singles[number]
        if isinstance(found, MinistryError):
            raise found
        return found

    def send(self, _kind: Kind, _batch: Sequence[Sent]) -> Sequence[Receipt]:
        """Send nothing."""
        return []


def pulled(kind: Kind, *pages: Sequence[Any], mode: Mode = Mode.CRAWL) -> SyncRun:
    """Pull pages and return the run."""
    run = pull(kind, port=Feed(*pages, mode=mode), trigger=Trigger.COMMAND)
    assert run
    return run
