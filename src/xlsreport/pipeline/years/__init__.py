"""The years before: the archive and folders of old workbooks read back, and who came from whom since.

What belongs here answers what was known of a department, or of the whole, in an earlier period.
"""
