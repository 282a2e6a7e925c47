"""Programmes of other sources: what their source withdraws is closed here at once."""

from collections.abc import Sequence

from sikas.workflow.transitions import transition_many
from training.enums import ProgrammeState, Source
from training.models import Programme


def close_programmes(keys: Sequence[int]) -> int:
    """Close mirrored programmes that are no longer offered; interest in them stays."""
    found = Programme.objects.filter(pk__in=keys, source=Source.KEMNAKER)
    return len(transition_many(found, ProgrammeState.CLOSED, by=None))
