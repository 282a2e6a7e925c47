"""Pages of seekers, split by who looks."""
