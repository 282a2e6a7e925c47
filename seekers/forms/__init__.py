"""Forms of a seeker's own pages: they parse, and say what is wrong."""
