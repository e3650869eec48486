"""Files as they are laid down: safe names, findings.json and findings.csv, and the one move into place.

What belongs here knows names and bytes; what stands in the bytes is made by the other parts.
"""
