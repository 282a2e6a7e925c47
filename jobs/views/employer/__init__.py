"""Views of a company's own vacancies."""
