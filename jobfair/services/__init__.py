"""What the jobfair app does."""
