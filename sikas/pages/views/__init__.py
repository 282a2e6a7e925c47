"""What the pages app shows, split by who looks."""
