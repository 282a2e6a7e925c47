"""Reading free text by the table of rules."""

import re
import unicodedata
from collections.abc import Iterator

from jobs.linter.findings import Finding
from jobs.linter.kinds import Kind
from jobs.linter.rules import RULES, Rule

# Where a sentence ends; a contrast begins a new one ("tidak dipungut biaya, tetapi …").
_ENDS = re.compile(
    r"[.;!?](?=\s|$)|\b(tetapi|tapi|namun|kecuali|hanya|cukup|melainkan)\b", re.IGNORECASE
)
_COMMA = re.compile(r"[,.;!?](?=\s|$)|\b(tetapi|tapi|namun|kecuali)\b", re.IGNORECASE)
_REACH = 120  # characters before the found words that may make them harmless
LONGEST_LINE = 2_000  # the rest of a longer line is read as a line of its own


def lint_text(text: str, field: str = "") -> list[Finding]:
    """Return what the rules find in a text, in its order, each place once."""
    return [finding for line in _lines(text) for finding in _lint_line(line, field)]


def _lines(text: str) -> Iterator[str]:
    for line in text.splitlines():
        for start in range(0, len(line), LONGEST_LINE):
            yield line[start : start + LONGEST_LINE]


def _lint_line(line: str, field: str) -> list[Finding]:
    plain = _plain(line)
    found: list[Finding] = []
    for rule in RULES:
        for match in rule.pattern.finditer(plain):
            if _is_harmless(rule, plain, match):
                continue
            _add(found, Finding(rule.kind, line, match.start(), match.end(), field))
    return sorted(found, key=lambda finding: (finding.start, -finding.end))


def _plain(line: str) -> str:
    """Return the line with letters that only look different as they are read, length kept."""
    folded = (unicodedata.normalize("NFKC", character) for character in line)
    pairs = zip(line, folded, strict=True)
    return "".join(new if len(new) == 1 else old for old, new in pairs)


def _is_harmless(rule: Rule, line: str, match: re.Match[str]) -> bool:
    if rule.harmless:
        begin = max(0, match.start() - _REACH)
        for end in _ENDS.finditer(line, begin, match.start()):
            begin = end.end()
        if rule.harmless.search(line, begin, match.end()):
            return True
    if rule.harmless_after:
        ends = _COMMA.search(line, match.end())
        after = line[match.end() : ends.start() if ends else len(line)]
        return bool(rule.harmless_after.search(after))
    return False


def _add(found: list[Finding], new: Finding) -> None:
    """Add a finding; where it overlaps another of its kind, the two become one."""
    for number, old in enumerate(found):
        if old.kind == new.kind and old.start < new.end and new.start < old.end:
            start, end = min(old.start, new.start), max(old.end, new.end)
            found[number] = Finding(old.kind, old.line, start, end, old.field)
            return
    found.append(new)


def kinds_in(text: str) -> set[Kind]:
    """Return the kinds found in a text."""
    return {finding.kind for finding in lint_text(text)}
