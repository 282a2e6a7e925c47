"""Forms of the job fair."""
