"""Fairs and what happens in them."""

from jobfair.models.booths import Booth, BoothHours, BoothStaff, BoothTransition
from jobfair.models.fairs import Announcement, Fair, FairTransition
from jobfair.models.people import Entry, Participant
from jobfair.models.positions import Position, PositionTransition
from jobfair.models.reports import FairReport, ReportDownload

__all__ = [
    "Announcement",
    "Booth",
    "BoothHours",
    "BoothStaff",
    "BoothTransition",
    "Entry",
    "Fair",
    "FairReport",
    "FairTransition",
    "Participant",
    "Position",
    "PositionTransition",
    "ReportDownload",
]
