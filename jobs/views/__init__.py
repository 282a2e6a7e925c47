"""Views of the jobs app, split by who looks and what at."""
