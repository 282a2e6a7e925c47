"""Texts that a company uses again, with places that are filled in for each applicant."""

import re
from collections.abc import Mapping

from jobs.models import Application

_PLACE = re.compile(r"\{(nama|lowongan|perusahaan)\}")


def filled(text: str, application: Application) -> str:
    """Return the text with {nama}, {lowongan} and {perusahaan} filled in.

    In one pass: what an applicant calls himself is never read as another place to fill.
    """
    words: Mapping[str, str] = {
        "nama": application.name,
        "lowongan": application.vacancy.title,
        "perusahaan": application.vacancy.employer,
    }
    return _PLACE.sub(lambda match: words[match[1]], text)
