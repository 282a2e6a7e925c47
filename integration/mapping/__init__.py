"""From the wire to our columns: one table for each kind, from which all else is made."""

from integration.enums import Kind
from integration.mapping.companies import COMPANIES
from integration.mapping.parsers import IN_LIST
from integration.mapping.seekers import SEEKERS
from integration.mapping.tables import Mapping
from integration.mapping.trainings import TRAININGS
from integration.mapping.vacancies import VACANCIES

__all__ = ["MAPPINGS", "label_of"]

MAPPINGS: dict[Kind, Mapping] = {
    Kind.VACANCIES: VACANCIES,
    Kind.TRAININGS: TRAININGS,
    Kind.COMPANIES: COMPANIES,
    Kind.SEEKERS: SEEKERS,
}


def label_of(kind: Kind, path: str) -> str:
    """Return what a field is called here; empty when the table does not know it."""
    path = path.partition(IN_LIST)[0]
    fields = (field for field in MAPPINGS[kind].fields if path in field.paths)
    return next((str(field.label) for field in fields), "")
