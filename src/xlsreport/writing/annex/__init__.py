"""The internal annex: a Word document of its own, so that nothing internal is published with the report.

What belongs here writes for the coordinator's own eyes: standings, each department's figures and texts.
"""
