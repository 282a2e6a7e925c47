"""One thing that the linter found."""

from dataclasses import dataclass

from jobs.linter.kinds import ABOUT, About, Kind


@dataclass(frozen=True)
class Finding:
    """Words of a kind in a field; `line` is the line they stand in, from `start` to `end`.

    What was found in numbers, not in words, has the numbers as its line.
    """

    kind: Kind
    line: str
    start: int = 0
    end: int = 0
    field: str = ""

    @property
    def words(self) -> str:
        """The words that were found."""
        return self.line[self.start : self.end] or self.line

    @property
    def about(self) -> About:
        """Why it matters and what to do."""
        return ABOUT[self.kind]

    @property
    def blocks(self) -> bool:
        """Whether the vacancy cannot be submitted while this is there."""
        return self.about.blocks
