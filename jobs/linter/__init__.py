"""Words and numbers in a vacancy that the law or the office objects to."""

from jobs.linter.findings import Finding
from jobs.linter.kinds import Kind
from jobs.linter.marks import mark_blocks
from jobs.linter.texts import lint_text
from jobs.linter.vacancies import lint_vacancy

__all__ = ["Finding", "Kind", "lint_text", "lint_vacancy", "mark_blocks"]
