"""Vacancies: moderation, search, public pages."""
