"""Progress of long commands: one line on a terminal, a few elsewhere."""

import io

from sikas.progress import Progress


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """Say so."""
        return True


def test_progress_draws_one_line_on_a_terminal():
    out = Terminal()
    progress = Progress(out, "lowongan")
    progress(250_000, 1_000_000)
    progress(1_000_000, 1_000_000)
    half, whole = out.getvalue().split("\r")[1:]
    assert half.startswith("█" * 7 + "░" * 23 + " 250.000 / 1.000.000 lowongan")
    assert whole.startswith("█" * 30 + " 1.000.000 / 1.000.000 lowongan, sisa 0 detik")
    assert out.getvalue().count("\n") == 1


def test_progress_elsewhere_says_every_tenth():
    out = io.StringIO()
    progress = Progress(out, "lowongan")
    for done in range(1, 101):
        progress(done, 100)
    assert out.getvalue().count("\n") == 10
