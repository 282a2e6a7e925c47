"""Our figures of what lives at the ministry are right whatever we may not keep or cannot read."""

import pytest

from integration.enums import Kind, Mode
from integration.figures import figures
from integration.forgetting import suppress
from integration.models import RemoteRecord, Stream, SyncRun
from tests.integration.scenarios import Scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def residents() -> Scene:
    """Return two residents at the ministry, of whom the first was erased here."""
    scene = Scene(Kind.SEEKERS)
    scene.port.has_checksums = True
    scene.put("erased")
    scene.put("other")
    scene.pull()
    suppress([RemoteRecord.objects.get(remote_id="erased").pk])
    return scene


def pulled(scene: Scene, mode: Mode = Mode.CHANGES) -> SyncRun:
    run = scene.pull()
    assert run.mode == mode
    assert figures(scene.kind) == scene.port.checksum(scene.kind)
    assert not Stream.objects.get(kind=scene.kind).wants_snapshot
    return run


def test_erased_resident_is_followed_by_version_alone(residents):
    residents.put("erased", name="Baru")
    assert pulled(residents).unchanged
    residents.put("erased", name=None)
    assert pulled(residents).quarantined
    record = RemoteRecord.objects.get(remote_id="erased")
    assert (record.state, record.version, bytes(record.content)) == ("suppressed", 3, b"")


def test_erased_resident_who_is_gone_there_is_no_longer_counted(residents):
    residents.memory.remove("seekers", "erased")
    pulled(residents)
    residents.put("erased")
    pulled(residents)
    assert RemoteRecord.objects.get(remote_id="erased").state == "suppressed"


def test_erased_resident_whom_a_whole_reading_does_not_have_is_gone(residents):
    residents.memory.remove("seekers", "erased")
    Stream.objects.filter(kind=residents.kind).update(wants_snapshot=True)
    pulled(residents, Mode.SNAPSHOT)
    pulled(residents)


def test_reading_is_whole_although_one_item_cannot_be_read():
    scene = Scene(Kind.COMPANIES)
    scene.put("good")
    scene.put("gone")
    scene.put("bad", nib="x")
    assert scene.pull().is_complete
    scene.memory.remove("companies", "gone")
    Stream.objects.filter(kind=scene.kind).update(wants_snapshot=True)
    run = scene.pull()
    assert (run.is_complete, run.closed) == (True, 1)
    assert not Stream.objects.get(kind=scene.kind).wants_snapshot
