"""Views of the job fair, by who looks."""
