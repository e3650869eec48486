"""`xlsreport forms …`: what is for the authors of forms, a command a module.

What belongs here takes a form's folder, not a workspace with submissions; `group.py` puts the commands together.
"""
