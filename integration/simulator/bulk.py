"""A catalogue of any size that is not kept anywhere: each item is made from its number."""

from typing import Any

from integration.simulator import words
from integration.simulator.clock import utc_now
from integration.simulator.population import Inventor

NEWEST = 1_790_000_000  # unix seconds of the first item; each next one is a second older
DESCRIPTION = 720  # characters; an item is about 1.2 KB of JSON
VARIETY = 997  # prime, so that columns do not move in step


class Bulk:
    """`count` vacancies for load runs.

    `revision` is raised to let some of them change: every item whose number is a multiple of
    `changing` says something else in each revision.
    """

    def __init__(self, count: int, seed: int) -> None:
        self.seed = seed
        self.set(count)

    def set(self, count: int, revision: int = 0, changing: int = 100) -> None:
        """Have so many items, in a revision."""
        self.count, self.revision, self.changing = count, revision, changing
        self._models: list[dict[str, Any]] = []

    def _prepare(self) -> list[dict[str, Any]]:
        inventor = Inventor(self.seed)
        names = (*words.DISTRICTS, None)
        for number in range(VARIETY):
            model = inventor.vacancy(utc_now(), home=number % 40 == 0)
            text = model["description"] + " " + " ".join(words.DUTIES) * 2
            model["description"] = text[: DESCRIPTION + number % 60]
            model["district_name"] = model["district_name"] and names[number % (len(names) - 1)]
            for name in ("openings", "closes_at", "state", "published_at"):
                model.pop(name)
            self._models.append(model)
        return self._models

    def items(self, start: int, end: int) -> list[dict[str, Any]]:
        """Return the items with numbers from start up to end, without it."""
        models = self._models or self._prepare()
        made = [
            {
                "id": f"b0000000-0000-4000-8000-{number:012x}",
                "published_at": NEWEST - number,
                **models[number * 7919 % VARIETY],
            }
            for number in range(start, min(end, self.count))
        ]
        if self.revision:
            for number in range(
                -(-start // self.changing) * self.changing, min(end, self.count), self.changing
            ):
                item = made[number - start]
                item["title"] = f"{item['title']} (revisi {self.revision})"
        return made
