"""How far a long command is: a bar on a terminal, a line now and then elsewhere."""

from time import monotonic
from typing import TextIO

from django.utils.translation import gettext as _

BAR = 30  # characters
STEP = 10  # per cent between two lines where there is no terminal


class Progress:
    """Draws how far a run through many `things` (a word for the reader) is."""

    def __init__(self, out: TextIO, things: str) -> None:
        self.out, self.things, self.started, self.said = out, things, monotonic(), 0

    def __call__(self, done: int, total: int) -> None:
        """Tell that `done` of `total` are through."""
        percent = done * 100 // total
        if not self.out.isatty() and percent < self.said + STEP and done < total:
            return
        self.said = percent
        left = (monotonic() - self.started) / done * (total - done)
        amounts = f"{done:,} / {total:,}".replace(",", ".")
        words = _("{amounts} {things}, sisa {left:.0f} detik").format(
            amounts=amounts, things=self.things, left=left
        )
        if self.out.isatty():
            bar = "█" * (BAR * done // total)
            words = f"\r{bar:░<{BAR}} {words:<50}"
        self.out.write(words + ("\n" if done == total or not self.out.isatty() else ""))
        self.out.flush()
