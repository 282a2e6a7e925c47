"""Karirhub: the public catalogue of national vacancies, newest first."""

from integration.kemnaker.catalogue import Catalogue
from integration.kemnaker.http import Server

PATH = "/karirhub/catalogue/v1/industrial-vacancies"


def vacancies(server: Server, *, page_size: int) -> Catalogue:
    """Return the feed of all vacancies."""
    return Catalogue(server, "karirhub", PATH, page_size=page_size)
