"""Where the form's cells lie in the workbook that came: sheets and labels found, moved cells read in their places.

What belongs here looks at labels and positions, never at what a figure should be.
"""
