"""A report that came as a document, read back: which figure of the form stands where in its tables, and which text.

What belongs here judges labels, laws and words; nothing opens a file.
"""
