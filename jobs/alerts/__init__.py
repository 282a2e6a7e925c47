"""Telling people of new vacancies that their searches find."""
