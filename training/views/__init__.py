"""What the training app shows, split by who looks."""
