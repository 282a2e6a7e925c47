"""States, the one door through which they change, and claims on cases."""
