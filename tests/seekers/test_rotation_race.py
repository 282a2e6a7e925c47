"""NIKs get new keys while other connections write and the portal answers."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection, transaction

from seekers.models import Seeker
from seekers.nik import Nik, open_nik, parse_nik
from seekers.services import rotation
from tests.harness import Portal
from tests.seekers.factories import SeekerFactory
from tests.seekers.keys import OLD, new_keys

NIK, CORRECTED = "1209121502950001", "1209121502950777"
beside_others = pytest.mark.django_db(transaction=True)


def correct_meanwhile(monkeypatch, key: int) -> None:
    """Let another connection correct a NIK between the moment it is read and the lock."""
    write = rotation._bring_up_to_date

    def correct() -> None:
        number = parse_nik(CORRECTED)
        fresh = {"nik_sealed": number.sealed(), **number.blind_indexes()}
        Seeker.objects.filter(pk=key).update(**fresh)
        connection.close()

    def interrupted(*given, **options):
        thread = threading.Thread(target=correct)
        thread.start()
        thread.join()
        monkeypatch.setattr(rotation, "_bring_up_to_date", write)
        return write(*given, **options)

    monkeypatch.setattr(rotation, "_bring_up_to_date", interrupted)


def rotate_while_corrected(settings, monkeypatch) -> Nik:
    settings.SEALING_KEYS, settings.BLIND_INDEX_KEYS = {"old": OLD}, {"a": OLD}
    holder = SeekerFactory.create(number=NIK)
    new_keys(settings)
    correct_meanwhile(monkeypatch, holder.pk)
    rotation.rotate(commit=True)
    holder.refresh_from_db()
    assert list(Seeker.objects.with_nik(open_nik(holder.nik_sealed))) == [holder]
    return open_nik(holder.nik_sealed)


@beside_others
def test_nik_corrected_between_reading_and_writing_stays(settings, monkeypatch):
    assert rotate_while_corrected(settings, monkeypatch).digits == CORRECTED


@beside_others
def test_without_reading_again_under_the_lock_the_correction_is_lost(settings, monkeypatch):
    seen: dict[int, rotation.Row] = {}
    batches = rotation._batches

    def remembered(size):
        for model, batch in batches(size):
            seen.update({row[0]: row for row in batch})
            yield model, batch

    monkeypatch.setattr(rotation, "_batches", remembered)
    monkeypatch.setattr(
        rotation, "_locked", lambda _model, keys, **_wait: [seen[key] for key in keys]
    )
    assert rotate_while_corrected(settings, monkeypatch).digits == NIK


@beside_others
def test_row_that_somebody_is_writing_is_passed_over_and_comes_at_the_end(settings, monkeypatch):
    settings.SEALING_KEYS, settings.BLIND_INDEX_KEYS = {"old": OLD}, {"a": OLD}
    held, *others = [SeekerFactory.create() for _ in range(4)]
    new_keys(settings)
    locked, free = threading.Event(), threading.Event()
    thread = threading.Thread(target=hold, args=(held.pk, locked, free))
    thread.start()
    assert locked.wait(10)
    order: list[int] = []
    write = rotation._write

    def watched(model, rows):
        order.extend(row[0] for row in rows)
        free.set()  # only when the others are written is the row given back
        write(model, rows)

    monkeypatch.setattr(rotation, "_write", watched)
    found = rotation.rotate(commit=True)
    thread.join()
    assert found.written == 4
    assert order == [*sorted(row.pk for row in others), held.pk]


def hold(key: int, locked: threading.Event, free: threading.Event) -> None:
    with transaction.atomic():
        Seeker.objects.select_for_update().get(pk=key)
        locked.set()
        free.wait(10)
    connection.close()


def hammer(stop: threading.Event, keys: list[int], last: dict[int, str]) -> None:
    """Correct NIKs as fast as one connection can, and remember the last of each."""
    round_ = 0
    while not stop.is_set():
        round_ += 1
        for serial, key in enumerate(keys, start=1):
            number = parse_nik(f"1209{round_ % 90 + 10:02}150295{serial:04}")
            fresh = {"nik_sealed": number.sealed(), **number.blind_indexes()}
            Seeker.objects.filter(pk=key).update(**fresh)
            last[key] = number.digits
    connection.close()


def test_keys_change_while_the_portal_answers_and_others_write(portal, settings):
    ours = settings.SEALING_KEYS, settings.BLIND_INDEX_KEYS
    settings.SEALING_KEYS, settings.BLIND_INDEX_KEYS = {"old": OLD}, {"b": OLD}
    for _ in range(120):
        SeekerFactory.create()
    settings.SEALING_KEYS = {**ours[0], "old": OLD}
    settings.BLIND_INDEX_KEYS = {**ours[1], "b": OLD}
    keys = sorted(Seeker.objects.values_list("pk", flat=True))[:20]
    stop, last, statuses = threading.Event(), dict[int, str](), list[int]()
    threads = [
        threading.Thread(target=hammer, args=(stop, keys, last)),
        threading.Thread(target=browse, args=(stop, portal, statuses)),
    ]
    act_beside(threads, stop, lambda: rotation.rotate(commit=True, batch=10))
    rotation.rotate(commit=True)
    assert rotation.rotate(commit=False).wrong == 0
    settings.SEALING_KEYS, settings.BLIND_INDEX_KEYS = ours
    assert {key: open_nik(Seeker.objects.get(pk=key).nik_sealed).digits for key in last} == last
    assert set(statuses) == {200}


def browse(stop: threading.Event, portal: Portal, statuses: list[int]) -> None:
    client = portal.client()
    while not stop.is_set():
        statuses.append(client.get("/akun/masuk/").status_code)


def act_beside(
    threads: list[threading.Thread], stop: threading.Event, act: Callable[[], object]
) -> None:
    """Act while the threads run; end them afterwards whatever happened."""
    for thread in threads:
        thread.start()
    try:
        act()
    finally:
        stop.set()
        for thread in threads:
            thread.join()
