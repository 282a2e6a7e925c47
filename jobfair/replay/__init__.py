"""The week of November 2022, played again on a running portal within minutes."""
