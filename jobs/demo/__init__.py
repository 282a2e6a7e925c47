"""Invented vacancies: a believable hundred for a new portal, and any number for benchmarks."""

from jobs.demo.bulk import fill
from jobs.demo.vacancies import load

__all__ = ["fill", "load"]
