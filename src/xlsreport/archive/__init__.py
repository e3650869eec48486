"""The archive: a bag for each year."""
