"""What goes out to the departments: workbooks to fill, corrected copies, letters and reminders.

What belongs here decides who is written to, and lays it in `outbox/`.
"""
