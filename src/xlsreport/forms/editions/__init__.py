"""Two editions of a form side by side: which cell is which, what changed, and how form.toml says it.

What belongs here compares two loaded forms and opens nothing.
"""
