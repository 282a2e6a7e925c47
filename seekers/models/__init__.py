"""Tables of job seekers."""

from seekers.models.background import Education, Experience, Language, Skill
from seekers.models.counter import CounterAct
from seekers.models.documents import SeekerDocument
from seekers.models.movements import Movement
from seekers.models.seekers import Seeker, SeekerQuerySet
from seekers.models.sensitive import NikConflict, NikConflictTransition, NikView, SeekerDisability

__all__ = [
    "CounterAct",
    "Education",
    "Experience",
    "Language",
    "Movement",
    "NikConflict",
    "NikConflictTransition",
    "NikView",
    "Seeker",
    "SeekerDisability",
    "SeekerDocument",
    "SeekerQuerySet",
    "Skill",
]
