"""Read feeds of the ministry now: to see what would come, or with --commit to take it."""

import itertools
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from integration.enums import Kind, Mode, Outcome, RunState, Trigger, Trouble
from integration.kemnaker.ministry import Kemnaker
from integration.models import Stream, SyncRun
from integration.ports import MinistryError
from integration.preview import preview
from integration.pull import pull
from sikas.progress import Progress
from sikas.ui.formats import format_number

SLICE = 5  # seconds between two lines of progress
INTERRUPTED = 130  # what a shell says of a command that Ctrl-C ended
UNFINISHED = (RunState.RUNNING, RunState.CLOSING)
COUNTED = [outcome.value for outcome in Outcome]


class StoppedError(Exception):
    """A feed could not be read to its end; the text is for who runs the command."""


class Command(BaseCommand):
    """Read and judge without --commit; write with it."""

    help = "Pull feeds of the ministry; a run that was interrupted goes on at its last page."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the kinds (none: all), leave to write, and whether all data are read."""
        parser.add_argument("kinds", nargs="*", metavar="kind", help=", ".join(Kind.values))
        parser.add_argument("--commit", action="store_true", help="write; without it only count")
        parser.add_argument("--snapshot", action="store_true", help="read all data, not changes")

    def handle(
        self, *_args: Any, kinds: list[str], commit: bool, snapshot: bool, **_options: Any
    ) -> None:
        """Read one feed after the other, sum up; fail when one could not be read to its end.

        Ctrl-C ends it at once, with what was committed.
        """
        if unknown := set(kinds) - set(Kind.values):
            text = _("Data ini tidak dikenal: %(names)s. Pilih dari: %(kinds)s.")
            names, known = ", ".join(sorted(unknown)), ", ".join(Kind.values)
            raise CommandError(text % {"names": names, "kinds": known})
        read = self._take if commit else self._look
        stopped = []
        rows = []
        for kind in map(Kind, kinds or Kind.values):
            try:
                _refuse_unconfigured(kind)
                rows.append(_row(kind, read(kind, snapshot)))
            except StoppedError as error:
                stopped.append(f"{kind.label}: {error}")
            except KeyboardInterrupt:
                rows += [_row(kind, run) for run in _unfinished(kind)] if commit else []
                self._sum_up(rows)
                raise CommandError(_farewell(commit), returncode=INTERRUPTED) from None
        self._sum_up(rows)
        if not commit:
            self.stdout.write(_("Hitungan saja. Tambahkan --commit untuk menyimpan."))
        if stopped:
            raise CommandError("\n".join(stopped))

    def _look(self, kind: Kind, snapshot: bool) -> SyncRun:
        try:
            return preview(kind, port=Kemnaker(), whole=snapshot, told=_teller(kind))
        except MinistryError as error:
            raise StoppedError(_words(str(error.trouble.label), error.detail)) from error

    def _take(self, kind: Kind, snapshot: bool) -> SyncRun:
        if snapshot:
            Stream.objects.filter(kind=kind).update(wants_snapshot=True)
        tell = _teller(kind)
        before = Stream.objects.get(kind=kind)
        for turn in itertools.count(1):
            run = pull(kind, port=Kemnaker(), trigger=Trigger.COMMAND, seconds=SLICE)
            if run is None:
                raise StoppedError(_("sedang dibaca proses lain."))
            tell(run)
            stream = Stream.objects.get(kind=kind)
            if stream.failures > before.failures:
                raise StoppedError(_words(stream.get_trouble_display(), stream.trouble_detail))
            if stream.fence != before.fence + turn:
                raise StoppedError(_("diambil alih petugas atau proses lain."))
            is_over = run.state not in UNFINISHED
            if is_over and not (snapshot and run.mode == Mode.CHANGES):  # one may have been open
                return run
        raise AssertionError

    def _sum_up(self, rows: list[list[str]]) -> None:
        if not rows:
            return
        names = [_("data"), _("cara"), _("diterima"), *(str(Outcome(one).label) for one in COUNTED)]
        table = [[*names, _("ditutup"), _("keadaan")], *rows]
        widths = [max(map(len, column)) for column in zip(*table, strict=True)]
        for row in table:
            cells = zip(row, widths, strict=True)
            self.stdout.write("  ".join(cell.ljust(width) for cell, width in cells).rstrip())


def _unfinished(kind: Kind) -> list[SyncRun]:
    """Return the run that was interrupted, if one had begun."""
    return list(SyncRun.objects.filter(stream=kind, state__in=UNFINISHED).order_by("-pk")[:1])


def _farewell(commit: bool) -> str:
    if commit:
        return _("Dihentikan. Yang tersimpan tetap ada; perintah yang sama meneruskannya.")
    return _("Dihentikan. Tidak ada yang disimpan.")


def _refuse_unconfigured(kind: Kind) -> None:
    """Stop before the stream is touched: a worker with other settings may read it well."""
    if not Kemnaker().is_configured(kind):
        raise StoppedError(Trouble.UNCONFIGURED.label)


def _teller(kind: Kind) -> Any:
    progress = Progress(sys.stderr, str(kind.label).lower())

    def tell(run: SyncRun) -> None:
        if run.received:
            done = run.state != RunState.RUNNING and not run.position
            progress(run.received, run.received if done else max(run.total or 0, run.received))

    return tell


def _row(kind: Kind, run: SyncRun) -> list[str]:
    numbers = [run.received, *(getattr(run, name) for name in COUNTED), run.closed]
    *before, closed = map(format_number, numbers)
    return [str(kind.label), run.get_mode_display(), *before, closed, run.get_state_display()]


def _words(trouble: str, detail: str) -> str:
    return f"{trouble} ({detail})." if detail else f"{trouble}."
