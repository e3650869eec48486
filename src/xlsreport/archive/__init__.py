"""The archive: a year's bag, made once and never changed."""
