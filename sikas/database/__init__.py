"""The database engine: Django's for PostgreSQL, with one thing made cheaper."""
