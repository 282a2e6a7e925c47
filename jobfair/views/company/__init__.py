"""A company's own side of fairs."""
