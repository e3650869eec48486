"""Intake: what came, whose it is, and which of several versions counts."""
