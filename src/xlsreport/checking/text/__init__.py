"""What two texts have in common, measured; used by every check that compares texts."""
