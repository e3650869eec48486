"""The values that every room speaks in: frozen dataclasses on the standard library alone."""
