"""Template tags of the employers app."""
