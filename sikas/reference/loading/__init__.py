"""Loading the code lists from files: read, check every row, write all or nothing."""
