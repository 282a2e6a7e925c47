"""A page and what forgets residents at the same moment: nobody comes back, nobody is lost."""

import pytest

from integration import forgetting, linking
from integration.enums import Kind, Mode, RecordState
from integration.forgetting import forget_residents
from integration.landing import SINKS
from integration.mapping import MAPPINGS
from integration.mapping.lists import Lists
from integration.mapping.reader import Accepted, Reader
from integration.matching import BusyError, settling
from integration.models import RemoteRecord, RemoteSeeker
from integration.streams import held
from tests.factories import UserFactory
from tests.integration.test_personal import erase, linked
from tests.integration.wire import pulled, resident
from tests.jobs.racing import meanwhile

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def unguarded(monkeypatch) -> None:
    """Let forgetting not wait for pages."""
    monkeypatch.setattr(forgetting, "held", lambda _kind: None)


def who_is_erased_while_his_page_lands() -> tuple[str, int]:
    """Return the state of his record and how much is kept of him."""
    ours = linked()
    page = [resident(1, 2, name="Suharto Baru")]
    with meanwhile(lambda: pulled(Kind.SEEKERS, page, mode=Mode.CHANGES)):
        erase(ours)
    return RemoteRecord.objects.get().state, RemoteSeeker.objects.count()


def who_comes_back_while_the_gone_are_forgotten() -> tuple[str, int]:
    pulled(Kind.SEEKERS, [resident(1)], mode=Mode.CHANGES)
    RemoteRecord.objects.update(state=RecordState.GONE)
    back = Reader(MAPPINGS[Kind.SEEKERS], Lists()).read(resident(1, 2))
    assert isinstance(back, Accepted)
    with meanwhile(forget_residents):
        held(Kind.SEEKERS)
        SINKS[Kind.SEEKERS].land([back])
    return RemoteRecord.objects.get().state, RemoteSeeker.objects.count()


def test_who_is_erased_while_his_page_lands_stays_forgotten():
    assert who_is_erased_while_his_page_lands() == (RecordState.SUPPRESSED, 0)


def test_page_that_judged_before_the_erasure_brings_nobody_back(unguarded):
    assert who_is_erased_while_his_page_lands() == (RecordState.SUPPRESSED, 0)


def test_who_comes_back_while_the_gone_are_forgotten_is_kept():
    assert who_comes_back_while_the_gone_are_forgotten() == (RecordState.LIVE, 1)


def test_without_waiting_for_pages_who_comes_back_is_lost(unguarded):
    assert who_comes_back_while_the_gone_are_forgotten() == (RecordState.LIVE, 0)


def test_officer_is_told_that_a_long_settling_works(monkeypatch):
    monkeypatch.setattr(linking, "PATIENCE", "1ms")
    pulled(Kind.SEEKERS, [resident(1)], mode=Mode.CHANGES)
    pair, officer = RemoteSeeker.objects.get(), UserFactory.create()
    told: list[str] = []

    def ignore() -> None:
        try:
            linking.ignore(pair=pair, officer=officer, reason="Orang lain.")
        except BusyError as error:
            told.extend(error.messages)

    with meanwhile(ignore), settling(Kind.SEEKERS):
        pass
    assert told == ["Data Kemnaker sedang dihitung. Coba lagi sebentar."]
