"""Found words marked where they stand, for the company and the officer."""

from collections.abc import Iterable

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from jobs.linter.findings import Finding
from jobs.linter.texts import lint_text
from sikas.ui.texts import Block


def mark_blocks(blocks: Iterable[Block]) -> list[Block]:
    """Return paragraphs and lists of a page with the found words of each line marked."""
    return [Block([mark_line(line) for line in block.lines], block.bullets) for block in blocks]


def mark_line(line: str) -> SafeString:
    """Return a line as HTML with what the rules find in it marked."""
    spans, done = _spans(lint_text(line)), 0
    pieces = []
    for start, end, label in spans:
        pieces.append((line[done:start], line[start:end], label))
        done = end
    marked = format_html_join(
        "", '{}<mark>{}<span class="visually-hidden"> ({})</span></mark>', pieces
    )
    return format_html("{}{}", marked, line[done:])


def _spans(findings: Iterable[Finding]) -> list[tuple[int, int, str]]:
    """Return where to mark, without overlaps, and what is said to who cannot see the mark."""
    spans: list[tuple[int, int, str]] = []
    for finding in findings:
        start = max(finding.start, spans[-1][1] if spans else 0)
        if start < finding.end:
            spans.append((start, finding.end, str(finding.kind.label)))
    return spans
