"""Companies: who they are, who acts for them, and whether the office vouches for them."""
