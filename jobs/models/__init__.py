"""Vacancies, applications to them and what follows; their events, results and search rows."""

from jobs.models.answers import Responsiveness
from jobs.models.applications import (
    Application,
    ApplicationDocument,
    ApplicationQuerySet,
    ApplicationTransition,
)
from jobs.models.departures import Departure
from jobs.models.exports import ApplicantExport
from jobs.models.interviews import Interview, InterviewTransition
from jobs.models.matching import ApplyInvitation, Candidate
from jobs.models.placements import Placement, PlacementTransition
from jobs.models.replies import ApplicationMessage, ApplicationNote, ReplyTemplate
from jobs.models.reports import VacancyReport, VacancyReportTransition
from jobs.models.results import FillReport
from jobs.models.saved import SavedVacancy
from jobs.models.search import LateSearchRows, SearchWord, VacancySearch
from jobs.models.searches import SavedSearch, SearchAlert
from jobs.models.vacancies import Vacancy, VacancyTransition

__all__ = [
    "ApplicantExport",
    "Application",
    "ApplicationDocument",
    "ApplicationMessage",
    "ApplicationNote",
    "ApplicationQuerySet",
    "ApplicationTransition",
    "ApplyInvitation",
    "Candidate",
    "Departure",
    "FillReport",
    "Interview",
    "InterviewTransition",
    "LateSearchRows",
    "Placement",
    "PlacementTransition",
    "ReplyTemplate",
    "Responsiveness",
    "SavedSearch",
    "SavedVacancy",
    "SearchAlert",
    "SearchWord",
    "Vacancy",
    "VacancyReport",
    "VacancyReportTransition",
    "VacancySearch",
    "VacancyTransition",
]
