"""What one run of the program keeps for this user's next ones, because it takes long to make and is always the same.

What belongs here knows nothing of what is kept: texts in a folder, and patterns among them.
"""
