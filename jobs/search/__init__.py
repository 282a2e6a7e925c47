"""Search for open vacancies: from what a person typed to a page of rows, counts and facets."""
