"""An invented fair: one that runs now for a new portal, and the stage of the replay of 2022."""
