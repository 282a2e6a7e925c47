"""What a benchmark is, and the list of them all."""

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from typing import Literal


@dataclass(frozen=True)
class Result:
    """One measured figure; without a target it is told beside others, not judged."""

    name: str
    value: float
    unit: str
    target: float | None = None
    better: Literal["lower", "higher"] = "lower"

    @property
    def verdict(self) -> str:
        """Say `ok` or `short`; a figure without a target is `ok`."""
        if self.target is None:
            return "ok"
        met = self.value <= self.target if self.better == "lower" else self.value >= self.target
        return "ok" if met else "short"

    def line(self) -> str:
        """Return the line that `make bench` prints."""
        target = "-" if self.target is None else f"{self.target:g}"
        return f"bench {self.name} {self.value:.4g} {self.unit} target {target} {self.verdict}"

    def record(self) -> dict[str, object]:
        """Return what bench.json keeps."""
        return asdict(self) | {"verdict": self.verdict}


Benchmark = Callable[[], Iterator[Result]]
BENCHMARKS: dict[str, list[Benchmark]] = {}


def benchmark(group: str) -> Callable[[Benchmark], Benchmark]:
    """Add a function that yields results to a group, which `make bench ONLY=group` runs."""

    def register(function: Benchmark) -> Benchmark:
        BENCHMARKS.setdefault(group, []).append(function)
        return function

    return register
