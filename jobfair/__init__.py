"""The virtual job fair: an application engine with a clock, on plain pages."""
