"""Code lists and this office's own facts."""

from sikas.reference.models.areas import Area, MinimumWage
from sikas.reference.models.industries import Industry
from sikas.reference.models.occupations import Occupation, OccupationSynonym
from sikas.reference.models.office import Office

__all__ = ["Area", "Industry", "MinimumWage", "Occupation", "OccupationSynonym", "Office"]
