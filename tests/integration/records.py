"""Records of the ministry as a reading leaves them."""

from itertools import count

from integration.enums import Kind
from integration.models import RemoteCompany, RemoteRecord, RemoteSeeker
from seekers.nik import parse_nik
from sikas import clock

_numbers = count(1)


def a_record_that_waits() -> RemoteRecord:
    """Save a company and a resident that no number joined, both under one key."""
    record = RemoteRecord.objects.create(
        kind=Kind.SEEKERS, remote_id=f"r{next(_numbers)}", version=1, content=b"1"
    )
    number = parse_nik("1209190101900001")
    waits = {"record": record, "waits_since": clock.now(), "is_verified": True}
    RemoteCompany.objects.create(nib="9120000000001", name="PT Sawit", **waits)
    RemoteSeeker.objects.create(
        name="Suharto", nik_sealed=number.sealed(), **number.blind_indexes(), **waits
    )
    return record
