"""What a process remembers for seconds, and never past a withdrawal."""

from threading import Event, Thread

from sikas.memory import Kept, remembered, standing


def test_answer_is_used_again_until_its_seconds_are_over(monkeypatch):
    now = [100.0]
    made: list[None] = []
    monkeypatch.setattr("sikas.memory.monotonic", lambda: now[0])

    @remembered(60)
    def answer() -> int:
        made.append(None)
        return len(made)

    assert [answer(), answer()] == [1, 1]
    now[0] += 60
    assert answer() == 2
    standing.renew()
    assert answer() == 3


def test_one_thread_makes_what_many_wait_for():
    begun, go = Event(), Event()
    made: list[None] = []

    @remembered(60)
    def slow() -> int:
        made.append(None)
        begun.set()
        go.wait(10)
        return len(made)

    threads = [Thread(target=slow) for _ in range(4)]
    threads[0].start()
    assert begun.wait(10)
    for thread in threads[1:]:
        thread.start()
    go.set()
    for thread in threads:
        thread.join(10)
    assert len(made) == 1


def counted():
    """Return a function that counts its calls."""
    made: list[None] = []

    def make() -> int:
        made.append(None)
        return len(made)

    return make


def test_nothing_is_remembered_past_a_withdrawal_or_while_nobody_listens(monkeypatch):
    answer = remembered(60)(counted())
    assert [answer(), answer()] == [1, 1]
    standing.renew()
    assert [answer(), answer()] == [2, 2]
    monkeypatch.setattr(standing, "mark", None)
    assert [answer(), answer()] == [3, 4]


def test_answer_begun_before_a_withdrawal_is_not_used_after_it():
    make = counted()

    @remembered(60)
    def answer() -> int:
        if (number := make()) == 1:
            standing.renew()
        return number

    assert [answer(), answer(), answer()] == [1, 2, 2]


def test_kept_value_is_made_again_when_its_seconds_are_over(monkeypatch):
    now = [100.0]
    monkeypatch.setattr("sikas.memory.monotonic", lambda: now[0])
    kept: Kept[int] = Kept(seconds=60, room=10, weight=int)
    make = counted()
    assert [kept.get("a", make), kept.get("a", make), kept.get("b", make)] == [1, 1, 2]
    now[0] += 60
    assert kept.get("a", make) == 3
    kept.clear()
    assert kept.get("a", make) == 4


def test_room_is_never_overfilled_and_what_nobody_asks_for_goes_first():
    kept: Kept[str] = Kept(seconds=60, room=100, weight=len)
    for key, size in (("old", 40), ("asked", 40), ("old", 50)):
        kept.put(key, "x" * size, standing.mark)
    assert kept.take("asked")
    kept.put("new", "x" * 30, standing.mark)
    assert [bool(kept.take(key)) for key in ("old", "asked", "new")] == [False, True, True]
    kept.put("huge", "x" * 101, standing.mark)
    assert not any(kept.take(key) for key in ("asked", "new", "huge"))


def test_value_begun_before_a_withdrawal_is_not_kept():
    kept: Kept[str] = Kept(seconds=60, room=100, weight=len)
    mark = standing.mark
    standing.renew()
    kept.put("a", "x", mark)
    assert kept.take("a") is None


def test_lost_standing_keeps_nothing(monkeypatch):
    monkeypatch.setattr(standing, "mark", standing.mark)
    kept: Kept[str] = Kept(seconds=60, room=100, weight=len)
    kept.put("a", "x", standing.mark)
    standing.lose()
    kept.put("b", "x", standing.mark)
    assert (kept.take("a"), kept.take("b")) == (None, None)
