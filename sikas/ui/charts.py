"""Bars drawn by the server: an SVG without scripts or styles, and the numbers behind it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise

WIDTH, HEIGHT = 600, 120  # of the drawing, in its own units
GAP = 0.25  # of a bar's place


@dataclass(frozen=True)
class Bar:
    """One bar: where it stands, and what it says."""

    label: str
    value: int
    x: str
    y: str
    width: str
    height: str


@dataclass(frozen=True)
class BarChart:
    """A chart: the name of its parts in the page, its title, its bars and the highest value."""

    name: str
    title: str | Promise
    bars: Sequence[Bar]
    highest: int

    @property
    def total(self) -> int:
        """The sum of all bars."""
        return sum(bar.value for bar in self.bars)

    @property
    def marks(self) -> list[str]:
        """The labels below the first bar, the one in the middle and the last."""
        labels = [bar.label for bar in self.bars]
        return [labels[0], labels[len(labels) // 2], labels[-1]] if labels else []


def bar_chart(*, name: str, title: str | Promise, points: Sequence[tuple[str, int]]) -> BarChart:
    """Draw values of zero and more, each with its label, from left to right."""
    highest = max((value for _label, value in points), default=0)
    place = WIDTH / max(1, len(points))
    bars = []
    for number, (label, value) in enumerate(points):
        height = HEIGHT * value / highest if highest else 0
        bars.append(
            Bar(
                label=label,
                value=value,
                x=f"{place * (number + GAP / 2):.2f}",
                y=f"{HEIGHT - height:.2f}",
                width=f"{place * (1 - GAP):.2f}",
                height=f"{height:.2f}",
            )
        )
    return BarChart(name, title, bars, highest)
