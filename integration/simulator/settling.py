"""Who lives at the ministry when it opens, and how it moves by itself afterwards."""

from datetime import timedelta
from typing import Any

from integration.simulator.ministry import Ministry

SIZES = {"vacancies": 2400, "trainings": 140, "companies": 40, "seekers": 300}
AT_HOME = 60  # vacancies of the regency among SIZES


def populate(
    ministry: Ministry,
    sizes: dict[str, int] | None = None,
    world: dict[str, list[dict[str, Any]]] | None = None,
) -> None:
    """Fill the ministry; `world` has attributes of people and companies that the portal knows.

    What those do not say is invented; of kinds that it names there are no others.
    """
    world = world or {}
    sizes = SIZES if sizes is None else sizes
    ministry.journal.begin()
    for kind, given in world.items():
        for attributes in given:
            ministry.put(kind, attributes, cause="populate")
    for kind, size in sizes.items():
        for number in range(0 if kind in world else size):
            ministry.put(kind, _invented(ministry, kind, number, size), cause="populate")
    ministry.journal.commit()


def _invented(ministry: Ministry, kind: str, number: int, size: int) -> dict[str, Any]:
    now = ministry.clock.now()
    if kind == "vacancies":
        home = number * AT_HOME // max(size, 1) != (number + 1) * AT_HOME // max(size, 1)
        return ministry.inventor.vacancy(now, home=home if size >= AT_HOME else None)
    return ministry.inventor.attributes(kind, now)


def move(ministry: Ministry) -> None:
    """Let one thing happen, as on any day: a record comes, changes or goes."""
    choose = ministry.random
    kind = choose.choices(("vacancies", "trainings", "companies", "seekers"), (16, 2, 1, 1))[0]
    living = ministry.feed(kind).living()
    action = choose.choices(("create", "change", "remove"), (4, 5, 3 if kind == "vacancies" else 0))
    if action == ["create"] or not living:
        fresh = ministry.clock.now() - timedelta(seconds=1)
        new = {"published_at": int(fresh.timestamp())} if kind == "vacancies" else {}
        ministry.put(kind, new, cause="alive")
        return
    record = choose.choice(living)
    if action == ["change"]:
        change = ministry.inventor.change(kind)
        ministry.put(kind, change, record_id=record.id, cause="alive")
    else:
        ministry.remove(kind, record.id, cause="alive")
