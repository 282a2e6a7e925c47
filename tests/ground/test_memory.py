"""What a process remembers for seconds."""

from threading import Event, Thread

from sikas.memory import Remembered, remembered


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
    Remembered.forget_all()
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
