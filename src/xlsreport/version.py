"""The version of this program, stated here alone."""

__version__ = "0.2.0"
