"""Vacancies that fit a seeker, and consenting seekers who fit a vacancy, each with the reason."""
