"""What the jobs app does."""
