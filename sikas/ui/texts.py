"""Longer texts as people type them, as paragraphs and lists."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Block:
    """A paragraph, or a list when every line of it began with a bullet."""

    lines: list[str]
    bullets: bool


def blocks(text: str) -> list[Block]:
    """Cut a text as people type it into paragraphs and lists."""
    found: list[Block] = []
    for raw in text.splitlines():
        if line := raw.strip():
            bullet = line.startswith(("- ", "• ", "* "))
            content = line[2:].strip() if bullet else line
            if bullet and found and found[-1].bullets:
                found[-1].lines.append(content)
            else:
                found.append(Block([content], bullet))
    return found
