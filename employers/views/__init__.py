"""Views of the employers app, split by who looks."""
